import type { BootPhase, HostState } from '../../sandbox/webcontainer/host-state.ts';

const PHASES: Readonly<Record<BootPhase, string>> = {
  loading: 'Loading what talks to StackBlitz',
  connecting: 'Waiting for StackBlitz’s frame',
  starting: 'StackBlitz’s runtime is starting',
  proving: 'Comparing its bytes with Node’s',
};

/** After this many seconds of booting it is said that something may be in the way. */
const SLOW = 8;

/** What is said while a WebContainer boots, or when it could not; `undefined` when there is nothing to say. */
export function hostWords(
  state: HostState,
  seconds: number,
): { readonly says: string; readonly wayOn?: string } | undefined {
  switch (state.kind) {
    case 'booting': {
      const says = `${PHASES[state.phase]}, ${seconds} s`;
      const slow = seconds >= SLOW && state.phase !== 'proving';
      return slow
        ? {
            says,
            wayOn:
              'This takes longer than it should. An ad blocker or a proxy may keep it out; it is given up after 45 s.',
          }
        : { says };
    }
    case 'unsupported':
    case 'failed':
      return { says: state.fault.message, wayOn: state.fault.hint };
    case 'idle':
    case 'ready':
    case 'running':
      return undefined;
  }
}

/** How a host is named beside a result. */
export function hostLabel(host: 'embedded' | 'webcontainer' | 'node'): string {
  return { embedded: 'Embedded', webcontainer: 'WebContainer', node: 'Node' }[host];
}
