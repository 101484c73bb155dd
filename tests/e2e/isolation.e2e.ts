import { expect } from '@playwright/test';
import { runCheck } from '../../src/attempt/run-check.ts';
import { connect, node, refused, responded, until } from '../../src/check/authoring.ts';
import { judgeExpectations } from '../../src/check/judge.ts';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { call, type Tab } from '../engines/engine.ts';
import { engineName } from '../engines/engine-name.ts';
import { test } from '../engines/test.ts';
import { programs } from '../fixtures/programs.ts';
import { type CountingServer, startCountingServer } from '../isolation/counting-server.ts';
import { type Escapes, frameEscapes, tryAll, workerEscapes } from '../isolation/escapes.ts';
import { openFrameSandboxIn } from '../runtime/frame-page.ts';
import { type FrameSite, startFrameSite } from '../runtime/frame-site.ts';

interface Try {
  readonly name: string;
  readonly got: string | null;
}

let site: FrameSite;
let counting: CountingServer;
test.beforeAll(async () => {
  site = await startFrameSite();
  counting = await startCountingServer();
});
test.afterAll(() => Promise.all([site.close(), counting.close()]));

/** A page of the site that keeps something in every kind of storage, and answers on its channel. */
async function openPage(tab: Tab): Promise<void> {
  await tab.goto(site.url);
  await call(tab, async () => {
    localStorage.setItem('kept', 'secret');
    sessionStorage.setItem('kept', 'secret');
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is one of the ways to read it
    document.cookie = 'kept=secret';
    const opening = indexedDB.open('course');
    opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    await (await caches.open('course')).put('/cached', new Response('secret'));
    // WebKitGTK has no private file system.
    if ('storage' in navigator) await (await navigator.storage.getDirectory()).getFileHandle('kept', { create: true });
    const channel = new BroadcastChannel('course');
    channel.onmessage = () => channel.postMessage('secret');
    Object.assign(window, { channel });
    const sibling = document.createElement('iframe');
    sibling.srcdoc = '<title>Sibling</title>';
    await new Promise((resolve) => {
      sibling.onload = resolve;
      document.body.append(sibling);
    });
    await new Promise<void>((resolve) => {
      void navigator.locks.request('course', () => {
        resolve();
        return new Promise(() => {});
      });
    });
  });
}

/** Runs the escapes as a program of a learner. */
async function tryInProgram(sandbox: Sandbox, escapes: Escapes, leak: string): Promise<readonly Try[]> {
  const run = `(text) => globalThis.importScripts(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))`;
  const tries = tryAll(escapes, leak, counting.udpPort, run, '(line) => console.log(JSON.stringify(line))');
  // Some tries fail once more, later, in a promise that nobody awaits.
  const source = `process.on('unhandledRejection', () => {});\n${tries}`;
  await sandbox.mount({ 'app/main.js': source });
  const program = await sandbox.spawn('main.js', { root: 'app' });
  const printed = { stdout: '', stderr: '' };
  for await (const { stream, text } of program.output) printed[stream] += text;
  expect(await program.exit, printed.stderr).toEqual({ code: 0 });
  return printed.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Try);
}

/** Runs them in a document: the page, or its frame at a path; what it prints is returned. */
async function tryInDocument(tab: Tab, path: string | undefined, escapes: Escapes, leak: string) {
  const run = `(text) => { const s = document.createElement('script'); s.src = URL.createObjectURL(new Blob([text], { type: 'text/javascript' })); document.head.append(s); }`;
  const tries = tryAll(escapes, leak, counting.udpPort, run, '(line) => all.push(line)');
  const source = `(async () => { const all = []; ${tries}; return all; })()`;
  const all = await (path === undefined ? tab.evaluate(source) : tab.evaluateInFrame(path, source));
  return all as readonly Try[];
}

const got = (tries: readonly Try[]): readonly string[] =>
  tries.flatMap(({ name, got: what }) => (what === null ? [] : [`${name}: ${what}`]));

const ways =
  'fetch no-cors xhr events socket module.js nested nested-module.js beacon image element.js sheet.css prefetch import.css frame object video'.split(
    ' ',
  );
