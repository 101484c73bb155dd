import type { Sandbox } from '../sandbox/contract.ts';

/** The hosts that need no browser. */
export const hostNames = ['node', 'embedded'] as const;
export type GateHost = (typeof hostNames)[number];

/** Opens a sandbox on plain Node, or the embedded host on worker threads. */
export async function openHost(host: GateHost): Promise<Sandbox> {
  switch (host) {
    case 'node':
      return (await import('../sandbox/node/node-sandbox.ts')).openNodeSandbox();
    case 'embedded':
      return (await import('../sandbox/embedded/thread-sandbox.ts')).openThreadSandbox();
  }
}
