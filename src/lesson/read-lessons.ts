import { join, resolve } from 'node:path';
import { misconceptionsSchema } from '../quiz/schema/quiz.ts';
import type { Course, Lesson } from './course.ts';
import { type Fault, LessonsFault, sortFaults } from './fault.ts';
import { reportDisagreements } from './read/claims.ts';
import { conform } from './read/conform.ts';
import { readCorrections } from './read/corrections.ts';
import { type Desk, faultAt, nameFrom, openDesk } from './read/desk.ts';
import { foldersIn, readText } from './read/folder.ts';
import { type Linked, readMyth, readPlainPage, readStep } from './read/lessons.ts';
import { openDoors } from './read/module.ts';
import { nearest } from './read/nearest.ts';
import { readYaml, type Source } from './read/source.ts';
import { checkStart, checkTheme } from './read/start.ts';
import { readTemplates } from './read/templates.ts';
import { unusedMisconceptions } from './read/unused-misconceptions.ts';
import { courseSchema } from './schema.ts';

/** Where a course and the engine lie. Both are absolute, or relative to the working directory. */
export interface Places {
  /** The engine's repository: its templates, its `handshake/check`. Faults name files relative to it. */
  readonly engineDir: string;
  /** The folder of course.yaml. */
  readonly courseDir: string;
}

/** The engine in the working directory, and the course that `COURSE_DIR` names, else its own `lessons/`. */
function defaultPlaces(): Places {
  return { engineDir: process.cwd(), courseDir: resolve(process.env['COURSE_DIR'] || 'lessons') };
}

/** Where templates are looked for, a course's own before the engine's. New ones go into the first. */
export function templateFolders({ engineDir, courseDir }: Places): readonly string[] {
  const engine = join(engineDir, 'sandbox-templates');
  return courseDir === join(engineDir, 'lessons') ? [engine] : [join(courseDir, 'sandbox-templates'), engine];
}

/** What came of reading: every fault of every lesson, and the lessons that can be used all the same. */
export interface Readout {
  readonly course: Course | undefined;
  readonly faults: readonly Fault[];
}

/** The one reader of the disk. Evaluates the authors' modules in this process. */
export async function readLessons(places: Places = defaultPlaces()): Promise<Readout> {
  const engineDir = resolve(places.engineDir);
  const courseDir = resolve(places.courseDir);
  const faults: Fault[] = [];
  const report = (...more: Fault[]) => faults.push(...more);
  const evaluate = openDoors(courseDir, engineDir);
  const templates = await readTemplates(engineDir, templateFolders({ engineDir, courseDir }), report);
  const name = (file: string) => nameFrom(engineDir, join(courseDir, file));
  const { value: course, source } = await readData(courseDir, name, 'course.yaml', courseSchema, report);
  const { value: misconceptions, source: misconceptionsSource } = await readData(
    courseDir,
    name,
    'misconceptions.yaml',
    misconceptionsSchema,
    report,
  );
  const desk = openDesk(engineDir, courseDir, evaluate, templates, misconceptions, faults);
  const folders = {
    steps: await foldersIn(join(courseDir, 'steps')),
    myths: await foldersIn(join(courseDir, 'myths')),
  };
  const [steps, myths, pages] = await Promise.all([
    readAll(folders.steps, (folder) => readStep(desk, folder)),
    readAll(folders.myths, (folder) => readMyth(desk, folder)),
    readAll(course?.pages ?? [], (folder) => readPlainPage(desk, folder)),
  ]);
  reportTwins(
    desk,
    steps.map(({ lesson }) => lesson),
  );
  await reportForgottenPages(desk, course?.pages ?? []);
  const linked = [...steps, ...myths, ...pages];
  const lessons = linked.map(({ lesson }) => lesson);
  const unread = new Set([
    ...folders.steps.map((folder) => `steps/${folder.replace(/^\d{2}-/, '')}`),
    ...folders.myths.map((folder) => `myths/${folder}`),
    ...(course?.pages ?? []).map((folder) => `pages/${folder}`),
  ]);
  for (const { id } of lessons) unread.delete(id);
  checkLinks(desk, linked, unread);
  reportDisagreements(desk, lessons);
  const corrections = await readCorrections(desk, lessons, unread);
  if (course && source) {
    checkStart(
      desk,
      source,
      { knock: course.start.knock },
      pages.find(({ lesson }) => lesson.slug === 'overview')?.lesson,
    );
    await checkTheme(desk, source, course.theme, engineDir);
  }
  // Where something cannot be read, nobody knows what it names.
  if (faults.length === 0 && misconceptions && misconceptionsSource) {
    report(...unusedMisconceptions(name('misconceptions.yaml'), misconceptionsSource, misconceptions, lessons));
  }
  const playground = course?.playground.length ? course.playground : [...templates.keys()];
  for (const [index, template] of (course?.playground ?? []).entries()) {
    if (!templates.has(template))
      desk.report(
        faultAt(
          name('course.yaml'),
          `templates that exist (${[...templates.keys()].join(', ')})`,
          `\`${template}\``,
          `name one of them${nearest(template, templates.keys())}`,
          source?.place(['playground', index]),
        ),
      );
  }
  return {
    course: course && {
      title: course.title,
      description: course.description,
      language: course.language,
      theme: course.theme,
      start: { heading: course.title, ...course.start, knock: course.start.knock },
      follows: course.follows,
      steps: steps.map(({ lesson }) => lesson).toSorted((a, b) => a.number - b.number),
      myths: myths.map(({ lesson }) => lesson),
      pages: pages.map(({ lesson }) => lesson),
      templates: playground.flatMap((template) => templates.get(template) ?? []),
      misconceptions: misconceptions ?? {},
      corrections,
    },
    faults: sortFaults(faults),
  };
}

