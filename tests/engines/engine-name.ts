import type { EngineName } from './engine.ts';

/** The engine of this run: HANDSHAKE_ENGINE, or Chromium. */
export const engineName = (process.env['HANDSHAKE_ENGINE'] || 'chromium') as EngineName;
