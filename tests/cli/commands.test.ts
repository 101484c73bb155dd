import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineDir, runCourse, runNode } from './run-course.ts';

const commands = ['check', 'record', 'new', 'serve', 'schemas'];
let courseDir: string;
beforeAll(async () => {
  courseDir = await mkdtemp(join(tmpdir(), 'commands-'));
});
afterAll(() => rm(courseDir, { recursive: true, force: true }));

describe('course', () => {
  it.each(commands)('%s has help with an example', async (command) => {
    const { code, stdout } = await runCourse(courseDir, command, '--help');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^Usage: course ${command}[^]*Example: course ${command}`)),
    ]);
  });

  it('is the program that package.json names as its `course`', async () => {
    const { bin } = JSON.parse(await readFile(join(engineDir, 'package.json'), 'utf8'));
    const { code, stdout } = await runNode([join(engineDir, bin.course), '--help']);
    expect([code, stdout.match(/^ {2}\w+/gm)?.map((line) => line.trim())]).toEqual([
      0,
      expect.arrayContaining(commands),
    ]);
  });

  it.each([
    [['chek'], "error: unknown command 'chek'"],
    [['new', 'page', 'x'], 'Allowed choices are step, myth, template'],
    [['new', 'step', 'Second Door'], 'expected lower-case words joined by hyphens, found `Second Door`'],
    [['check', 'second-dor'], 'expected a lesson (there are none yet), found `second-dor`'],
    [['check', '--host', 'deno'], 'Allowed choices are node, embedded'],
    [['serve', '--port', 'abc'], 'Expected a number from 1 to 65535, such as 4400'],
    [['serve', '--port', '65536'], 'Expected a number from 1 to 65535, such as 4400'],
  ])('ends with 2 where it does not understand: %j', async (args, says) => {
    const { code, stdout, stderr } = await runCourse(courseDir, ...args);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(says)]);
  });
});

describe('course in a folder that is no course', () => {
  const remedy = 'write it (`npm run course -- new` does), or name the folder of a course in COURSE_DIR';

  it.each(['check', 'record'])('%s says which file it looked for, and where', async (command) => {
    const nowhere = join(courseDir, 'nowhere');
    const { code, stdout } = await runCourse(nowhere, command);
    expect([code, stdout.split('\n')[0]]).toEqual([
      1,
      `${nowhere}/course.yaml:1:1: expected a course.yaml, found no such file; ${remedy}`,
    ]);
  });

  it('new says in one line what the disk refused', async () => {
    const file = join(courseDir, 'a-file');
    await writeFile(file, '');
    const { code, stdout, stderr } = await runCourse(file, 'new', 'step', 'second-door');
    await rm(file);
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      `${file}/steps/01-second-door:1:1: expected a folder, found ENOTDIR: not a directory; move the file that is in its place, or name another folder in COURSE_DIR\n`,
    ]);
  });
});

describe('course new', () => {
  it('writes a step, a myth and a template that pass `check` as they are, with nothing on its standard input', async () => {
    for (const args of [
      ['step', 'second-door'],
      ['myth', 'first-belief', '--title', 'First'],
      ['template', 'my-server'],
    ]) {
      const { code, stdout } = await runCourse(courseDir, 'new', ...args);
      expect([code, stdout]).toEqual([0, expect.stringContaining('wrote ')]);
    }
    // The new template is proved by a lesson that stands on it.
    const lesson = join(courseDir, 'steps/01-second-door/lesson.mdx');
    const text = await readFile(lesson, 'utf8');
    await writeFile(lesson, text.replace('template: bare-ws', 'template: my-server'));
    expect(await runCourse(courseDir, 'record', 'second-door')).toMatchObject({ code: 0 });
    const { code, stdout } = await runCourse(courseDir, 'check');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(
        /^ok {4}steps\/second-door: 8 runs on node in [\d.]+ s\nok {4}myths\/first-belief: 1 run on node in [\d.]+ s\nNo faults\.\n$/,
      ),
    ]);
  });

  it('never overwrites: what is there stays as it is, to the byte', async () => {
    const before = await contentsOf(courseDir);
    for (const args of [
      ['step', 'second-door'],
      ['myth', 'first-belief'],
      ['template', 'my-server'],
    ]) {
      const { code, stderr } = await runCourse(courseDir, 'new', ...args);
      expect([code, stderr]).toEqual([1, expect.stringContaining(`there is a ${args[0]} \`${args[1]}\``)]);
    }
    expect(await contentsOf(courseDir)).toEqual(before);
  });
});

