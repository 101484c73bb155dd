import type { Experiment } from './claim.ts';
import type { Lesson } from './course.ts';

/** Everything of a lesson that can be run without a lab, by the id that questions and claims use: a check runs on the solution. */
export function experimentsOf(lesson: Lesson): readonly Experiment[] {
  const ofClaims = lesson.claims.flatMap(({ id, experiment }) => (experiment ? [{ ...experiment, id }] : []));
  if (lesson.kind === 'myth') return [{ ...lesson.experiment, id: 'experiment' }, ...ofClaims];
  if (lesson.kind === 'page') return ofClaims;
  const { template, entry, clock, solution, checks } = lesson.exercise;
  const ofChecks = checks.map(({ id, script, expect }) => ({
    id,
    template,
    entry,
    clock,
    files: solution,
    script,
    expect,
  }));
  return [...ofClaims, ...ofChecks];
}
