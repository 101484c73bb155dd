import type { SandboxFault } from '../contract.ts';
import { faultOf } from './faults.ts';

/** What the page can tell before it asks anybody. */
export interface Surroundings {
  readonly isSecureContext: boolean;
  readonly crossOriginIsolated: boolean;
  readonly hasSharedArrayBuffer: boolean;
  readonly onLine: boolean;
  readonly userAgent: string;
  readonly maxTouchPoints: number;
}

/** Reads the surroundings of this page. */
export function surroundings(): Surroundings {
  return {
    isSecureContext: globalThis.isSecureContext,
    crossOriginIsolated: globalThis.crossOriginIsolated,
    hasSharedArrayBuffer: typeof SharedArrayBuffer !== 'undefined',
    onLine: navigator.onLine,
    userAgent: navigator.userAgent,
    maxTouchPoints: navigator.maxTouchPoints,
  };
}

/** Why a WebContainer cannot start here, as far as the page can know; `undefined` when nothing speaks against it. */
export function obstacle(around: Surroundings): SandboxFault | undefined {
  if (!around.isSecureContext) return faultOf('unsupported', 'the page was not loaded over HTTPS or from localhost');
  if (!around.onLine) return faultOf('offline');
  if (!around.crossOriginIsolated) return faultOf('not-isolated');
  if (!around.hasSharedArrayBuffer) return faultOf('unsupported', 'SharedArrayBuffer is missing');
  return undefined;
}

/** iPhones and iPads (which call themselves Macintosh) run out of memory in a WebContainer: warn, and let them try. */
export function isLikelyToCrash({ userAgent, maxTouchPoints }: Surroundings): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
