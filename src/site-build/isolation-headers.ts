/**
 * What every answer carries so that a page is cross-origin isolated, which a WebContainer needs. Embedding is allowed to other
 * origins because the sandboxed frame is one. `public/_headers` and `vercel.json` say the same for hosts that read those.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;
