import { type FaultCode, SandboxFault } from '../contract.ts';

const EMBEDDED = 'The embedded host runs the same lesson here and now.';

/** One sentence that says what happened and one that says the way on, for each way in which this host can fail. */
const WORDS = {
  unsupported: ['This browser lacks what a WebContainer needs', 'Use a recent desktop browser over HTTPS.'],
  'not-isolated': [
    'This page is not cross-origin isolated, and a WebContainer needs that',
    'The site must be served with COOP same-origin and COEP require-corp (see docs/deploy.md).',
  ],
  offline: ['A WebContainer needs the internet, and this browser is offline', 'Retry when you are connected.'],
  'boot-timeout': [
    'StackBlitz’s runtime did not start in time',
    'Retry; an ad blocker or a company proxy may be in its way.',
  ],
  'call-timeout': ['The WebContainer did not answer in time', 'Retry, or reload the page.'],
  'csp-blocked': [
    'This site’s Content-Security-Policy keeps StackBlitz’s frame out',
    'The site must allow frame-src https://stackblitz.com.',
  ],
  'boot-rejected': ['StackBlitz’s runtime refused to start', 'Retry, or reload the page.'],
  'out-of-memory': ['The WebContainer ran out of memory', 'Close other tabs and reload the page.'],
  conformance: ['This runtime changed the handshake, so its results would mislead you', 'No verdict is taken from it.'],
  protocol: ['The WebContainer answered with something that is no answer', 'Reload the page.'],
  lost: ['The WebContainer’s frame is gone', 'Reload the page to get a new one.'],
  disposed: ['This WebContainer was closed', 'Choose it again to start a new one.'],
} as const satisfies Partial<Record<FaultCode, readonly [string, string]>>;

export type WebContainerFault = keyof typeof WORDS;

/** The fault with its words; `detail` says what exactly was seen. */
export function faultOf(code: WebContainerFault, detail?: string): SandboxFault {
  const [what, remedy] = WORDS[code];
  return new SandboxFault(code, detail ? `${what}: ${detail}.` : `${what}.`, `${remedy} ${EMBEDDED}`);
}

/** What the runtime says when memory ran out, in the engines' and the package's words. */
export function tellsOutOfMemory(message: string): boolean {
  return /out of memory|could not allocate memory|memory access out of bounds/i.test(message);
}

/** Settles as `work` does, or rejects with `call-timeout` after `ms`. When the frame is gone no call ever settles by itself. */
export async function within<T>(ms: number, call: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(faultOf('call-timeout', `${call} took longer than ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
