import type { SandboxFault } from '../contract.ts';

/** What a boot is waiting for: the package's code, StackBlitz's frame, the runtime inside it, the run that proves it sound. */
export type BootPhase = 'loading' | 'connecting' | 'starting' | 'proving';

/** The life of the WebContainer of a page. */
export type HostState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'unsupported'; readonly fault: SandboxFault }
  | { readonly kind: 'booting'; readonly phase: BootPhase; readonly since: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'running'; readonly programs: number }
  | { readonly kind: 'failed'; readonly fault: SandboxFault };

export type HostEvent =
  | { readonly type: 'boot'; readonly at: number }
  | { readonly type: 'phase'; readonly phase: BootPhase }
  | { readonly type: 'unsupported'; readonly fault: SandboxFault }
  | { readonly type: 'booted' }
  | { readonly type: 'spawned' }
  | { readonly type: 'exited' }
  | { readonly type: 'failed'; readonly fault: SandboxFault }
  | { readonly type: 'cancelled' }
  | { readonly type: 'torn-down' };

/** The state after an event. An event that does not fit the state (a late answer of a boot that failed) changes nothing. */
export function next(state: HostState, event: HostEvent): HostState {
  switch (event.type) {
    case 'boot':
      return isUp(state) || state.kind === 'booting' ? state : { kind: 'booting', phase: 'loading', since: event.at };
    case 'phase':
      return state.kind === 'booting' ? { ...state, phase: event.phase } : state;
    case 'unsupported':
      return state.kind === 'booting' ? { kind: 'unsupported', fault: event.fault } : state;
    case 'booted':
      return state.kind === 'booting' ? { kind: 'ready' } : state;
    case 'spawned':
      return isUp(state) ? { kind: 'running', programs: programsOf(state) + 1 } : state;
    case 'exited':
      if (state.kind !== 'running') return state;
      return state.programs > 1 ? { kind: 'running', programs: state.programs - 1 } : { kind: 'ready' };
    case 'failed':
      return state.kind === 'idle' || state.kind === 'unsupported' ? state : { kind: 'failed', fault: event.fault };
    case 'cancelled':
      return state.kind === 'booting' ? { kind: 'idle' } : state;
    case 'torn-down':
      // Why it failed stays to be read until the next boot.
      return state.kind === 'failed' ? state : { kind: 'idle' };
  }
}

function isUp(state: HostState): state is Extract<HostState, { kind: 'ready' | 'running' }> {
  return state.kind === 'ready' || state.kind === 'running';
}

function programsOf(state: HostState): number {
  return state.kind === 'running' ? state.programs : 0;
}
