import { describe, expect, it } from 'vitest';
import { type LabState, type Life, type Row, untouched } from '../../lab/lab-state.ts';
import type { Exercise } from '../../lesson/exercise.ts';
import { clockTime, savedWords, statusWords } from './status-words.ts';

const check = (id: string, core: boolean): Exercise['checks'][number] => ({
  id,
  title: `What ${id} shows`,
  core,
  attack: false,
  script: [],
  expect: [],
  why: '',
  hints: ['', '', '', ''],
  refutes: [],
  alive: true,
});
const exercise: Exercise = {
  id: 'steps/one',
  version: '',
  template: 'bare-ws',
  entry: 'server.ts',
  files: { 'server.ts': '' },
  solution: {},
  ladder: [],
  focus: [],
  readOnly: [],
  hidden: [],
  clock: false,
  checks: [check('door', true), check('flood', false)],
};
const idle = untouched(exercise);
const inLife = (life: Life, more: Partial<LabState> = {}): LabState => ({ ...idle, life, ...more });
const judged = (passed: boolean): Row => ({
  kind: 'judged',
  judged: { passed, verdicts: [], transcript: [], host: 'embedded' },
});
const finished = (...passed: readonly boolean[]) =>
  inLife({ kind: 'finished' }, { rows: passed.map(judged), ran: idle.edits });

describe('what the lab says of itself', () => {
  it('is nothing while the table says it all', () => {
    expect(statusWords(idle, 0)).toBeUndefined();
    expect(statusWords(finished(false, true), 0)).toBeUndefined();
  });

  it('is which attempt is being made, and for how long it has been busy once that is noticeable', () => {
    const running = inLife({ kind: 'running', run: 1, check: 1 });
    expect(statusWords(running, 0)?.says).toBe('Attempt 2 of 2: What flood shows');
    expect(statusWords(running, 5)?.says).toBe('Attempt 2 of 2, 5 s: What flood shows');
  });

  it('is what went wrong, in which attempt, the way on, and the place, where there is a fault', () => {
    const fault = {
      kind: 'syntax-error',
      message: 'server.ts, line 3, cannot be read.',
      hint: 'Repair the line.',
      file: 'server.ts',
      line: 3,
    } as const;
    expect(statusWords(inLife({ kind: 'broken', fault, check: 'door' }), 0)).toEqual({
      tone: 'fault',
      says: 'server.ts, line 3, cannot be read. It was at “What door shows”.',
      wayOn: 'Repair the line.',
      place: { path: 'server.ts', line: 3 },
    });
  });

  it('is that it holds, and what is still open beyond the core', () => {
    expect(statusWords(finished(true, true), 0)).toEqual({
      tone: 'holds',
      says: 'It holds: all 2 attempts are as expected.',
    });
    expect(statusWords(finished(true, false), 0)?.says).toBe(
      'It holds: the core attempt is as expected. 1 beyond it is still open.',
    );
  });

  it('is that the table is of older code, after an edit', () => {
    const edited = { ...finished(true, true), edits: { 'server.ts': { from: '', to: 'x' } } };
    expect(statusWords(edited, 0)?.says).toMatch(/edited since/);
  });
});

describe('what is said of the work', () => {
  it('is when it was saved, or why it is not', () => {
    const at = new Date(2026, 0, 2, 14, 2).getTime();
    expect(clockTime(at, 'en-GB')).toBe('14:02');
    expect(savedWords({ kind: 'unsaved' })).toBe('');
    expect(savedWords({ kind: 'failed', says: 'The browser keeps nothing.' })).toBe('The browser keeps nothing.');
  });
});
