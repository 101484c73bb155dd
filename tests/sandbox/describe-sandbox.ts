import type { Files } from '../../src/files/files.ts';
import { type Exit, type Program, type Sandbox, SandboxFault, type SpawnOptions } from '../../src/sandbox/contract.ts';

const project = { 'package.json': '{ "type": "module" }' };

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: Exit;
}

/** Reads all that a program prints and how it ends. */
export async function ended(program: Program): Promise<Ended> {
  const printed = { stdout: '', stderr: '' };
  for await (const { stream, text } of program.output) printed[stream] += text;
  return { ...printed, exit: await program.exit };
}

/** Reads what a program prints up to a text on stdout, and leaves the rest unread. */
export async function printedUntil(program: Program, text: string): Promise<string> {
  let printed = '';
  const reader = program.output[Symbol.asyncIterator]();
  while (!printed.includes(text)) {
    const { value, done } = await reader.next();
    if (done) throw new Error(`expected “${text}”, found the end of “${printed}”`);
    printed += value.text;
  }
  return printed;
}

/** What of a test runner is used: Vitest and Playwright both have it. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: () => Promise<void>) => unknown;
  readonly beforeAll: (body: () => Promise<void>) => unknown;
  readonly afterAll: (body: () => Promise<void>) => unknown;
  readonly expect: (actual: unknown) => Matchers;
}

interface Matchers {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
  toMatch(expected: RegExp): void;
  toContain(expected: string): void;
  toBeLessThan(expected: number): void;
  readonly rejects: {
    toThrow(kind: new (...args: never[]) => Error): Promise<void>;
    toMatchObject(like: object): Promise<void>;
  };
}

/** Where a host may differ from Node on this machine. */
export interface Traits {
  /** Programs write to one terminal: their output and errors come as one stream, and what is typed is shown there too. */
  readonly hasTerminal?: boolean;
  /** Roots are working directories, not walls. */
  readonly sharesFiles?: boolean;
}

