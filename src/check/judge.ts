import type { Transcript } from '../wire/wire-event.ts';
import type { Check, Expectation } from './check.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { judgeAnswered, judgeNeverAnswered, judgeSetsCookie } from './judges/answer.ts';
import { judgeClosedWith, judgeEnded, judgeStillOpen } from './judges/closing.ts';
import { judgeStatuses } from './judges/count.ts';
import { judgeOpened, judgeRefused, judgeRequested } from './judges/handshake.ts';
import { judgeAlive, judgeNotAlive } from './judges/life.ts';
import { judgeNeverReceived, judgeReceived, judgeReceivedInOrder } from './judges/message.ts';
import { judgeScriptSees } from './judges/script.ts';
import { judgeNeverReflected, judgeUnguessable } from './judges/secret.ts';
import { asExpected, differs, type Finding, type Verdict } from './verdict.ts';
import { sayExpectation } from './words.ts';

/** How one check fared: a verdict for each of its expectations, in their order, and behind them one on whether the server is alive. */
export interface Judgement {
  readonly check: string;
  readonly passed: boolean;
  readonly verdicts: readonly Verdict[];
}

/** How the checks of an exercise fared. A check without a transcript has no judgement. `holds`: every core check was judged and passed. */
export interface Report {
  readonly judgements: readonly Judgement[];
  readonly holds: boolean;
}

/** Judges each check that has a transcript, by check id. */
export function judge(checks: readonly Check[], transcripts: Readonly<Record<string, Transcript>>): Report {
  const judgements = checks.flatMap((check) => {
    const transcript = Object.hasOwn(transcripts, check.id) ? transcripts[check.id] : undefined;
    return transcript === undefined ? [] : [judgeCheck(check, transcript)];
  });
  const passed = new Set(judgements.filter((judgement) => judgement.passed).map(({ check }) => check));
  return { judgements, holds: checks.every(({ id, core }) => !core || passed.has(id)) };
}

/** Judges one check by what its script made happen. The transcript is that of a run that came to its end. */
export function judgeCheck(check: Check, transcript: Transcript): Judgement {
  const expectations: readonly Expectation[] = check.alive ? [...check.expect, { expect: 'alive' }] : check.expect;
  const verdicts = judgeExpectations(expectations, transcript);
  return { check: check.id, passed: verdicts.every(({ passed }) => passed), verdicts };
}

/** Judges expectations alone, as those of an experiment are. */
export function judgeExpectations(expectations: readonly Expectation[], transcript: Transcript): readonly Verdict[] {
  const evidence = evidenceOf(transcript);
  return expectations.map((expectation) => {
    const client = 'client' in expectation ? { client: expectation.client } : {};
    return { expected: sayExpectation(expectation), ...client, ...find(expectation, evidence) };
  });
}

/** A run in which nobody did anything and the server lived on: no check may pass on it. */
const nothing: Transcript = [
  { kind: 'alive', client: '', at: 0, alive: true },
  { kind: 'done', client: '', at: 0 },
];

/** Whether a check passes although nothing happened: its author's fault. */
export function passesOnNothing(check: Pick<Check, 'expect'>): boolean {
  return judgeExpectations(check.expect, nothing).every(({ passed }) => passed);
}

function find(expectation: Expectation, evidence: Evidence): Finding {
  switch (expectation.expect) {
    case 'refused':
      return judgeRefused(expectation, evidence);
    case 'opened':
      return judgeOpened(expectation, evidence);
    case 'requested':
      return judgeRequested(expectation, evidence);
    case 'received':
      return judgeReceived(expectation, evidence);
    case 'receivedInOrder':
      return judgeReceivedInOrder(expectation, evidence);
    case 'neverReceived':
      return judgeNeverReceived(expectation, evidence);
    case 'closedWith':
      return judgeClosedWith(expectation, evidence);
    case 'stillOpen':
      return judgeStillOpen(expectation, evidence);
    case 'ended':
      return judgeEnded(expectation, evidence);
    case 'answered':
      return judgeAnswered(expectation, evidence);
    case 'neverAnswered':
      return judgeNeverAnswered(expectation, evidence);
    case 'setsCookie':
      return judgeSetsCookie(expectation, evidence);
    case 'statuses':
      return judgeStatuses(expectation, evidence);
    case 'neverReflected':
      return judgeNeverReflected(expectation, evidence);
    case 'unguessable':
      return judgeUnguessable(expectation, evidence);
    case 'scriptSees':
      return judgeScriptSees(expectation, evidence);
    case 'alive':
      return judgeAlive(evidence);
    case 'notAlive':
      return judgeNotAlive(evidence);
    case 'anyOf':
      return findAny(expectation.expectations, evidence);
  }
}

/** The first that passes; when none does, what was seen instead of each. */
function findAny(expectations: readonly Expectation[], evidence: Evidence): Finding {
  const findings = expectations.map((expectation) => find(expectation, evidence));
  const passed = findings.find((finding) => finding.passed);
  if (passed !== undefined) return asExpected(passed.observed, passed.event);
  return differs([...new Set(findings.map(({ observed }) => observed))].join('; '), findings[0]?.event);
}
