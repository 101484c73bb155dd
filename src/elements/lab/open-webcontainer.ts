import { proveConformance } from '../../attempt/conformance.ts';
import { toJavaScript } from '../../runtime/machine/plain-node.ts';
import type { Sandbox } from '../../sandbox/contract.ts';
import { faultOf } from '../../sandbox/webcontainer/faults.ts';
import type { HostState } from '../../sandbox/webcontainer/host-state.ts';
import { openWebContainerSandbox } from '../../sandbox/webcontainer/webcontainer-sandbox.ts';
import { programs } from './programs.ts';

/** The address of what `src/pages/sandbox-packages.json.ts` serves. */
const PACKAGES = '/sandbox-packages.json';

export interface OpenOptions {
  readonly signal: AbortSignal;
  readonly onState: (state: HostState) => void;
  /** Milliseconds; 45 s when left out. */
  readonly bootTimeoutMs?: number;
  /** Milliseconds that one call into the runtime may take; 10 s when left out. */
  readonly callTimeoutMs?: number;
}

/** Opens the page's WebContainer, and lets nobody have it before it has sent the same bytes as Node for a few known attempts. */
export async function openWebContainer(options: OpenOptions): Promise<Sandbox> {
  const key: string | undefined = import.meta.env['PUBLIC_WEBCONTAINER_KEY'];
  return openWebContainerSandbox({
    ...options,
    packages: await fetchPackages(options.onState),
    toJavaScript,
    prove: (sandbox) => prove(sandbox, options.signal),
    ...(key ? { key } : {}),
  });
}

async function fetchPackages(onState: OpenOptions['onState']): Promise<Readonly<Record<string, string>>> {
  const response = await fetch(PACKAGES).catch(() => undefined);
  if (response?.ok) return response.json();
  const fault = faultOf('offline', `${PACKAGES} could not be loaded`);
  onState({ kind: 'failed', fault });
  throw fault;
}

async function prove(sandbox: Sandbox, signal: AbortSignal): Promise<void> {
  const result = await proveConformance(sandbox, programs, { signal });
  if (result.kind === 'differs') throw faultOf('conformance', result.where);
  if (result.kind === 'fault') throw faultOf('protocol', result.fault.message.replace(/\.$/, ''));
}
