import type { AttemptFault } from '../attempt/faults.ts';
import type { Check } from '../check/check.ts';
import type { Exercise } from '../lesson/exercise.ts';
import type { Judged } from './lab-state.ts';

/** A small exercise for tests: three checks, the first two of them core; one file to repair, one to read, one hidden. */
export function anExercise(): Exercise {
  const files = { 'server.ts': 'starter', 'tokens.ts': 'secret', 'package.json': '{}' };
  return {
    id: 'steps/passing-credentials',
    version: '0123456789abcdef',
    template: 'bearer-token',
    entry: 'server.ts',
    files,
    solution: { ...files, 'server.ts': 'solution', 'verify.ts': 'solution' },
    ladder: [],
    focus: [{ path: 'server.ts', line: 8 }, { path: 'tokens.ts' }],
    readOnly: ['tokens.ts'],
    hidden: ['package.json'],
    clock: false,
    checks: [aCheck('header', true), aCheck('eavesdropper', true), aCheck('silent', false)],
  };
}

export const aFault: AttemptFault = {
  kind: 'unresponsive',
  message: 'The server stopped answering.',
  hint: 'Look for a loop.',
};

/** What a run saw of a check, without a transcript. */
export function judged(passed: boolean): Judged {
  return { passed, verdicts: [], transcript: [], host: 'embedded' };
}

function aCheck(id: string, core: boolean): Check {
  const script = [{ do: 'connect', client: 'ann', as: { kind: 'node', path: '/' } }] as const;
  const hints = ['nudge', 'where', 'what', 'code'] as const;
  return { id, title: id, core, attack: false, script, expect: [], why: id, hints, refutes: [], alive: true };
}