/** The course, free of faults; rejects with a LessonsFault that lists them all. */
export async function readCourse(places: Places = defaultPlaces()): Promise<Course> {
  const { course, faults } = await readLessons(places);
  if (faults.length > 0 || !course) throw new LessonsFault(faults);
  return course;
}

async function readData<T>(
  courseDir: string,
  name: (file: string) => string,
  file: string,
  schema: Parameters<typeof conform<T>>[0],
  report: (...faults: Fault[]) => void,
): Promise<{ readonly value?: T | undefined; readonly source?: Source }> {
  const text = await readText(join(courseDir, file));
  if (text === undefined) {
    const remedy = 'write it (`npm run course -- new` does), or name the folder of a course in COURSE_DIR';
    report(faultAt(name(file), `a ${file}`, 'no such file', remedy));
    return {};
  }
  const { source, faults: syntax } = readYaml(name(file), text);
  const { value, faults } = syntax.length > 0 ? { faults: syntax } : conform(schema, source);
  report(...faults);
  return { value, source };
}

async function readAll<T>(
  folders: readonly string[],
  read: (folder: string) => Promise<T | undefined>,
): Promise<readonly T[]> {
  return (await Promise.all(folders.map(read))).filter((one) => one !== undefined);
}

function reportTwins(
  desk: Desk,
  steps: readonly { readonly number: number; readonly slug: string; readonly file: string }[],
): void {
  for (const [index, step] of steps.entries()) {
    const twin = steps.slice(0, index).find((other) => other.number === step.number || other.slug === step.slug);
    if (twin)
      desk.report(
        faultAt(
          desk.name(step.file),
          'a number and a name that no other step has',
          `those of ${twin.file}`,
          'rename one of the folders',
        ),
      );
  }
}

async function reportForgottenPages(desk: Desk, pages: readonly string[]): Promise<void> {
  for (const folder of await foldersIn(join(desk.courseDir, 'pages'))) {
    if (!pages.includes(folder))
      desk.report(
        faultAt(
          desk.name('pages', folder),
          '`pages` in course.yaml to name this folder',
          'nothing',
          'add it there, where it belongs in the order',
        ),
      );
  }
}

/** Pages that the site makes by itself. */
const ownPages = ['/', '/myths/', '/review/', '/playground/', '/corrections/', '/claims/', '/progress/'];

/** What stands in `unread` lessons is not known; that they are there is. */
function checkLinks(desk: Desk, lessons: readonly Linked<Lesson>[], unread: ReadonlySet<string>): void {
  const anchorsOf = ({ lesson, anchors }: Linked<Lesson>) => [
    ...anchors,
    ...lesson.claims.map(({ id }) => `claim-${id}`),
  ];
  const anchors = new Map(lessons.map((one) => [addressOf(one.lesson), anchorsOf(one)]));
  const playgrounds = lessons.flatMap(({ lesson: { kind, slug } }) => (kind === 'step' ? `/playground/${slug}/` : []));
  const withoutAnchors = [...ownPages, ...playgrounds];
  for (const one of lessons) {
    const { lesson, links } = one;
    const own = anchorsOf(one);
    for (const { url, line, column } of links) {
      const fault = (expected: string, remedy: string) =>
        desk.report({ file: desk.name(lesson.file), line, column, expected, found: url, remedy });
      if (/^https:\/\//.test(url)) continue;
      if (/^http:\/\//.test(url)) {
        fault('an address that begins with https://', 'write https://, or leave the link out');
        continue;
      }
      const [path = '', hash] = url.split('#');
      const folder = path.slice(1, -1).replace(/^playground\//, 'steps/');
      if (unread.has(folder) || unread.has(`pages${path.slice(0, -1)}`)) continue;
      if (path !== '' && !anchors.has(path) && !withoutAnchors.includes(path)) {
        const known = [...anchors.keys(), ...withoutAnchors];
        fault('an https address, or that of a page of the course', `write one like ${known[0]}${nearest(path, known)}`);
        continue;
      }
      const there = path === '' ? own : (anchors.get(path) ?? []);
      if (hash !== undefined && !there.includes(hash)) {
        const remedy = there.length > 0 ? `write one like #${there[0]}${nearest(hash, there)}` : 'leave it out';
        fault('the anchor of a heading or a claim (`#claim-<id>`) that is there', remedy);
      }
    }
  }
}

/** Where the site shows a lesson. */
export function addressOf(lesson: Lesson): string {
  return lesson.kind === 'page' ? `/${lesson.slug}/` : `/${lesson.id}/`;
}
