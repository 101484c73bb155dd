import { availableParallelism } from 'node:os';
import { styleText } from 'node:util';
import type { Course, Lesson } from '../lesson/course.ts';
import { type Fault, formatFault, sortFaults } from '../lesson/fault.ts';
import { type Places, readLessons } from '../lesson/read-lessons.ts';
import { spellingFaults } from '../lesson/spelling-faults.ts';
import { gateLesson } from './gate/gate.ts';
import { jobsOf } from './gate/jobs.ts';
import { type GateHost, openHost } from './hosts.ts';
import { folderNamed, folderOf, lessonsOf, shelfOf, unknownNames } from './lessons.ts';
import { readPrograms } from './programs.ts';
import { progressLine } from './progress-line.ts';
import { Remembered } from './remembered.ts';
import { savesIn } from './saves.ts';

export interface CheckOptions {
  readonly host: GateHost;
  readonly all?: boolean;
  readonly watch?: boolean;
  readonly json?: boolean;
}

/** What came of one lesson. */
interface Checked {
  readonly lesson: string;
  readonly runs: number;
  /** How many of them were repeats of runs that went wrong beside others. */
  readonly repeated: number;
  /** Whether nothing had changed since it passed, so that nothing was run. */
  readonly remembered: boolean;
  readonly seconds: number;
  readonly faults: readonly Fault[];
}

/** `course check`: prints every fault of the lessons that are meant. Resolves to the exit code: 1 when there are any, 2 for a lesson that is not there. */
export async function checkCommand(
  places: Places,
  names: readonly string[],
  options: CheckOptions,
  signal: AbortSignal,
): Promise<number> {
  const code = await checkOnce(places, names, options, signal);
  if (!options.watch) return code;
  for await (const path of savesIn(places.courseDir, signal)) {
    console.log(`\n${path} was saved.`);
    await checkOnce(places, names, options, signal);
  }
  return code;
}

async function checkOnce(
  places: Places,
  names: readonly string[],
  options: CheckOptions,
  signal: AbortSignal,
): Promise<number> {
  const { course, faults: read } = await readLessons(places);
  const unknown = await unknownNames(places, names);
  if (unknown.length > 0) {
    for (const line of unknown) console.error(line);
    return 2;
  }
  const folders = await Promise.all(names.map((name) => folderNamed(places, name)));
  const isMeant = (lesson: Lesson) => names.length === 0 || folders.includes(folderOf(lesson));
  const shelf = shelfOf(places);
  const concerns = ({ file }: Fault) =>
    names.length === 0 ||
    folders.some((folder) => folder && file.startsWith(`${shelf.name(folder)}/`)) ||
    !/(^|\/)(steps|myths|pages)\//.test(file);
  const checked = await checkLessons(lessonsIn(course).filter(isMeant), places, options, signal);
  const misspelt = course ? await spellingFaults(places, course) : [];
  const faults = sortFaults([...[...read, ...misspelt].filter(concerns), ...checked.flatMap((one) => one.faults)]);
  if (options.json) console.log(JSON.stringify({ host: options.host, lessons: checked, faults }, null, 2));
  else {
    const isFaulty = (lesson: Lesson) => faults.some(({ file }) => file.startsWith(`${shelf.name(folderOf(lesson))}/`));
    const faulty = new Set(
      lessonsIn(course)
        .filter(isFaulty)
        .map(({ id }) => id),
    );
    print(checked, faulty, faults, options.host);
  }
  return faults.length > 0 ? 1 : 0;
}

async function checkLessons(
  lessons: readonly Lesson[],
  places: Places,
  { host, all = false }: CheckOptions,
  signal: AbortSignal,
): Promise<readonly Checked[]> {
  const [programs, remembered] = await Promise.all([readPrograms(places.engineDir), Remembered.open(places)]);
  const line = progressLine(process.stderr);
  const workers = Math.min(4, availableParallelism());
  const checked: Checked[] = [];
  try {
    for (const [index, lesson] of lessons.entries()) {
      const jobs = jobsOf(lesson);
      const hash = remembered.hashOf(jobs, lesson.recordings);
      if (!all && remembered.has(host, lesson.id, hash)) {
        checked.push({ lesson: lesson.id, runs: 0, repeated: 0, remembered: true, seconds: 0, faults: [] });
        continue;
      }
      const began = performance.now();
      let runs = 0;
      const show = () =>
        line.show(`${lesson.id} on ${host}: ${runs} of ${jobs.length} runs (lesson ${index + 1} of ${lessons.length})`);
      show();
      const onOutcome = () => {
        runs += 1;
        show();
      };
      const { faults, repeated } = await gateLesson(lesson, shelfOf(places), {
        workers,
        openSandbox: () => openHost(host),
        programs,
        signal,
        onOutcome,
      });
      if (faults.length === 0) await remembered.note(host, lesson.id, hash);
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      checked.push({ lesson: lesson.id, runs, repeated, remembered: false, seconds, faults });
    }
  } finally {
    line.clear();
  }
  return checked;
}

function lessonsIn(course: Course | undefined): readonly Lesson[] {
  return course ? lessonsOf(course) : [];
}

/** `faulty` are the lessons that have a fault of any kind, also those whose runs are as they should be. */
function print(
  checked: readonly Checked[],
  faulty: ReadonlySet<string>,
  faults: readonly Fault[],
  host: GateHost,
): void {
  for (const { lesson, runs, remembered, seconds } of checked) {
    const says = remembered
      ? 'runs unchanged since they passed'
      : `${runs} ${runs === 1 ? 'run' : 'runs'} on ${host} in ${seconds} s`;
    console.log(`${faulty.has(lesson) ? styled('red', 'fault') : styled('green', 'ok   ')} ${lesson}: ${says}`);
  }
  for (const fault of faults) console.log(formatFault(fault));
  console.log(faults.length === 0 ? 'No faults.' : `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`);
}

/** Coloured on a terminal that has colours, plain elsewhere. */
function styled(colour: 'green' | 'red', text: string): string {
  return styleText(colour, text, { stream: process.stdout });
}
