import { describe, expect, it } from 'vitest';
import {
  advance,
  anyOf,
  barrier,
  browser,
  type CheckSource,
  close,
  closedWith,
  connect,
  defineChecks,
  ended,
  failed,
  halfHead,
  neverReceived,
  node,
  opened,
  raw,
  received,
  refused,
  repeat,
  request,
  responded,
  scriptSees,
  send,
  statuses,
  stillOpen,
  until,
  wait,
} from './authoring.ts';
import { validateAttempt } from './validate.ts';

/** A check without a fault, and what a test changes in it. */
function checkWith(change: Partial<CheckSource>): CheckSource {
  return {
    id: 'eavesdropper',
    title: 'A stranger hears nothing',
    script: [connect('eve', browser('/')), connect('ann', node('/')), send('ann', 'for members'), barrier('eve')],
    expect: [neverReceived('eve', 'members'), opened('ann')],
    why: 'It sends to everybody.',
    hints: ['Who hears it?', 'Look at the broadcast.', 'Keep a set.', 'members.add(ws)'],
    ...change,
  };
}

function faultsOf(change: Partial<CheckSource>, clock = false): readonly string[] {
  return defineChecks([checkWith(change)]).flatMap(({ script, expect }) =>
    validateAttempt(script, expect, { clock }).map(({ path, says }) => `${path}: ${says}`),
  );
}

const connected = [connect('eve', node('/'))];

describe('authors’ faults', () => {
  it('are none in a sound check', () => {
    expect(faultsOf({})).toEqual([]);
    expect(
      faultsOf({
        script: [repeat(2, {}, connect('eve', node('/'))), close('eve#2')],
        expect: [statuses('eve', { 101: 2 }), stillOpen('eve#1')],
      }),
    ).toEqual([]);
    expect(faultsOf({ script: [...connected, advance('2s')], expect: [opened('eve')] }, true)).toEqual([]);
  });

  it('are all told, not only the first', () => {
    expect(faultsOf({ script: [send('eve', 'hi'), wait('10s')], expect: [opened('bob')] })).toHaveLength(3);
  });

  it.each<[string, Partial<CheckSource>, string]>([
    ['no script', { script: [] }, 'script: Expected at least one step.'],
    ['no expectation', { expect: [] }, 'expect: Expected at least one expectation.'],
    [
      'an unknown client',
      { script: [...connected, send('bob', 'hi')], expect: [opened('eve')] },
      "script[1]: No client 'bob' has connected yet: there are eve.",
    ],
    [
      'a client that connects twice',
      { script: [...connected, ...connected], expect: [opened('eve')] },
      "script[1]: 'eve' connects twice",
    ],
    [
      'a client that connects again in a repeat',
      { script: [...connected, repeat(2, {}, ...connected)], expect: [opened('eve')] },
      "script[1].steps[0]: 'eve' has connected before the repeat",
    ],
    [
      'a repeat in a repeat',
      { script: [repeat(2, {}, repeat(2, {}, ...connected))], expect: [opened('eve')] },
      'Repeats are not nested',
    ],
    [
      'a repeat of nothing',
      { script: [...connected, repeat(0, {})], expect: [opened('eve')] },
      'script[1].times: Expected a whole number from 1, found 0.',
    ],
    [
      'an unknown jar',
      { script: [connect('eve', browser('/', { jar: 'ann' }))], expect: [opened('eve')] },
      "script[0].jar: No client 'ann' is in the script",
    ],
    [
      'a clock that is not under control',
      { script: [...connected, advance('2s')], expect: [opened('eve')] },
      'script[1]: advance needs the clock under control',
    ],
    [
      'a long wait',
      { script: [...connected, wait('10s')], expect: [opened('eve')] },
      'Expected a wait of 3 s at most, found 10 s',
    ],
    [
      'a page that closes with a code it may not',
      { script: [connect('eve', browser('/')), close('eve', 1001)], expect: [opened('eve')] },
      'A page may close with 1000 or 3000–4999, found 1001',
    ],
    [
      'a script error awaited of a raw client',
      { script: [connect('eve', raw('x')), until('eve', failed())], expect: [opened('eve')] },
      'A raw client has no script',
    ],
    ['an expectation on nobody', { expect: [opened('bob')] }, "expect[0]: 'bob' never connects: there are eve, ann."],
    [
      'an answer to nobody',
      { expect: [opened('ann'), statuses('ann', { 200: 1 }, { to: 'GET /' })] },
      "expect[1]: 'ann' makes no plain request: there is none.",
    ],
    [
      'a number that nobody has',
      { script: [repeat(2, {}, ...connected)], expect: [opened('eve#3')] },
      "expect[0]: 'eve#3' never connects",
    ],
    [
      'counts that do not add up',
      { script: [repeat(3, {}, ...connected)], expect: [statuses('eve', { 401: 2 })] },
      'expect[0]: 3 attempts are made, but 2 are counted.',
    ],
    [
      'a refusal with 101',
      { script: connected, expect: [refused('eve', 101)] },
      '101 is no refusal: expect opened(…).',
    ],
    [
      'a code that no frame carries',
      { script: connected, expect: [closedWith('eve', 1006)] },
      "No Close frame carries 1006: say scriptSees('eve', …, 'close 1006').",
    ],
    ['an unknown script event', { script: connected, expect: [scriptSees('eve', 'closed')] }, "found 'closed'"],
    [
      'a raw client whose end nobody waits for',
      { script: [connect('slow', raw(halfHead('GET /'))), until('slow', responded())], expect: [refused('slow', 408)] },
      "The end of 'slow' has to be waited for: until('slow', ended()).",
    ],
    [
      'silence that is judged too early',
      {
        script: [connect('eve', node('/')), barrier('eve'), connect('ann', node('/')), send('ann', 'x')],
        expect: [neverReceived('eve', 'x'), opened('ann')],
      },
      "put barrier('eve') behind what it could hear",
    ],
    [
      'a pattern that cannot be read',
      { expect: [opened('ann'), { expect: 'received', client: 'ann', match: { pattern: '(', flags: '' } }] },
      'Expected a regular expression, found /(/',
    ],
    ['a choice of one', { expect: [anyOf(opened('ann'))] }, 'Expected at least two to choose from.'],
  ])('are told of %s', (_, change, says) => {
    const faults = faultsOf(change);
    expect(faults.filter((fault) => fault.includes(says))).toHaveLength(1);
  });

  it('take a refusal, a close or a later message for the end of silence', () => {
    expect(faultsOf({ script: connected, expect: [refused('eve', 401), neverReceived('eve', 'x')] })).toEqual([]);
    expect(
      faultsOf({ script: [...connected, until('eve', ended())], expect: [opened('eve'), neverReceived('eve', 'x')] }),
    ).toEqual([]);
    expect(
      faultsOf({
        script: [...connected, send('eve', 'a'), until('eve', received('b'))],
        expect: [opened('eve'), neverReceived('eve', 'x')],
      }),
    ).toEqual([]);
  });

  it('let a client that only makes requests be nobody’s socket', () => {
    const script = [request('ann', 'GET', '/')];
    expect(faultsOf({ script, expect: [opened('ann')] })).toEqual(["expect[0]: 'ann' never connects: there is none."]);
  });
});
