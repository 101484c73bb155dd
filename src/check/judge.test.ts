import { describe, expect, it } from 'vitest';
import { Run } from '../wire/run.fixture.ts';
import {
  alive,
  answered,
  anyOf,
  closedWith,
  connect,
  defineChecks,
  ended,
  neverAnswered,
  neverReceived,
  neverReflected,
  node,
  notAlive,
  opened,
  received,
  receivedInOrder,
  refused,
  requested,
  scriptSees,
  setsCookie,
  statuses,
  stillOpen,
  unguessable,
} from './authoring.ts';
import type { Expectation } from './check.ts';
import { judge, judgeCheck, passesOnNothing } from './judge.ts';
import { observed, passes } from './judging.fixture.ts';

describe('a check', () => {
  const [check] = defineChecks([
    {
      id: 'no-token',
      title: 'No token, no entry',
      core: true,
      script: [connect('eve', node('/'))],
      expect: [refused('eve', 401)],
      why: 'It lets everybody in.',
      hints: ['a', 'b', 'c', 'd'],
    },
  ]);
  const noToken = check ?? expect.fail();
  const good = () => new Run().attempt('eve').refuse('eve', 401);

  it('asks, besides, whether the server is alive', () => {
    expect(judgeCheck(noToken, good().alive().done())).toMatchObject({ check: 'no-token', passed: true });
    const dead = judgeCheck(noToken, good().alive(false).done());
    expect(dead.passed).toBe(false);
    expect(dead.verdicts.at(-1)).toMatchObject({
      passed: false,
      expected: 'the server stays alive',
      observed: 'the server is gone',
    });
    expect(judgeCheck(noToken, good().done()).verdicts.at(-1)?.observed).toBe('nobody asked the server');
    expect(judgeCheck(noToken, good().alive(false).alive(true).done()).passed).toBe(false);
    expect(judgeCheck({ ...noToken, alive: false }, good().alive(false).done()).passed).toBe(true);
  });

  it('points at the first event that differs', () => {
    const transcript = new Run().open('eve').alive().done();
    const [verdict] = judgeCheck(noToken, transcript).verdicts;
    expect(transcript[verdict?.event ?? -1]).toMatchObject({ kind: 'bytes', direction: 'received' });
  });

  it('holds with others when every core check was judged and passed', () => {
    const extra = { ...noToken, id: 'extra', core: false };
    const passed = good().alive().done();
    const failed = new Run().open('eve').alive().done();
    expect(judge([noToken, extra], { 'no-token': passed, extra: failed }).holds).toBe(true);
    expect(judge([noToken, extra], { 'no-token': failed, extra: passed }).holds).toBe(false);
    expect(judge([noToken, extra], { extra: passed })).toMatchObject({
      holds: false,
      judgements: [{ check: 'extra' }],
    });
  });

  it('may take one of several answers', () => {
    const either = anyOf(refused('eve', 401), closedWith('eve', 4401));
    passes(good(), either);
    passes(new Run().open('eve').closes('eve', 4401), either);
    expect(observed(new Run().open('eve').closes('eve', 1000), either)).toBe(
      'let in (101), then closed with 1000; closed with 1000',
    );
  });

  it('may ask for the death of a server', () => {
    passes(new Run().alive(false), notAlive());
    expect(observed(new Run().alive(), notAlive())).toBe('the server is alive');
  });
});

describe('a check that passes on nothing', () => {
  const all: readonly Expectation[] = [
    refused('a', 401),
    opened('a'),
    received('a', 'x'),
    receivedInOrder('a', 'x'),
    neverReceived('a', 'x'),
    closedWith('a', 4401),
    stillOpen('a'),
    ended('a'),
    answered('a', 200),
    neverAnswered('a', 'x'),
    statuses('a', { 401: 1 }),
    setsCookie('a', 'x'),
    requested('a', { headers: { cookie: null } }),
    neverReflected('a'),
    unguessable('a', 'x', { bits: 1 }),
    scriptSees('a', 'open'),
    notAlive(),
  ];

  it('is told from every expectation that an attempt must bring about', () => {
    expect(all.filter((expectation) => passesOnNothing({ expect: [expectation] }))).toEqual([]);
  });

  it('is one that only asks for life, or expects nothing', () => {
    expect(passesOnNothing({ expect: [alive()] })).toBe(true);
    expect(passesOnNothing({ expect: [] })).toBe(true);
    expect(passesOnNothing({ expect: [anyOf(opened('a'), alive())] })).toBe(true);
  });
});
