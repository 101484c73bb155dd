import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Places } from '../lesson/read-lessons.ts';
import type { Job } from './gate/jobs.ts';

/** What a lesson's passing rests on beside the lesson: the code that runs and judges it. */
const engine = [
  'src/check',
  'src/wire',
  'src/attempt',
  'src/sandbox',
  'src/runtime',
  'src/cli/gate',
  'sandbox-templates/probe',
  'sandbox-templates/harness',
];

/** Lessons that passed, by host and id, with a hash of all that they passed with. */
type Passed = Record<string, string>;

/** Remembers, in the engine's `.cache/`, with what the lessons of a course passed: a file for each course. */
export class Remembered {
  readonly #file: string;
  readonly #engine: string;
  readonly #passed: Passed;

  private constructor(file: string, engineHash: string, passed: Passed) {
    this.#file = file;
    this.#engine = engineHash;
    this.#passed = passed;
  }

  static async open({ engineDir, courseDir }: Places): Promise<Remembered> {
    const course = createHash('sha256').update(courseDir).digest('hex').slice(0, 16);
    const file = join(engineDir, '.cache', 'course-check', `${course}.json`);
    const passed: Passed = await readFile(file, 'utf8').then(JSON.parse, () => ({}));
    return new Remembered(file, await hashOfEngine(engineDir), passed);
  }

  /** A hash of all that decides how a lesson fares. */
  hashOf(jobs: readonly Job[], recordings: Readonly<Record<string, string>>): string {
    return createHash('sha256')
      .update(JSON.stringify([this.#engine, jobs, recordings]))
      .digest('hex');
  }

  has(host: string, lesson: string, hash: string): boolean {
    return this.#passed[`${host} ${lesson}`] === hash;
  }

  async note(host: string, lesson: string, hash: string): Promise<void> {
    this.#passed[`${host} ${lesson}`] = hash;
    await mkdir(dirname(this.#file), { recursive: true });
    await writeFile(this.#file, `${JSON.stringify(this.#passed, null, 2)}\n`);
  }
}

async function hashOfEngine(engineDir: string): Promise<string> {
  const hash = createHash('sha256')
    .update(process.version)
    .update(await readFile(join(engineDir, 'package-lock.json')));
  for (const folder of engine) {
    const entries = await readdir(join(engineDir, folder), { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) hash.update(path.slice(engineDir.length)).update(await readFile(path));
  }
  return hash.digest('hex');
}