describe('course check', () => {
  it('runs no lesson again that has not changed since it passed, unless all are asked for', async () => {
    const again = await runCourse(courseDir, 'check');
    expect(again.stdout).toBe(
      'ok    steps/second-door: runs unchanged since they passed\nok    myths/first-belief: runs unchanged since they passed\nNo faults.\n',
    );
    const all = await runCourse(courseDir, 'check', 'first-belief', '--all');
    expect(all.stdout).toMatch(/^ok {4}myths\/first-belief: 1 run on node/);
  });

  it('keeps what it remembers of one course apart from another with lessons of the same names', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'commands-copy-'));
    await cp(courseDir, copy, { recursive: true });
    const myth = join(copy, 'myths/first-belief/experiment.ts');
    await writeFile(myth, (await readFile(myth, 'utf8')).replaceAll('welcome', 'come in'));
    await runCourse(copy, 'record', 'first-belief');
    expect((await runCourse(copy, 'check', 'first-belief')).stdout).toMatch(
      /^ok {4}myths\/first-belief: 1 run on node/,
    );
    const { stdout } = await runCourse(courseDir, 'check', 'first-belief');
    expect(stdout).toContain('myths/first-belief: runs unchanged since they passed');
    await rm(copy, { recursive: true });
  });

  it('runs a lesson again when a file of it has changed', async () => {
    const solution = join(courseDir, 'steps/01-second-door/solution/server.ts');
    await writeFile(solution, `// Greets.\n${await readFile(solution, 'utf8')}`);
    const { code, stdout } = await runCourse(courseDir, 'check', 'second-door');
    expect([code, stdout]).toEqual([1, expect.stringContaining('fault steps/second-door: 8 runs on node')]);
  });

  it('prints one JSON object when it is asked to, and no colour where there is no terminal', async () => {
    const { stdout } = await runCourse(courseDir, 'check', 'first-belief', '--json');
    expect(JSON.parse(stdout)).toEqual({
      host: 'node',
      lessons: [{ lesson: 'myths/first-belief', runs: 0, repeated: 0, remembered: true, seconds: 0, faults: [] }],
      faults: [],
    });
    const { stdout: plain, stderr } = await runCourse(courseDir, 'check', 'first-belief', '--all');
    expect(`${plain}${stderr}`).not.toContain('\u001b');
  });

  it.each([
    ['Ctrl+C', 'SIGINT'],
    ['a terminal that is closed', 'SIGHUP'],
  ] as const)('leaves nothing behind on %s: no process, no folder, nothing half written', async (_, signal) => {
    const temporary = await mkdtemp(join(tmpdir(), 'interrupted-'));
    const copy = join(temporary, 'course');
    await cp(courseDir, copy, { recursive: true });
    const before = await contentsOf(copy);
    const child = spawn(process.execPath, [join(engineDir, 'src/cli/course.ts'), 'check', '--all'], {
      cwd: engineDir,
      env: { ...process.env, COURSE_DIR: copy, TMPDIR: temporary },
      stdio: 'ignore',
      detached: true,
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    await until(async () => (await readdir(temporary)).some((name) => name.startsWith('handshake-')));
    // As a terminal does it: every process of the group is told, and npm tells once more.
    const group = -(child.pid ?? 0);
    process.kill(group, signal);
    child.kill(signal);
    expect(await ended).toBe(130);
    expect(() => process.kill(group, 0)).toThrow('ESRCH');
    expect(await readdir(temporary)).toEqual(['course']);
    expect(await contentsOf(copy)).toEqual(before);
    await rm(temporary, { recursive: true });
  });
});

/** Every file below a folder, by path. */
async function contentsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(paths.sort().map(async (path) => [path, await readFile(path, 'utf8')])));
}

/** Resolves when a state of the disk is reached that another process brings about. */
async function until(isReached: () => Promise<boolean>): Promise<void> {
  while (!(await isReached())) await new Promise((resolve) => setTimeout(resolve, 20));
}
