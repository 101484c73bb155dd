import { join } from 'node:path';
import type { Course, Lesson } from '../lesson/course.ts';
import { nameFrom } from '../lesson/read/desk.ts';
import { foldersIn } from '../lesson/read/folder.ts';
import { nearest } from '../lesson/read/nearest.ts';
import type { Places } from '../lesson/read-lessons.ts';
import type { Shelf } from './gate/findings.ts';

/** Every lesson of a course, in the order in which it is read. */
export function lessonsOf(course: Course): readonly Lesson[] {
  return [...course.steps, ...course.myths, ...course.pages];
}

/** The folder of a lesson, from the course's: `steps/03-passing-credentials`. */
export function folderOf(lesson: Lesson): string {
  return lesson.file.replace(/\/[^/]+$/, '');
}

/** The folder of the lesson that a name means: a slug, `03-…`, `steps/…`, or a path. It need not be readable. */
export async function folderNamed({ courseDir }: Places, name: string): Promise<string | undefined> {
  const plain = name.replaceAll('\\', '/').replace(/\/$/, '');
  const folders = await lessonFolders(courseDir);
  return folders.find(
    (folder) => [folder, slugOf(folder), folder.split('/')[1]].includes(plain) || plain.endsWith(`/${folder}`),
  );
}

/** A sentence for each name that no folder has. */
export async function unknownNames(places: Places, names: readonly string[]): Promise<readonly string[]> {
  const slugs = (await lessonFolders(places.courseDir)).map(slugOf);
  const found = await Promise.all(names.map((name) => folderNamed(places, name)));
  return names
    .filter((_, index) => found[index] === undefined)
    .map(
      (name) =>
        `expected a lesson (${slugs.join(', ') || 'there are none yet'}), found \`${name}\`${nearest(name, slugs)}`,
    );
}

/** Names files of a course as the reader's faults do. */
export function shelfOf({ engineDir, courseDir }: Places): Shelf {
  return { courseDir, name: (...path) => nameFrom(engineDir, join(courseDir, ...path)) };
}

async function lessonFolders(courseDir: string): Promise<readonly string[]> {
  const kinds = ['steps', 'myths', 'pages'];
  const folders = await Promise.all(kinds.map((kind) => foldersIn(join(courseDir, kind))));
  return folders.flatMap((names, index) => names.map((name) => `${kinds[index]}/${name}`));
}

function slugOf(folder: string): string {
  return (folder.split('/')[1] ?? '').replace(/^\d{2}-/, '');
}
