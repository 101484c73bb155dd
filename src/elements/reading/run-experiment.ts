import { runCheck } from '../../attempt/run-check.ts';
import { judgeExpectations } from '../../check/judge.ts';
import { readRecording } from '../../components/recording.ts';
import type { Experiment } from '../../lesson/claim.ts';
import type { Sandbox } from '../../sandbox/contract.ts';
import { readConnections } from '../../wire/connection.ts';
import { credentialsIn } from '../../wire/credential.ts';
import type { Transcript } from '../../wire/wire-event.ts';
import { InspectorElement } from '../inspector/inspector-element.ts';
import { programs } from '../lab/programs.ts';
import type { ExperimentRun } from '../quiz/experiment-run.ts';

/** What `/experiments/<lesson>/<id>.json` holds. */
export interface ServedExperiment {
  readonly experiment: Experiment;
  /** The text of its `.wsrec`; `null` when it was not recorded. */
  readonly recording: string | null;
}

const WITHIN_MS = 30_000;

let sandbox: Promise<Sandbox> | undefined;
let before: Promise<unknown> = Promise.resolve();

/** Runs an experiment in this page; where that cannot be, plays its recording. One after another, in one sandbox a page. */
export function runExperiment(lesson: string, id: string): Promise<ExperimentRun> {
  const run = before.then(() => runNow(lesson, id));
  before = run.catch(() => undefined);
  return run;
}

async function runNow(lesson: string, id: string): Promise<ExperimentRun> {
  const { experiment, recording } = await served(lesson, id);
  const live = await liveTranscript(experiment).catch((fault: unknown) => {
    if (recording === null) throw fault;
    return undefined;
  });
  const transcript = live ?? readRecording(recording ?? '');
  const verdicts = judgeExpectations(experiment.expect, transcript);
  return {
    how: live === undefined ? 'recorded' : 'live',
    rows: experiment.expect.map((expectation, index) => ({
      who: 'client' in expectation ? expectation.client : '',
      verdict: verdicts[index] ?? { passed: false, expected: '', observed: '' },
    })),
    wire: wireOf(id, transcript),
  };
}

async function served(lesson: string, id: string): Promise<ServedExperiment> {
  const answer = await fetch(`/experiments/${lesson}/${id}.json`);
  if (!answer.ok) throw new Error(`the experiment ${lesson}/${id} did not come (${answer.status})`);
  return answer.json();
}

async function liveTranscript({ files, entry, clock, script }: Experiment): Promise<Transcript> {
  sandbox ??= import('../../sandbox/embedded/frame-sandbox.ts').then(({ openFrameSandbox }) => openFrameSandbox());
  const opened = await sandbox.catch((fault: unknown) => {
    sandbox = undefined;
    throw fault;
  });
  const signal = AbortSignal.timeout(WITHIN_MS);
  const run = await runCheck(opened, { files, programs, entry, clock }, script, { signal });
  if (run.kind === 'fault') throw new Error(`${run.fault.message} ${run.fault.hint}`);
  return run.transcript;
}

function wireOf(id: string, transcript: Transcript): Node {
  const inspector = new InspectorElement();
  inspector.offer([], undefined);
  inspector.show({
    check: id,
    title: id,
    connections: readConnections(transcript),
    credentials: credentialsIn(transcript),
    difference: undefined,
  });
  return inspector;
}
