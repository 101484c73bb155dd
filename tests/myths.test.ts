import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCheck } from '../src/attempt/run-check.ts';
import { judgeExpectations } from '../src/check/judge.ts';
import { readLessons } from '../src/lesson/read-lessons.ts';
import type { Sandbox } from '../src/sandbox/contract.ts';
import { openNodeSandbox } from '../src/sandbox/node/node-sandbox.ts';
import { readRecording } from '../src/wire/recording.ts';
import { programs } from './fixtures/programs.ts';

const { course } = await readLessons();
const myths = course?.myths ?? [];

it('there are at least the ten myths of the first edition', () => {
  expect(myths.length).toBeGreaterThanOrEqual(10);
});

it('every belief that is put to the test is done justice', () => {
  for (const { slug, right, quiz } of myths) {
    expect(right, slug).not.toBe('');
    expect(quiz.prediction.experiment, slug).toBe('experiment');
  }
});

it.each(myths)(
  '$slug has a recording that shows the same to readers whose browser cannot run it',
  ({ experiment, recordings }) => {
    const { transcript } = readRecording(recordings['experiment'] ?? '');
    expect(judgeExpectations(experiment.expect, transcript).filter((verdict) => !verdict.passed)).toEqual([]);
  },
);

describe('what happens agrees with what the text says', { timeout: 60_000 }, () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openNodeSandbox();
  });
  afterAll(() => sandbox.dispose());

  it.each(myths.map(({ slug, experiment }) => ({ slug, experiment })))('$slug', async ({ experiment }) => {
    const { files, entry, clock, script, expect: expected } = experiment;
    const run = await runCheck(sandbox, { files, programs, entry, clock }, script);
    expect(run).toMatchObject({ kind: 'transcript' });
    expect(judgeExpectations(expected, run.transcript).filter((verdict) => !verdict.passed)).toEqual([]);
  });
});
