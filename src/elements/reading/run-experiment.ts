import { judgeExpectations } from '../../check/judge.ts';
import type { Experiment } from '../../lesson/claim.ts';
import { readConnections } from '../../wire/connection.ts';
import { credentialsIn } from '../../wire/credential.ts';
import { readRecording } from '../../wire/recording.ts';
import type { Transcript } from '../../wire/wire-event.ts';
import { InspectorElement } from '../inspector/inspector-element.ts';
import type { ExperimentRun } from '../quiz/experiment-run.ts';
import { perform } from './performance.ts';

/** What `/experiments/<lesson>/<id>.json` holds. */
export interface ServedExperiment {
  readonly experiment: Experiment;
  /** The text of its `.wsrec`; `null` when it was not recorded. */
  readonly recording: string | null;
}

/** Runs an experiment in this page; where that cannot be, plays its recording. */
export async function runExperiment(lesson: string, id: string): Promise<ExperimentRun> {
  const { experiment, recording } = await served(lesson, id);
  const { files, entry, clock, script } = experiment;
  const live = await perform({ files, entry, clock }, script).catch((fault: unknown) => {
    if (recording === null) throw fault;
    console.warn(fault);
    return undefined;
  });
  const transcript = live ?? readRecording(recording ?? '').transcript;
  return {
    how: live === undefined ? 'recorded' : 'live',
    verdicts: judgeExpectations(experiment.expect, transcript),
    wire: wireOf(id, transcript),
  };
}

async function served(lesson: string, id: string): Promise<ServedExperiment> {
  const answer = await fetch(`/experiments/${lesson}/${id}.json`);
  if (!answer.ok) throw new Error(`the experiment ${lesson}/${id} did not come (${answer.status})`);
  return answer.json();
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
