import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { engineDir, runCourse } from './run-course.ts';

/** A text that stands once in a file of a course, and what is put there instead; without `from` the whole file, without `to` none. */
export interface Edit {
  readonly file: string;
  readonly from?: string;
  readonly to?: string;
}

/** A course in a folder of its own, which is removed with `remove`. */
export interface SmallCourse {
  readonly places: { readonly engineDir: string; readonly courseDir: string };
  /** A copy with these edits. */
  edited(edits: readonly Edit[]): Promise<SmallCourse>;
  /** Lays a copy of a folder of it into it, with edits of files in that folder. */
  copyWithin(from: string, to: string, edits: readonly Edit[]): Promise<void>;
  /** Lines without the path of the course's folder. */
  plain(lines: readonly string[]): readonly string[];
  remove(): Promise<void>;
}

/** The course that `course new step second-door` and `course new myth first-belief` write, and a page. */
export async function newCourse(): Promise<SmallCourse> {
  const course = inFolder(await mkdtemp(join(tmpdir(), 'small-course-')));
  for (const [kind, slug] of [
    ['step', 'second-door'],
    ['myth', 'first-belief'],
  ] as const) {
    const { code, stdout, stderr } = await runCourse(course.places.courseDir, 'new', kind, slug);
    if (code !== 0) throw new Error(`course new ${kind} ${slug} ended with ${code}: ${stdout}${stderr}`);
  }
  const { courseDir } = course.places;
  await write(
    courseDir,
    'pages/more/page.mdx',
    '---\ntitle: More\nsummary: What else there is.\n---\n\n## A heading\n\nText.\n',
  );
  const yaml = await readFile(join(courseDir, 'course.yaml'), 'utf8');
  await write(courseDir, 'course.yaml', `${yaml}pages: [more]\n`);
  return course;
}

function inFolder(courseDir: string): SmallCourse {
  return {
    places: { engineDir, courseDir },
    plain: (lines) => lines.map((line) => line.replaceAll(`${courseDir}/`, '')),
    copyWithin: async (from, to, edits) => {
      await cp(join(courseDir, from), join(courseDir, to), { recursive: true });
      for (const edit of edits) await perform(join(courseDir, to), edit);
    },
    remove: () => rm(courseDir, { recursive: true, force: true }),
    edited: async (edits) => {
      const copy = await mkdtemp(join(tmpdir(), 'small-course-'));
      await cp(courseDir, copy, { recursive: true });
      for (const edit of edits) await perform(copy, edit);
      return inFolder(copy);
    },
  };
}

async function perform(folder: string, { file, from, to }: Edit): Promise<void> {
  if (to === undefined) return rm(join(folder, file), { recursive: true });
  if (from === undefined) return write(folder, file, to);
  const text = await readFile(join(folder, file), 'utf8');
  if (text.split(from).length !== 2)
    throw new Error(`expected “${from}” once in ${file}, found it ${text.split(from).length - 1} times`);
  await write(
    folder,
    file,
    text.replace(from, () => to),
  );
}

async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}
