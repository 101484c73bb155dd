import { expect } from 'vitest';
import type { Run } from '../wire/run.fixture.ts';
import type { Expectation } from './check.ts';
import { judgeExpectations } from './judge.ts';
import type { Verdict } from './verdict.ts';

/** The verdict on one expectation. */
function verdictOn(run: Run, expectation: Expectation): Verdict {
  const [verdict] = judgeExpectations([expectation], run.done());
  return verdict ?? expect.fail('expected a verdict');
}

/** What is observed when an expectation fails; fails the test when it passes. */
export function observed(run: Run, expectation: Expectation): string {
  const verdict = verdictOn(run, expectation);
  expect(verdict.passed).toBe(false);
  return verdict.observed;
}

/** Fails the test when the expectation fails. */
export function passes(run: Run, expectation: Expectation): void {
  expect(verdictOn(run, expectation)).toMatchObject({ passed: true });
}
