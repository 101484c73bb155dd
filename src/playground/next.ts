import type { Files } from '../files/files.ts';
import { emptyConsole, print } from '../lab/console-log.ts';
import type { PlaygroundEvent } from './playground-event.ts';
import { type PlaygroundState, serverThere } from './playground-state.ts';

/** The playground after an event. Pure; words of a server that was given up change nothing and give the same object back. */
export function next(state: PlaygroundState, event: PlaygroundEvent): PlaygroundState {
  const { life } = state;
  const there = serverThere(life);
  switch (event.kind) {
    case 'run-asked':
      if (there === null) return started(state, event.files);
      return { ...state, ran: event.files, life: { kind: 'stopping', run: there, wants: 'run' } };
    case 'stop-asked':
      return there === null ? state : { ...state, life: { kind: 'stopping', run: there, wants: 'stop' } };
    case 'came-up':
      return life.kind === 'starting' && life.run === event.run
        ? { ...state, life: { kind: 'up', run: event.run } }
        : state;
    case 'printed':
      if (event.run !== state.runs) return state;
      return {
        ...state,
        console: event.output.reduce(
          (log, output) => print(log, { ...output, check: String(event.run) }),
          state.console,
        ),
      };
    case 'happened':
      if (event.run !== state.runs) return state;
      return { ...state, transcript: [...state.transcript, ...event.events] };
    case 'step-asked':
      return event.run === there ? { ...state, pending: state.pending + 1, refusal: null } : state;
    case 'step-ended':
      if (event.run !== state.runs) return state;
      return { ...state, pending: Math.max(0, state.pending - 1), refusal: event.fault };
    case 'server-ended':
      return life.kind === 'up' && life.run === event.run
        ? { ...state, life: { kind: 'ended', end: event.end } }
        : state;
    case 'went-down':
      if (there !== event.run) return state;
      if (life.kind === 'stopping' && life.wants === 'run') return started(state, state.ran ?? {});
      if (event.fault === null || life.kind === 'stopping') return { ...state, life: { kind: 'down' }, pending: 0 };
      return { ...state, life: { kind: 'broken', fault: event.fault }, pending: 0 };
  }
}

function started(state: PlaygroundState, files: Files): PlaygroundState {
  const run = state.runs + 1;
  return {
    ...state,
    life: { kind: 'starting', run },
    runs: run,
    ran: files,
    transcript: [],
    console: emptyConsole,
    pending: 0,
    refusal: null,
  };
}
