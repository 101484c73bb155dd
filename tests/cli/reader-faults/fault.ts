import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { engineDir } from '../run-course.ts';
import type { Edit } from '../small-course.ts';

/** A kind of fault, the edit that brings it into a sound course, and the line that `course check` then prints. */
export interface ReaderFault {
  readonly kind: string;
  readonly edits: readonly Edit[];
  readonly says: string | readonly string[];
}

/** The step and the myth that `course new` writes, and the step's prose. */
export const step = 'steps/01-second-door';
export const myth = 'myths/first-belief';
export const mdx = `${step}/lesson.mdx`;

/** The engine's templates, as faults list them. */
export const templates = readdirSync(join(engineDir, 'sandbox-templates'))
  .filter((name) => name !== 'probe' && name !== 'harness')
  .sort()
  .join(', ');

/** One edit of one file. */
export const edit = (file: string, from: string, to: string): readonly Edit[] => [{ file, from, to }];
/** An edit that puts something into the step's prose. */
export const prose = (to: string): readonly Edit[] => edit(mdx, 'The server says nothing until it is spoken to.', to);
/** A kind of fault, as it is written in the lists beside this file. */
export const fault = (kind: string, edits: readonly Edit[], says: string | readonly string[]): ReaderFault => ({
  kind,
  edits,
  says,
});
