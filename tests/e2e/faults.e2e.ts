import { expect } from '@playwright/test';
import type { Exit, Program, Sandbox } from '../../src/sandbox/contract.ts';
import { call, type Tab } from '../engines/engine.ts';
import { engineName } from '../engines/engine-name.ts';
import { test } from '../engines/test.ts';
import { openFrameSandboxIn } from '../runtime/frame-page.ts';
import { type FrameSite, startFrameSite } from '../runtime/frame-site.ts';

let site: FrameSite;
test.beforeAll(async () => {
  site = await startFrameSite();
});
test.afterAll(() => site.close());

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: Exit;
}

async function start(sandbox: Sandbox, source: string, env: Readonly<Record<string, string>> = {}): Promise<Program> {
  await sandbox.mount({ 'app/main.js': source });
  return sandbox.spawn('main.js', { root: 'app', env });
}

async function ended(program: Program): Promise<Ended> {
  const printed = { stdout: '', stderr: '' };
  for await (const { stream, text } of program.output) printed[stream] += text;
  return { ...printed, exit: await program.exit };
}

async function printedUntil(program: Program, text: string): Promise<void> {
  let printed = '';
  for await (const output of program.output) {
    printed += output.text;
    if (printed.includes(text)) return;
  }
  throw new Error(`expected “${text}”, found the end of “${printed}”`);
}

/** The page answers, and the next two programs, a server and its client, do what they should. */
async function everythingLives(tab: Tab, sandbox: Sandbox): Promise<void> {
  expect(await call(tab, () => new Promise((resolve) => setTimeout(() => resolve('alive'), 0)))).toBe('alive');
  const source = `
    import http from 'node:http';
    const server = http.createServer((request, response) => response.end('fine')).listen(8080, () => {
      http.get('http://localhost:8080', { agent: false }, async (response) => {
        for await (const chunk of response) console.log(String(chunk));
        server.close();
      });
    });`;
  expect(await ended(await start(sandbox, source))).toEqual({ stdout: 'fine\n', stderr: '', exit: { code: 0 } });
}

/** Each engine has an error of its own for it. */
const tooDeep = {
  chromium: 'RangeError: Maximum call stack size exceeded\n',
  firefox: 'InternalError: too much recursion\n',
  webkitgtk: 'RangeError: Maximum call stack size exceeded.\n',
}[engineName];

const unresponsive = { fault: { code: 'unresponsive', message: expect.stringContaining('endless loop?') } };

const endings: Readonly<Record<string, { readonly source: string; readonly expected: Record<string, unknown> }>> = {
  'an endless loop in the body of a module': { source: 'for (;;) {}', expected: { exit: unresponsive } },
  'an endless loop in a handler': {
    source: `import http from 'node:http';
      http.createServer(() => { for (;;) {} }).listen(8080, () => http.get('http://localhost:8080'));`,
    expected: { exit: unresponsive },
  },
  'a chain of promise jobs that never lets go': {
    source: 'const again = () => Promise.resolve().then(again); await again();',
    expected: { exit: unresponsive },
  },
  'a chain of ticks that never lets go': {
    source: 'const again = () => process.nextTick(again); again();',
    expected: { exit: unresponsive },
  },
  'an expression that backtracks for ever': {
    source: `/^(a+)+$/.test('a'.repeat(60) + 'b');`,
    // WebKit gives such an expression up by itself.
    expected: { exit: engineName === 'webkitgtk' ? { code: 0 } : unresponsive },
  },
  'ten thousand timers': {
    source: `let fired = 0; for (let i = 0; i < 10_000; i++) setTimeout(() => { if (++fired === 10_000) console.log(fired); }, i % 50);`,
    expected: { stdout: '10000\n', exit: { code: 0 } },
  },
  'a flood of output from a loop that never lets go': {
    source: `const line = 'x'.repeat(1000); for (;;) console.log(line);`,
    expected: { exit: unresponsive },
  },
  'a deep recursion': {
    source: 'const down = () => down() + 1; down();',
    expected: { exit: { code: 1 }, stderr: expect.stringContaining(tooDeep) },
  },
  'an error thrown while another one is told': {
    source: `process.on('uncaughtException', () => { throw new Error('second'); }); throw new Error('first');`,
    expected: { exit: { code: 7 }, stderr: expect.stringContaining('second') },
  },
  'a port that is taken': {
    source: `import net from 'node:net';
      net.createServer().listen(8080, () => net.createServer().listen(8080));`,
    expected: { exit: { code: 1 }, stderr: expect.stringContaining('EADDRINUSE: address already in use :::8080') },
  },
};

