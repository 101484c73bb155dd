import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import type { Course, Lesson } from '../lesson/course.ts';
import { readCourse } from '../lesson/read-lessons.ts';

interface MdxModule {
  readonly default: AstroComponentFactory;
}

const mdx = import.meta.glob<MdxModule>(['@course/{steps,myths,pages}/*/*.mdx']);
let read: Promise<Course> | undefined;

/** The course of this build, read once; while authors work (`dev`) it is read anew for each page. */
export function course(): Promise<Course> {
  if (import.meta.env.DEV) return readCourse();
  read ??= readCourse();
  return read;
}

/** The prose of a lesson as a component. */
export async function proseOf(lesson: Lesson): Promise<AstroComponentFactory> {
  const path = Object.keys(mdx).find((key) => key.endsWith(`/${lesson.file}`));
  const load = path === undefined ? undefined : mdx[path];
  if (!load)
    throw new Error(`expected ${lesson.file} among the pages of the build, found ${Object.keys(mdx).join(', ')}`);
  return (await load()).default;
}