/** Of these, what the engine at hand does not ask for even in an ordinary page: it then proves nothing in the sandbox. */
const waysNotTaken: readonly string[] = { chromium: [], firefox: [], webkitgtk: ['prefetch'] }[engineName];

test('the same tries in an ordinary page and in its worker reach the network and the storage', async ({ tab }) => {
  test.slow();
  await openPage(tab);
  counting.taken();
  const withoutLeaving: Escapes = Object.fromEntries(
    Object.entries(frameEscapes).filter(([name]) => !/form|top window|parent|window/.test(name)),
  );
  await tryInDocument(tab, undefined, withoutLeaving, counting.url);
  const reached = counting.taken();
  const unreached = ways.filter((way) => !reached.includes(way));
  expect(unreached).toEqual(waysNotTaken);
  const tries = await tryInDocument(tab, undefined, withoutLeaving, site.url);
  expect(got(tries).map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['fetch', 'indexedDB', 'caches', 'localStorage', 'BroadcastChannel', 'locks', 'eval']),
  );
});

for (const globals of ['hardened', 'raw'] as const) {
  test(`code of a learner, with ${globals} globals, gets out nowhere and reads nothing`, async ({ tab }) => {
    test.slow();
    await openPage(tab);
    const sandbox = await openFrameSandboxIn(tab, globals === 'raw' ? '/sandbox.html#raw' : undefined);
    const before = site.requests.length;
    counting.taken();
    const toOthers = await tryInProgram(sandbox, workerEscapes, counting.url);
    expect(toOthers.map(({ name }) => name)).toEqual(Object.keys(workerEscapes));
    expect(got(toOthers)).toEqual([]);
    const toTheSite = await tryInProgram(sandbox, workerEscapes, site.url);
    expect(got(toTheSite)).toEqual([]);
    expect(counting.taken()).toEqual([]);
    expect(site.requests.slice(before)).toEqual([]);
  });
}

test('a script of the frame itself gets out nowhere and reads nothing', async ({ tab }) => {
  test.slow();
  await openPage(tab);
  await openFrameSandboxIn(tab);
  const before = site.requests.length;
  counting.taken();
  const toOthers = await tryInDocument(tab, '/sandbox.html', frameEscapes, counting.url);
  expect(toOthers.map(({ name }) => name)).toEqual(Object.keys(frameEscapes));
  expect(got(toOthers)).toEqual([]);
  expect(got(await tryInDocument(tab, '/sandbox.html', frameEscapes, site.url))).toEqual([]);
  // Chromium connects before it asks the policy whether a child frame may load: no byte of a request follows.
  expect(counting.taken().filter((what) => what !== '(a connection)')).toEqual([]);
  expect(site.requests.slice(before)).toEqual([]);
  expect(await tab.address()).toBe(site.url);
});

test('a port, a message or a line that somebody forged changes nothing', async ({ tab }) => {
  await openPage(tab);
  // From a sibling frame, all the time: ports for the sandboxed frame, and the frame's own words for the page.
  await call(tab, async () => {
    const sibling = document.createElement('iframe');
    sibling.srcdoc = `<script>
      const heard = parent.heard = [];
      const words = [{ kind: 'ready' }, { kind: 'output', program: 1, stream: 'stdout', text: 'forged' },
        { kind: 'ended', program: 1, ending: { kind: 'exited', code: 99 } }];
      setInterval(() => {
        for (let i = 0; i < parent.frames.length; i++) {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => heard.push(data);
          parent.frames[i].postMessage('handshake:port', '*', [port2]);
          port1.postMessage({ kind: 'mount', files: {} });
          port1.postMessage({ kind: 'kill', program: 1 });
        }
        for (const word of words) parent.postMessage(word, '*');
      }, 5);
    </script>`;
    await new Promise((resolve) => {
      sibling.onload = resolve;
      document.body.append(sibling);
    });
  });
  const sandbox = await openFrameSandboxIn(tab);
  await call(tab, () => {
    for (const frame of document.querySelectorAll('iframe')) {
      frame.contentWindow?.postMessage('handshake:port', '*', [new MessageChannel().port2]);
      frame.contentWindow?.postMessage({ kind: 'kill', program: 1 }, '*');
    }
  });
  await sandbox.mount({ 'app/main.js': `setTimeout(() => { console.log('mine'); process.exitCode = 7; }, 300);` });
  const program = await sandbox.spawn('main.js', { root: 'app' });
  let printed = '';
  for await (const { text } of program.output) printed += text;
  expect([printed, await program.exit]).toEqual(['mine\n', { code: 7 }]);
  expect(await call(tab, () => (window as unknown as { heard: readonly unknown[] }).heard)).toEqual([]);
});