for (const [title, { source, expected }] of Object.entries(endings)) {
  test(`${title}: the page lives and the next run works`, async ({ tab }) => {
    await tab.goto(site.url);
    const sandbox = await openFrameSandboxIn(tab);
    expect(await ended(await start(sandbox, source))).toMatchObject(expected);
    await everythingLives(tab, sandbox);
  });
}

test('a flood of output that lets go between two lines can be killed', async ({ tab }) => {
  await tab.goto(site.url);
  const sandbox = await openFrameSandboxIn(tab);
  const program = await start(
    sandbox,
    `const flood = () => { for (let i = 0; i < 100; i++) console.log('x'.repeat(1000)); setImmediate(flood); }; flood();`,
  );
  await printedUntil(program, 'xxx');
  await program.kill();
  expect(await program.exit).toEqual({ signal: 'SIGKILL' });
  await everythingLives(tab, sandbox);
});

test('a gigabyte is given, or refused with an error of the engine; a page cannot do more about it', async ({ tab }) => {
  await tab.goto(site.url);
  const sandbox = await openFrameSandboxIn(tab);
  const { stdout } = await ended(
    await start(
      sandbox,
      `try { const bytes = Buffer.alloc(2 ** 30); console.log(bytes.length); } catch (error) { console.log(error.name); }`,
    ),
  );
  expect(stdout).toMatch(/^(1073741824|RangeError)\n$/);
  await everythingLives(tab, sandbox);
});

test('a server that is killed while its client writes resets the connection, and its port is free', async ({ tab }) => {
  await tab.goto(site.url);
  const sandbox = await openFrameSandboxIn(tab);
  await sandbox.mount({
    'server/main.js': `import net from 'node:net';
      net.createServer((socket) => { socket.pause(); console.log('accepted'); }).listen(8080, () => console.log('listens'));`,
    'client/main.js': `import net from 'node:net';
      const socket = net.connect(8080, 'localhost');
      const write = () => { while (socket.write(Buffer.alloc(65536))); };
      socket.on('connect', write).on('drain', write).on('error', (error) => console.log(error.code));
      socket.on('close', (hadError) => console.log('closed', hadError));`,
  });
  const server = await sandbox.spawn('main.js', { root: 'server' });
  await printedUntil(server, 'listens');
  const client = await sandbox.spawn('main.js', { root: 'client' });
  await server.kill();
  const { stdout, exit } = await ended(client);
  expect(stdout).toMatch(/^(ECONNRESET|EPIPE|ECONNREFUSED)\nclosed true\n$/);
  expect(exit).toEqual({ code: 0 });
  await everythingLives(tab, sandbox);
});

test('a frame that does not load is told as a fault with a way on, and a later try works', async ({ tab }) => {
  await tab.goto(site.url);
  const failed = await call(tab, () =>
    window.sandboxInPage.open('/nowhere.html').catch(({ code, message, hint }) => ({ code, message, hint })),
  );
  expect(failed).toEqual({
    code: 'not-started',
    message: 'The sandbox could not be started: its frame does not answer.',
    hint: 'Reload the page, then try again.',
  });
  await everythingLives(tab, await openFrameSandboxIn(tab));
});

test('a frame that is sent elsewhere is told as a fault, and the next run has a new one', async ({ tab }) => {
  await tab.goto(site.url);
  const sandbox = await openFrameSandboxIn(tab);
  const program = await start(sandbox, `console.log('up'); setInterval(() => {}, 1000);`);
  await printedUntil(program, 'up');
  await call(tab, () => {
    (document.querySelector('iframe') as HTMLIFrameElement).src = 'about:blank';
  });
  expect(await program.exit).toMatchObject({ fault: { code: 'lost' } });
  await everythingLives(tab, sandbox);
});

test('a program survives a tab that was put to sleep', async ({ tab }) => {
  test.skip(!tab.asleepDuring, 'only Chromium can be told to put a tab to sleep');
  await tab.goto(site.url);
  const sandbox = await openFrameSandboxIn(tab);
  const program = await start(
    sandbox,
    `process.stdin.on('data', (text) => { console.log('heard', String(text)); process.exit(3); }); console.log('up');`,
  );
  const all = ended(program);
  // Longer than a program may be silent.
  await tab.asleepDuring?.(() => new Promise((resolve) => setTimeout(resolve, 2500)));
  await program.write('you');
  expect(await all).toEqual({ stdout: 'up\nheard you\n', stderr: '', exit: { code: 3 } });
  await everythingLives(tab, sandbox);
});
