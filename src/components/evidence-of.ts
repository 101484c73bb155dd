import type { Evidence } from '../lesson/corrections.ts';
import type { Course } from '../lesson/course.ts';
import { addressOf } from '../lesson/read-lessons.ts';
import { OVERVIEW } from './beside-the-steps.ts';

/** What stands behind a correction, and where one reads it. */
export interface ShownEvidence {
  readonly address: string;
  /** Title of the lesson. */
  readonly where: string;
  /** What is shown there, one sentence. */
  readonly says: string;
  readonly kinds: readonly EvidenceKind[];
}

export type EvidenceKind = 'experiment' | 'measured' | 'standard';

/** The claim or experiment that a correction refers to. Throws where there is none: the reader of lessons has looked. */
export function evidenceOf(course: Course, { lesson: id, id: name }: Evidence): ShownEvidence {
  const lesson = [...course.steps, ...course.myths, ...course.pages].find((one) => one.id === id);
  const claim = lesson?.claims.find((one) => one.id === name);
  if (!lesson) throw new RangeError(`expected a lesson of the course, found "${id}"`);
  const address = lesson.slug === OVERVIEW ? '/' : addressOf(lesson);
  if (!claim && lesson.kind === 'myth') {
    return { address, where: lesson.title, says: lesson.truth, kinds: ['experiment'] };
  }
  if (!claim) throw new RangeError(`expected a claim of ${id}, found "${name}"`);
  const kinds: EvidenceKind[] = [];
  if (claim.experiment) kinds.push('experiment');
  if (claim.measurement) kinds.push('measured');
  if (claim.cites.length > 0) kinds.push('standard');
  return { address: `${address}#claim-${claim.id}`, where: lesson.title, says: claim.says, kinds };
}
