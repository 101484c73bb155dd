import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engineDir } from '../cli/run-course.ts';
import { type Step, stepsOf } from './steps-of-page.ts';
import { Terminal } from './terminal.ts';

/** The folder of the course as the reader types it, and as programs then print it. */
const typed = '../my-course';
const printed = '/home/you/my-course';

interface Walk {
  /** Ports that the page names; others, which are free, are used in their place. */
  readonly ports: readonly number[];
  /** Further variables of the reader's shell, made with the port that stands for each of `ports`. */
  readonly variables?: (ports: Ports) => Promise<NodeJS.ProcessEnv>;
}

type Ports = ReadonlyMap<number, number>;

/** Declares a test for each step of a page, in its order: commands are run and print what the page shows, edits are made in the course. */
export function walk(page: string, { ports, variables = async () => ({}) }: Walk): void {
  const steps = stepsOf(page);
  let folder: string;
  let place: Place;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'walk-'));
    const free = new Map(await Promise.all(ports.map(async (port) => [port, await freePort()] as const)));
    place = {
      courseDir: join(folder, 'my-course'),
      ports: free,
      terminal: new Terminal(engineDir, await variables(free)),
    };
  });
  afterAll(async () => {
    await place.terminal.close();
    await rm(folder, { recursive: true, force: true });
  });
  it.each(steps.map((step) => [titleOf(step), step] as const))('%s', (_, step) => perform(step, place), 300_000);
}

interface Place {
  readonly courseDir: string;
  readonly ports: Ports;
  readonly terminal: Terminal;
}

async function perform(step: Step, place: Place): Promise<void> {
  switch (step.do) {
    case 'run':
      return run(step, place);
    case 'edit':
      return edit(step, place);
    case 'write': {
      const path = join(place.courseDir, step.file);
      await mkdir(dirname(path), { recursive: true });
      return writeFile(path, step.text, { flag: 'wx' });
    }
    case 'open': {
      const response = await fetch(meant(step.address, place));
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('<h1')]);
    }
  }
}

type Did<Kind> = Extract<Step, { do: Kind }>;

async function run({ command, prints, ends }: Did<'run'>, place: Place): Promise<void> {
  if (ends === 'never') {
    const lines = (prints ?? '').split('\n').map((line) => line.trim());
    await place.terminal.start(meant(command, place), (text) =>
      lines.every((line) => shown(text, place).includes(line)),
    );
    return;
  }
  const { code, text } = await place.terminal.run(meant(command, place));
  if (prints !== undefined) expect(shown(text, place).trim()).toBe(timeless(prints).trim());
  expect(code, text).toBe(ends);
}

async function edit({ file, from, to }: Did<'edit'>, { courseDir }: Place): Promise<void> {
  const path = join(courseDir, file);
  const text = await readFile(path, 'utf8');
  expect(text.split(from).length - 1, `“${from}” in ${file}`).toBe(1);
  await writeFile(
    path,
    text.replace(from, () => to),
  );
}

/** What the reader types, with the folder and the ports of this walk. */
function meant(text: string, { courseDir, ports }: Place): string {
  const here = text.replaceAll(typed, courseDir);
  return [...ports].reduce(
    (all, [named, free]) =>
      all.replaceAll(`localhost:${named}`, `localhost:${free}`).replaceAll(`port ${named}`, `port ${free}`),
    here,
  );
}

/** What is printed, with the folder and the ports of the page, and without colours. */
function shown(text: string, { courseDir, ports }: Place): string {
  const plain = timeless(stripVTControlCharacters(text).replaceAll(courseDir, printed));
  return [...ports].reduce((all, [named, free]) => all.replaceAll(String(free), String(named)), plain);
}

/** How long something took is another number each time; how many wrong runs are repeated depends on the machine. */
function timeless(text: string): string {
  return text.replace(/\b[\d.]+ s$/gm, '… s').replace(/^(fault \S+:) \d+ runs/gm, '$1 … runs');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function titleOf(step: Step): string {
  const what =
    step.do === 'run' ? step.command.trim().replaceAll('\n', '; ') : step.do === 'open' ? step.address : step.file;
  return `line ${step.line}: ${step.do} ${what}`.replaceAll('%', '%%');
}
