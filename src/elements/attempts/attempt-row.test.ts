import { describe, expect, it } from 'vitest';
import type { Check } from '../../check/check.ts';
import { type AttemptRow, alike, rowWords, summaryOf } from './attempt-row.ts';

const check = (id: string, more: Partial<Check> = {}): Check => ({
  id,
  title: `What holds for ${id}`,
  core: true,
  attack: false,
  script: [{ do: 'connect', client: 'eve', as: { kind: 'node', path: '/' } }],
  expect: [{ expect: 'refused', client: 'eve', status: 401, head: {} }],
  why: 'Why',
  hints: ['a', 'b', 'c', 'd'],
  refutes: [],
  alive: true,
  ...more,
});
const row = (id: string, more: Partial<AttemptRow> = {}): AttemptRow => ({
  check: check(id),
  phase: 'not-run',
  seen: null,
  hintsOpen: 0,
  places: [],
  ...more,
});
const alive = { passed: true, expected: 'the server stays alive', observed: 'alive' };
const judged = (id: string, passed: boolean, isNow = true): AttemptRow =>
  row(id, {
    phase: isNow ? 'judged' : 'waiting',
    seen: {
      passed,
      isNow,
      host: 'Embedded',
      verdicts: [
        alive,
        { passed, expected: 'refused with 401', observed: passed ? 'refused with 401' : 'let in (101)' },
      ],
    },
  });

describe('a row of the table of attempts', () => {
  it('says before any run who sends what and what is expected', () => {
    expect(rowWords(row('door'))).toEqual({
      who: 'eve',
      sends: 'eve connects as Node /',
      expected: 'eve: refused with 401',
      observed: 'not yet',
      tone: 'waiting',
    });
  });

  it('says of a check that differs what its first difference is, not what went well', () => {
    expect(rowWords(judged('door', false))).toMatchObject({
      expected: 'refused with 401',
      observed: 'let in (101)',
      tone: 'no',
    });
  });

  it('prefers the author’s own words for what is expected', () => {
    const own = { ...judged('door', false), check: check('door', { expects: 'hears nothing' }) };
    expect(rowWords(own).expected).toBe('hears nothing');
  });

  it('keeps what an earlier run saw in sight, and never as a verdict of this one', () => {
    expect(rowWords(judged('door', false, false))).toMatchObject({ observed: 'let in (101)', tone: 'past' });
    expect(rowWords({ ...judged('door', false, false), phase: 'running' })).toMatchObject({
      observed: 'being tried',
      tone: 'busy',
    });
  });
});

describe('the verdicts of a check', () => {
  it('are told once where they say the same, with their number, the differences first', () => {
    const letIn = { passed: false, expected: 'refused with 401', observed: 'let in (101)' };
    const told = alike([alive, letIn, { ...letIn, event: 7 }]);
    expect(told.map(({ observed, times }) => [observed, times])).toEqual([
      ['let in (101)', 2],
      ['alive', 1],
    ]);
  });
});

describe('the line above the table', () => {
  it('says what will happen before the first run, and that it happens during it', () => {
    expect(summaryOf([row('a'), row('b')]).count).toBe('2 attempts,');
    expect(summaryOf([row('a')])).toEqual({
      count: '1 attempt,',
      rest: 'not made yet. Run starts your server and makes it.',
    });
    expect(summaryOf([row('a', { phase: 'running' }), row('b', { phase: 'waiting' })]).count).toBe('Connecting.');
  });

  it('counts, and names the first difference', () => {
    expect(summaryOf([judged('a', true), judged('b', false), judged('c', false)])).toEqual({
      count: '1 of 3 as expected.',
      rest: 'First difference: eve, let in (101).',
    });
  });

  it('does not speak of success while a row has no verdict', () => {
    expect(summaryOf([judged('a', true), row('b')]).rest).toBe('The others have no verdict yet.');
    expect(summaryOf([judged('a', true), judged('b', true)]).rest).toMatch(/nobody else got in/);
  });
});