/** What every host must do: the contract of `Sandbox`, run against one implementation. */
export function describeSandbox(
  name: string,
  open: () => Promise<Sandbox>,
  { describe, test, beforeAll, afterAll, expect }: Runner,
  { hasTerminal = false, sharesFiles = false }: Traits = {},
): void {
  /** Where a program's errors are read. */
  const errorsOf = ({ stdout, stderr }: Ended) => (hasTerminal ? stdout : stderr);
  const expectAll = (said: Ended, { stdout, stderr, exit }: Ended) =>
    expect(said).toEqual(hasTerminal ? { stdout: stdout + stderr, stderr: '', exit } : { stdout, stderr, exit });

  describe(`the ${name} sandbox`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await open();
    });
    afterAll(() => sandbox.dispose());

    async function run(files: Files, options: Partial<SpawnOptions> = {}): Promise<Ended> {
      await sandbox.mount(
        Object.fromEntries(Object.entries({ ...project, ...files }).map(([path, text]) => [`app/${path}`, text])),
      );
      return ended(await sandbox.spawn('main.ts', { root: 'app', ...options }));
    }

    test('runs a TypeScript program and tells what it printed where, and its exit code', async () => {
      const said = await run({
        'main.ts': `const text: string = 'out'; console.log(text); console.error('err'); process.exitCode = 3;`,
      });
      expectAll(said, { stdout: 'out\n', stderr: 'err\n', exit: { code: 3 } });
    });

    test('ends a program that has nothing left to wait for with code 0', async () => {
      const said = await run({ 'main.ts': `setTimeout(() => console.log('late'), 20);` });
      expectAll(said, { stdout: 'late\n', stderr: '', exit: { code: 0 } });
    });

    test('gives a program its arguments and its environment', async () => {
      const source = `console.log(JSON.stringify([process.argv.slice(2), process.env.PORT, process.env.HOME ?? null]));`;
      const said = await run({ 'main.ts': source }, { args: ['one', 'two words'], env: { PORT: '8080' } });
      expect(JSON.parse(said.stdout)).toEqual([['one', 'two words'], '8080', null]);
    });

    test('lets a program import its own modules and the packages ws, jose and @sinonjs/fake-timers, unmodified', async () => {
      const said = await run({
        'own.ts': `export const own: number = 1;`,
        'main.ts': `
          import FakeTimers from '@sinonjs/fake-timers';
          import { SignJWT, jwtVerify } from 'jose';
          import { WebSocketServer } from 'ws';
          import { own } from './own.ts';
          const key = new TextEncoder().encode('a secret of at least thirty-two bytes');
          const token = await new SignJWT({ sub: 'ann' }).setProtectedHeader({ alg: 'HS256' }).sign(key);
          const { payload } = await jwtVerify(token, key);
          console.log(own, typeof WebSocketServer, typeof FakeTimers.install, payload.sub);`,
      });
      expectAll(said, { stdout: '1 function function ann\n', stderr: '', exit: { code: 0 } });
    });

    test('runs the preload first and leaves the entry the main module', async () => {
      await sandbox.mount({
        'app/package.json': project['package.json'],
        'app/main.ts': `console.log('entry', /main\\.[jt]s$/.test(process.argv[1]), globalThis.preloaded);`,
        'harness/package.json': project['package.json'],
        'harness/preload.ts': `await Promise.resolve(); globalThis.preloaded = 'yes'; console.log('preload');`,
      });
      const said = await ended(await sandbox.spawn('main.ts', { root: 'app', preload: 'harness/preload.ts' }));
      expectAll(said, { stdout: 'preload\nentry true yes\n', stderr: '', exit: { code: 0 } });
    });

    test('tells a syntax error with file and line by stderr and exit code, not as a fault', async () => {
      const said = await run({ 'main.ts': `const ok = 1;\nif (ok {\n}\n` });
      expect(said.exit).toEqual({ code: 1 });
      expect(errorsOf(said)).toMatch(/main\.ts:2/);
      expect(errorsOf(said)).toMatch(/SyntaxError/);
    });

    test('takes erasable TypeScript only, in Node’s words', async () => {
      const said = await run({ 'main.ts': `enum Colour { Red }\nconsole.log(Colour.Red);\n` });
      expect(said.exit).toEqual({ code: 1 });
      expect(errorsOf(said)).toMatch(/TypeScript enum is not supported in strip-only mode/);
    });

    test('tells an error that nobody caught with message and line, at once and later', async () => {
      const atOnce = await run({ 'main.ts': `\nthrow new TypeError('no such thing');\n` });
      const later = await run({ 'main.ts': `setTimeout(() => {\n  throw new Error('later');\n}, 1);` });
      const rejected = await run({ 'main.ts': `void Promise.reject(new RangeError('nobody waits'));` });
      expect(errorsOf(atOnce)).toMatch(/main\.ts:2[\s\S]*TypeError: no such thing/);
      expect(errorsOf(later)).toMatch(/main\.ts:2[\s\S]*Error: later/);
      expect(errorsOf(rejected)).toMatch(/RangeError: nobody waits/);
      expect([atOnce.exit, later.exit, rejected.exit]).toEqual([{ code: 1 }, { code: 1 }, { code: 1 }]);
    });

    test('tells an import that is not there', async () => {
      const said = await run({ 'main.ts': `import { nothing } from './nowhere.ts';\nconsole.log(nothing);` });
      expect(said.exit).toEqual({ code: 1 });
      expect(errorsOf(said)).toMatch(/ERR_MODULE_NOT_FOUND/);
    });

    test('makes the project equal to what is mounted: new text is read, removed files are gone', async () => {
      const first = await run({
        'main.ts': `import { n } from './n.ts'; console.log(n);`,
        'n.ts': `export const n = 1;`,
      });
      const second = await run({
        'main.ts': `import { n } from './n.ts'; console.log(n);`,
        'n.ts': `export const n = 2;`,
      });
      const third = await run({ 'main.ts': `import { n } from './n.ts'; console.log(n);` });
      expect([first.stdout, second.stdout]).toEqual(['1\n', '2\n']);
      expect(errorsOf(third)).toMatch(/ERR_MODULE_NOT_FOUND/);
    });

    test(`lets a program read its root${sharesFiles ? '' : ', and nothing beside it'}`, async () => {
      await sandbox.mount({
        'app/package.json': project['package.json'],
        'app/own.txt': 'own',
        'app/main.ts': `
          import { readFileSync } from 'node:fs';
          console.log(readFileSync('own.txt', 'utf8'));
          for (const path of ['../other/secret.txt', '/etc/hostname']) {
            try { console.log('read', readFileSync(path, 'utf8')); } catch (error) { console.log(error.code); }
          }`,
        'other/secret.txt': 'the other program’s',
      });
      const { stdout } = await ended(await sandbox.spawn('main.ts', { root: 'app' }));
      if (sharesFiles) return expect(stdout).toMatch(/^own\n/);
      expect(stdout).toMatch(/^own\n(ENOENT|ERR_ACCESS_DENIED)\n(ENOENT|ERR_ACCESS_DENIED)\n$/);
    });

    test('passes what is written to stdin on, in order', async () => {
      await sandbox.mount({
        'app/package.json': project['package.json'],
        'app/main.ts': `
          let text = '';
          process.stdin.setEncoding('utf8').on('data', (piece) => {
            text += piece;
            if (text.endsWith('end\\n')) { console.log(JSON.stringify(text)); process.exit(0); }
          });`,
      });
      const program = await sandbox.spawn('main.ts', { root: 'app' });
      await program.write('one\n');
      await program.write('two\nend\n');
      const { stdout } = await ended(program);
      const said = `${JSON.stringify('one\ntwo\nend\n')}\n`;
      if (hasTerminal) expect(stdout).toContain(said);
      else expect(stdout).toBe(said);
    });

    test('lets an unreferenced stdin go: listening to it keeps no program running', async () => {
      const said = await run({
        'main.ts': `process.stdin.on('data', () => {}); process.stdin.unref?.(); console.log('over');`,
      });
      expectAll(said, { stdout: 'over\n', stderr: '', exit: { code: 0 } });
    });

    const server = (reply: string) => `
      import { createServer } from 'node:net';
      createServer((socket) => { socket.on('error', () => {}); ${reply} })
        .listen(Number(process.env.PORT), () => console.log('listening'));`;

    test('connects two programs over loopback, and shows where a client comes from', async () => {
      const port = String(await sandbox.freePort());
      await sandbox.mount({
        'server/package.json': project['package.json'],
        'server/main.ts': server(`socket.end('you are ' + socket.remoteAddress);`),
        'client/package.json': project['package.json'],
        'client/main.ts': `
          import { connect } from 'node:net';
          const from = (localAddress) => new Promise((resolve) => {
            let said = '';
            connect({ port: Number(process.env.PORT), host: localAddress, localAddress })
              .setEncoding('utf8').on('data', (text) => { said += text; }).on('close', () => resolve(said));
          });
          console.log(await from('::1'));
          console.log(await from('127.0.0.1'));`,
      });
      const program = await sandbox.spawn('main.ts', { root: 'server', env: { PORT: port } });
      await printedUntil(program, 'listening');
      const client = await ended(await sandbox.spawn('main.ts', { root: 'client', env: { PORT: port } }));
      await program.kill();
      expect(client.stdout).toBe('you are ::1\nyou are ::ffff:127.0.0.1\n');
    });

    test('frees the port and resets the connections of a program that is killed; killing twice is fine', async () => {
      const port = String(await sandbox.freePort());
      await sandbox.mount({
        'server/package.json': project['package.json'],
        'server/main.ts': server(`socket.write('hello');`),
        'client/package.json': project['package.json'],
        'client/main.ts': `
          import { connect } from 'node:net';
          const socket = connect({ port: Number(process.env.PORT), host: 'localhost' });
          socket.on('data', () => console.log('connected')).on('error', (error) => console.log(error.code));
          socket.on('close', () => console.log('gone'));`,
      });
      const first = await sandbox.spawn('main.ts', { root: 'server', env: { PORT: port } });
      await printedUntil(first, 'listening');
      const client = await sandbox.spawn('main.ts', { root: 'client', env: { PORT: port } });
      const reader = client.output[Symbol.asyncIterator]();
      expect((await reader.next()).value).toEqual({ stream: 'stdout', text: 'connected\n' });
      await Promise.all([first.kill(), first.kill()]);
      await first.kill();
      expect(await first.exit).toEqual({ signal: 'SIGKILL' });
      expect(await client.exit).toEqual({ code: 0 });

      const second = await sandbox.spawn('main.ts', { root: 'server', env: { PORT: port } });
      await printedUntil(second, 'listening');
      await second.kill();
    });

    test('refuses a port that is taken and a connection that nobody accepts, with Node’s codes', async () => {
      const port = await sandbox.freePort();
      const source = `
        import { createServer, connect } from 'node:net';
        const port = Number(process.env.PORT);
        connect({ port, host: '127.0.0.1' }).on('error', (error) => {
          console.log(error.code);
          createServer().listen(port, () => {
            createServer().on('error', (error) => { console.log(error.code); process.exit(0); }).listen(port);
          });
        });`;
      const said = await run({ 'main.ts': source }, { env: { PORT: String(port) } });
      expect(said.stdout).toBe('ECONNREFUSED\nEADDRINUSE\n');
    });

    test('bounds a flood of output, says that it was cut, and lets the program go on', async () => {
      const said = await run({
        'main.ts': `
          const line = 'x'.repeat(1023) + '\\n';
          for (let k = 0; k < 20 * 1024; k += 1) { process.stdout.write(line); if (k % 256 === 0) await new Promise((go) => setImmediate(go)); }
          process.exitCode = 5;`,
      });
      expect(said.stdout.length).toBeLessThan(19 * 1024 * 1024);
      expect(said.stdout + said.stderr).toMatch(/cut|not shown/i);
      expect(said.exit).toEqual({ code: 5 });
    });

    test('ends an endless loop when asked, or by itself as unresponsive', async () => {
      await sandbox.mount({
        'app/package.json': project['package.json'],
        'app/main.ts': `process.stdout.write('in', () => { for (;;); });`,
      });
      const program = await sandbox.spawn('main.ts', { root: 'app' });
      await printedUntil(program, 'in');
      await program.kill();
      const exit = await program.exit;
      expect('fault' in exit ? exit.fault.code : exit).toEqual(
        'fault' in exit ? 'unresponsive' : { signal: 'SIGKILL' },
      );
    });

    test('ends every program when it is disposed of, and takes no call after it', async () => {
      const other = await open();
      await other.mount({
        'app/package.json': project['package.json'],
        'app/main.ts': `setInterval(() => {}, 1000); console.log('up');`,
      });
      const program = await other.spawn('main.ts', { root: 'app' });
      await printedUntil(program, 'up');
      await other.dispose();
      await other.dispose();
      expect(await program.exit).toEqual({ signal: 'SIGKILL' });
      await expect(other.mount({})).rejects.toThrow(SandboxFault);
      await expect(other.spawn('main.ts', { root: 'app' })).rejects.toMatchObject({ code: 'disposed' });
    });
  });
}
