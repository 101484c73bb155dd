import type { Verdict } from '../../check/verdict.ts';

/** What came of an experiment. */
export interface ExperimentRun {
  /** `recorded` where the sandbox could not run it. */
  readonly how: 'live' | 'recorded';
  /** One for each expectation. */
  readonly verdicts: readonly Verdict[];
  /** What was on the wire, made for the page by whoever ran it. */
  readonly wire: Node;
}

/** Runs an experiment of a lesson; both ids as in `data-question` and `data-experiment`. Rejects when there is not even a recording. */
export type RunExperiment = (lesson: string, experiment: string) => Promise<ExperimentRun>;
