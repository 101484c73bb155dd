import type { Sandbox } from '../../sandbox/contract.ts';
import { faultOf } from '../../sandbox/webcontainer/faults.ts';
import { obstacle, surroundings } from '../../sandbox/webcontainer/preconditions.ts';
import type { OpenOptions } from './open-webcontainer.ts';

/** Loads what opens a WebContainer, and opens it. What can be known before anything is loaded is told before: an offline page loads nothing. */
export async function loadWebContainer(options: OpenOptions): Promise<Sandbox> {
  const fault = obstacle(surroundings());
  if (fault !== undefined) {
    options.onState({
      kind: fault.code === 'unsupported' || fault.code === 'not-isolated' ? 'unsupported' : 'failed',
      fault,
    });
    throw fault;
  }
  options.onState({ kind: 'booting', phase: 'loading', since: performance.now() });
  const { openWebContainer } = await import('./open-webcontainer.ts').catch(() => {
    const fault = faultOf('offline', 'the adapter could not be loaded from this site');
    options.onState({ kind: 'failed', fault });
    throw fault;
  });
  return openWebContainer(options);
}
