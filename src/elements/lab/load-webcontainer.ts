import type { Sandbox } from '../../sandbox/contract.ts';
import { faultOf } from '../../sandbox/webcontainer/faults.ts';
import type { HostState } from '../../sandbox/webcontainer/host-state.ts';
import { obstacle, surroundings } from '../../sandbox/webcontainer/preconditions.ts';
import type { OpenOptions } from './open-webcontainer.ts';

/** What can be known before anything is loaded or given up: that a WebContainer cannot run here, or not now. */
export function foreseen(): (HostState & { readonly kind: 'unsupported' | 'failed' }) | undefined {
  const fault = obstacle(surroundings());
  if (fault === undefined) return undefined;
  return { kind: fault.code === 'unsupported' || fault.code === 'not-isolated' ? 'unsupported' : 'failed', fault };
}

/** Loads what opens a WebContainer, and opens it. An offline page loads nothing. */
export async function loadWebContainer(options: OpenOptions): Promise<Sandbox> {
  const state = foreseen();
  if (state !== undefined) {
    options.onState(state);
    throw state.fault;
  }
  options.onState({ kind: 'booting', phase: 'loading', since: performance.now() });
  const { openWebContainer } = await import('./open-webcontainer.ts').catch(() => {
    const fault = faultOf('offline', 'the adapter could not be loaded from this site');
    options.onState({ kind: 'failed', fault });
    throw fault;
  });
  return openWebContainer(options);
}
