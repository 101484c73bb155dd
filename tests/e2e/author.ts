import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Somebody who writes a course of their own, with `course serve` running. */
export interface Author {
  readonly url: string;
  /** Replaces a text of a file of the course, and saves it. Throws when the text does not stand there once. */
  save(file: string, from: string, to: string): Promise<void>;
  /** Stops the server and removes the course. */
  stop(): Promise<void>;
}

/** Serves a copy of the small course of `tests/courses/http-caching`; resolves when it is served. */
export async function startAuthor(): Promise<Author> {
  const courseDir = await mkdtemp(join(tmpdir(), 'serve-'));
  await cp('tests/courses/http-caching', courseDir, { recursive: true });
  const child = spawn(process.execPath, ['src/cli/course.ts', 'serve'], {
    env: { ...process.env, COURSE_DIR: courseDir, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    url: await addressOf(child),
    async save(file, from, to) {
      const text = await readFile(join(courseDir, file), 'utf8');
      const found = text.split(from).length - 1;
      if (found !== 1) throw new Error(`expected “${from}” once in ${file}, found it ${found} times`);
      await writeFile(
        join(courseDir, file),
        text.replace(from, () => to),
      );
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
      await rm(courseDir, { recursive: true });
    },
  };
}

/** The address that the server prints when it is ready. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('expected a pipe');
  for await (const line of createInterface(child.stdout)) {
    const [address] = /http:\/\/localhost:\d+/.exec(line) ?? [];
    if (address) {
      child.stdout.resume();
      return address;
    }
  }
  throw new Error('expected `course serve` to print its address, found that it ended');
}