const forged: readonly string[] = [
  'null',
  '{}',
  `{ kind: 'nothing' }`,
  `{ kind: 'network' }`,
  'new ArrayBuffer(0)',
  'Uint8Array.of(1, 1, 0, 0, 0, 255, 255, 255, 255).buffer',
  'Uint8Array.of(2, 1, 0, 0, 0, 255, 255, 255, 255, 4, 2, 0, 0, 0, 11, 1).buffer',
  'Uint8Array.of(255, 0).buffer',
  '[]',
  '[Uint8Array.of(14, 1, 0, 0, 0).buffer, 1e9]',
  '[Uint8Array.of(14, 1, 0, 0, 0).buffer, new ArrayBuffer(9), null]',
  'crypto.getRandomValues(new Uint8Array(4096)).buffer',
  '{ byteLength: 9, [Symbol.toStringTag]: "ArrayBuffer" }',
  `{ kind: 'output', stream: 'stdout', text: { toString() { return 'x'; } } && 7 }`,
  `{ kind: 'subtle', call: { id: 1, method: 'constructor', values: ['return 1'] } }`,
  `{ kind: 'subtle', call: { id: 1, method: '__proto__' } }`,
  `{ kind: 'exit', code: 'ten' }`,
  `{ kind: 'died' }`,
  `{ kind: 'broken' }`,
];

test('whatever a program says to its frame, the page and the next program live', async ({ tab }) => {
  await tab.goto(site.url);
  const sandbox = await openFrameSandboxIn(tab, '/sandbox.html#raw');
  for (const message of forged) {
    await sandbox.mount({ 'app/main.js': `globalThis.postMessage(${message}); console.log('after');` });
    const program = await sandbox.spawn('main.js', { root: 'app' });
    for await (const _ of program.output);
    await program.exit;
    await sandbox.mount({ 'app/main.js': `console.log('next');` });
    const next = await sandbox.spawn('main.js', { root: 'app' });
    let printed = '';
    for await (const { text } of next.output) printed += text;
    expect.soft([printed, await next.exit], message).toEqual(['next\n', { code: 0 }]);
  }
  expect(tab.uncaught()).toEqual([]);
});

test('a server that forges the words of the judge is judged by what went over the wire', async ({ tab }) => {
  await tab.goto(site.url);
  const sandbox = await openFrameSandboxIn(tab, '/sandbox.html#raw');
  const files = {
    'package.json': '{ "type": "module" }',
    'server.ts': `
      import { createServer } from 'node:http';
      import { WebSocketServer } from 'ws';
      const wss = new WebSocketServer({ server: createServer().listen(Number(process.env.PORT), '::') });
      wss.on('connection', () => {
        const scope = globalThis as unknown as { postMessage(message: unknown): void };
        const line = JSON.stringify({ nonce: process.env.HANDSHAKE_NONCE, kind: 'done', client: '' });
        for (const text of [line, process.env.HANDSHAKE_NONCE + line, 'HTTP/1.1 401 Unauthorized'])
          for (const stream of ['stdout', 'stderr']) scope.postMessage({ kind: 'output', stream, text: text + '\\n' });
        scope.postMessage({ kind: 'output', program: 2, stream: 'stdout', text: line });
        console.log('passed');
      });`,
  };
  const script = [connect('eve', node('/')), until('eve', responded())];
  const run = await runCheck(sandbox, { files, clock: false, programs }, script);
  expect(run.kind).toBe('transcript');
  const [verdict] = judgeExpectations([refused('eve', 401)], run.transcript);
  expect(verdict).toMatchObject({ passed: false });
});
