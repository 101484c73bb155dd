import type { WebContainer } from '@webcontainer/api';
import type { SandboxFault } from '../contract.ts';
import { faultOf, tellsOutOfMemory } from './faults.ts';
import type { BootPhase } from './host-state.ts';

export interface BootOptions {
  /** StackBlitz's key (`client_id`) for sites that hold a licence. Takes effect on the first boot of a page only. */
  readonly key?: string;
  /** Milliseconds until `boot-timeout`; the package itself waits for ever. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onPhase: (phase: BootPhase) => void;
}

const ORIGIN = 'https://stackblitz.com';

// A page has one WebContainer: the package keeps a promise that never settles when its frame is silent, and a second `boot()`
// would wait for it, or be refused when the first has come late. So a boot is kept until somebody has taken what it gives.
let pending: Promise<WebContainer> | undefined;
let frameAnswered = false;

/** Boots the page's WebContainer, or takes up a boot that is still under way. Rejects with a `SandboxFault`, or with the signal's reason. */
export async function bootOnce(options: BootOptions): Promise<WebContainer> {
  options.onPhase('loading');
  watchForInit(options.onPhase);
  if (pending && !frameAnswered) replaceFrame();
  pending ??= start(options.key);
  options.onPhase(frameAnswered ? 'starting' : 'connecting');
  const booting = pending;
  const stop = new AbortController();
  try {
    const container = await Promise.race([
      booting,
      timeOut(options.timeoutMs, stop.signal),
      contentSecurityPolicyBlocks(stop.signal),
      aborted(options.signal, stop.signal),
    ]);
    forget();
    return container;
  } catch (error) {
    void booting.catch(forget);
    throw rejection(error, options.signal);
  } finally {
    stop.abort();
  }
}

function forget(): void {
  pending = undefined;
}

async function start(key: string | undefined): Promise<WebContainer> {
  const api = await import('@webcontainer/api');
  if (key && !frameAnswered) api.configureAPIKey(key);
  return api.WebContainer.boot({ coep: 'require-corp', workdirName: 'lesson' });
}

/** StackBlitz's hidden frame: how the package addresses it is pinned by a test. */
export function headlessFrame(): HTMLIFrameElement | undefined {
  return [...document.querySelectorAll('iframe')].find((frame) => frame.src.startsWith(`${ORIGIN}/headless?`));
}

// The package's promise for the frame's `init` message is made once; a fresh frame at the same address fulfils it.
function replaceFrame(): void {
  const hung = headlessFrame();
  if (!hung) return;
  const fresh = hung.cloneNode(false);
  hung.replaceWith(fresh);
}

let watching = false;
let tellPhase: (phase: BootPhase) => void = () => {};

function watchForInit(onPhase: (phase: BootPhase) => void): void {
  tellPhase = onPhase;
  if (watching) return;
  watching = true;
  addEventListener('message', ({ origin, data, source }) => {
    if (origin !== ORIGIN || data?.type !== 'init' || source !== headlessFrame()?.contentWindow) return;
    frameAnswered = true;
    tellPhase('starting');
  });
}

function timeOut(ms: number, stop: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const where = () => (frameAnswered ? 'its frame answered, the runtime in it did not' : 'its frame never answered');
    const timer = setTimeout(() => reject(faultOf('boot-timeout', `${ms / 1000} s passed; ${where()}`)), ms);
    stop.addEventListener('abort', () => clearTimeout(timer));
  });
}

function contentSecurityPolicyBlocks(stop: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent) => {
      if (blockedURI.startsWith(ORIGIN)) reject(faultOf('csp-blocked', effectiveDirective));
    };
    addEventListener('securitypolicyviolation', refuse, { signal: stop });
  });
}

function aborted(signal: AbortSignal, stop: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const cancel = () => reject(signal.reason);
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { signal: stop });
  });
}

function rejection(error: unknown, signal: AbortSignal): SandboxFault | unknown {
  if (signal.aborted || (error instanceof Error && error.name === 'SandboxFault')) return error;
  const message = error instanceof Error ? error.message : String(error);
  return faultOf(tellsOutOfMemory(message) ? 'out-of-memory' : 'boot-rejected', message);
}
