import type { Files } from '../../src/files/files.ts';
import type { Exit, Sandbox, SpawnOptions } from '../../src/sandbox/contract.ts';

/** A program and what it must do on every carrier of the runtime. */
export interface ProgramCase {
  readonly title: string;
  /** Files of `app/`; `main.ts` is the entry. */
  readonly app: Files;
  readonly options?: Partial<SpawnOptions>;
  readonly more?: Files;
  readonly stdin?: string;
  readonly stdout?: string;
  /** Parts that stderr has to contain; none means that it has to be empty. */
  readonly stderr?: readonly string[];
  /** Parts that it has to contain in V8, for Node's own words and columns; other engines have theirs. */
  readonly stderrInV8?: readonly string[];
  readonly exit: { readonly code: number } | { readonly signal: string } | { readonly fault: string };
}

/** What a program did, in the form of a case. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: ProgramCase['exit'];
}

/** Runs a case's program to its end. */
export async function runCase(
  sandbox: Sandbox,
  { app, more = {}, options = {}, stdin }: ProgramCase,
): Promise<Outcome> {
  const files = Object.fromEntries(Object.entries(app).map(([path, text]) => [`app/${path}`, text]));
  await sandbox.mount({ ...files, ...more });
  const program = await sandbox.spawn('main.ts', { root: 'app', ...options });
  if (stdin !== undefined) await program.write(stdin);
  const printed = { stdout: '', stderr: '' };
  for await (const { stream, text } of program.output) printed[stream] += text;
  return { ...printed, exit: plain(await program.exit) };
}

function plain(exit: Exit): ProgramCase['exit'] {
  return 'fault' in exit ? { fault: exit.fault.code } : exit;
}

/** What of an outcome is not as the case says; empty when all is well. */
export function differences(expected: ProgramCase, found: Outcome, inV8 = true): readonly string[] {
  const wrong: string[] = [];
  if (expected.stdout !== undefined && found.stdout !== expected.stdout) wrong.push(`stdout: ${found.stdout}`);
  const parts = [...(expected.stderr ?? []), ...((inV8 && expected.stderrInV8) || [])];
  const missing = parts.filter((part) => !found.stderr.includes(part));
  if (missing.length > 0 || (!expected.stderr && found.stderr !== '')) wrong.push(`stderr: ${found.stderr}`);
  if (JSON.stringify(found.exit) !== JSON.stringify(expected.exit)) wrong.push(`exit: ${JSON.stringify(found.exit)}`);
  return wrong;
}

const ok = { code: 0 } as const;
const failed = { code: 1 } as const;

export const programCases: readonly ProgramCase[] = [
  {
    title: 'the real ws shakes hands, echoes text and binary, and closes with code and reason',
    app: {
      'main.ts': `
        import { WebSocketServer, WebSocket } from 'ws';
        const wss = new WebSocketServer({ port: 8080 });
        wss.on('connection', (ws) => ws.on('message', (data, binary) => ws.send(data, { binary })));
        const ws = new WebSocket('ws://localhost:8080');
        ws.on('open', () => { ws.send('text'); ws.send(new Uint8Array([1, 2, 255])); });
        ws.on('message', (data, binary) => { console.log(data, binary); if (binary) ws.close(4001, 'enough'); });
        ws.on('close', (code, reason) => { console.log(code, String(reason)); wss.close(); });`,
    },
    stdout: '<Buffer 74 65 78 74> false\n<Buffer 01 02 ff> true\n4001 enough\n',
    exit: ok,
  },
  {
    title: 'permessage-deflate is negotiated and inflates what was deflated',
    app: {
      'main.ts': `
        import { WebSocketServer, WebSocket } from 'ws';
        const wss = new WebSocketServer({ port: 8080, perMessageDeflate: { threshold: 0 } });
        const text = 'abc'.repeat(20_000);
        wss.on('connection', (ws) => ws.on('message', (data) => ws.send(data)));
        const ws = new WebSocket('ws://localhost:8080', { perMessageDeflate: { threshold: 0 } });
        ws.on('open', () => ws.send(text));
        ws.on('message', (data) => { console.log(ws.extensions, String(data) === text); ws.close(); wss.close(); });`,
    },
    stdout: 'permessage-deflate true\n',
    exit: ok,
  },
  {
    title: 'jose signs and verifies with HS256, RS256, ES256 and EdDSA',
    app: {
      'main.ts': `
        import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
        const secret = new TextEncoder().encode('a secret of at least thirty-two bytes');
        const hs = await new SignJWT({ sub: 'ada' }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
        console.log((await jwtVerify(hs, secret)).payload.sub);
        for (const alg of ['RS256', 'ES256', 'EdDSA']) {
          const { publicKey, privateKey } = await generateKeyPair(alg);
          const token = await new SignJWT({ sub: alg }).setProtectedHeader({ alg }).sign(privateKey);
          console.log((await jwtVerify(token, publicKey)).payload.sub);
          const forged = token.split('.').with(2, 'AAAA').join('.');
          console.log(await jwtVerify(forged, publicKey).catch((error) => error.code));
        }`,
    },
    stdout: `ada\n${['RS256', 'ES256', 'EdDSA'].map((alg) => `${alg}\nERR_JWS_SIGNATURE_VERIFICATION_FAILED\n`).join('')}`,
    exit: ok,
  },
  {
    title: 'node:crypto hashes, authenticates and compares, and names jose where it cannot sign',
    app: {
      'main.ts': `
        import { createHash, createHmac, createSign, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
        console.log(createHash('sha1').update('dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64'));
        console.log(createHmac('sha256', 'key').update('data').digest('hex'));
        console.log(randomBytes(16).length, /^[0-9a-f-]{36}$/.test(randomUUID()), timingSafeEqual(Buffer.from('a'), Buffer.from('a')));
        try { createSign('RSA-SHA256'); } catch (error) { console.log(error.message); }`,
    },
    stdout:
      's3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n5031fe3d989c6d1537a013fa6e739da23463fdaec3b70137d828e36ace221bd0\n16 true true\n' +
      'crypto.createSign() is not offered by the embedded host: use jose, which signs and verifies with WebCrypto.\n',
    exit: ok,
  },
  {
    title: 'modules link with live bindings, cycles and top-level await, in the order of the standard',
    app: {
      'main.ts': `
        console.log('main', count, early());
        import { bump, count, early } from './a.ts';
        bump();
        console.log('main', count, (await import('./a.ts')).count);
        import data from './data.json' with { type: 'json' };
        import * as space from './star.ts';
        console.log(data.x, Object.keys(space).sort(), import.meta.url, import.meta.dirname, import.meta.main);`,
      'a.ts': `import { b } from './b.ts'; export let count = 0; export const bump = (): void => { count++; }; export function early(): string { return 'early'; } await null; console.log('a', b);`,
      'b.ts': `import { early } from './a.ts'; export const b = early(); console.log('b');`,
      'star.ts': `export * from './a.ts'; export { b as renamed } from './b.ts'; export default class {}`,
      'data.json': '{ "x": 1 }',
    },
    stdout:
      "b\na early\nmain 0 early\nmain 1 1\n1 [ 'bump', 'count', 'default', 'early', 'renamed' ] " +
      'file:///project/app/main.ts /project/app true\n',
    exit: ok,
  },
  {
    title: 'a name that a module does not export is told with its place before anything runs',
    app: {
      'main.ts': `console.log('ran');\nimport { verifyTokn } from './tokens.ts';\nverifyTokn();`,
      'tokens.ts': 'export const verifyToken = () => true;',
    },
    stdout: '',
    stderr: [
      "file:///project/app/main.ts:2\nimport { verifyTokn } from './tokens.ts';\n         ^\n",
      "SyntaxError: The requested module './tokens.ts' does not provide an export named 'verifyTokn'",
    ],
    exit: failed,
  },
  {
    title: 'a name that a built-in module does not export is told too',
    app: { 'main.ts': `import { createSever } from 'node:http';\ncreateSever();` },
    stderr: ["The requested module 'node:http' does not provide an export named 'createSever'"],
    exit: failed,
  },
  {
    title: 'a missing file is told with a hint at the one that is there',
    app: { 'main.ts': `import './tokens';`, 'tokens.ts': '' },
    stderr: [
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/project/app/tokens' imported from /project/app/main.ts\n" +
        'Did you mean to import "./tokens.ts"?',
    ],
    exit: failed,
  },
  {
    title: 'a package that is not there is told by name',
    app: { 'main.ts': `import 'express';` },
    stderr: ["Cannot find package 'express' imported from /project/app/main.ts"],
    exit: failed,
  },
  {
    title: 'what the parser refuses is told with line and caret',
    app: { 'main.ts': 'const a = 1;\nconst b: number = ;\n' },
    stderr: [
      'file:///project/app/main.ts:2\nconst b: number = ;\n                  ^\n',
      'SyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]',
    ],
    exit: failed,
  },
  {
    title: 'what only the engine refuses is told with line and caret too',
    app: { 'main.ts': 'const a = 1;\nconst a = 2;\n' },
    stderr: ['file:///project/app/main.ts:2\nconst a = 2;\n', '\n\nSyntaxError: '],
    stderrInV8: [
      "file:///project/app/main.ts:2\nconst a = 2;\n      ^\n\nSyntaxError: Identifier 'a' has already been declared\n",
    ],
    exit: failed,
  },
  {
    title: 'an enum is refused with the words of Node',
    app: { 'main.ts': 'const a = 1;\nenum Role { Admin }\n' },
    stderr: ['SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode'],
    exit: failed,
  },
  {
    title:
      'of two timers that are due together the second does not wait for one that a promise job of the first starts',
    app: {
      'main.ts': `setTimeout(() => {
        Promise.resolve().then(() => setTimeout(() => console.log('late'), 400));
      }, 1);
      setTimeout(() => {
        setTimeout(() => console.log('soon'), 100);
      }, 1);`,
    },
    stdout: 'soon\nlate\n',
    exit: ok,
  },
  {
    title: 'an error thrown in a callback ends the program with its place and stack',
    app: { 'main.ts': `function f(): void {\n  throw new TypeError('late');\n}\nsetTimeout(f, 1);` },
    stderr: [
      "file:///project/app/main.ts:2\n  throw new TypeError('late');\n",
      '\n\nTypeError: late\n    at ',
      '(file:///project/app/main.ts:2:',
      '\n\nNode.js v24.21.0\n',
    ],
    stderrInV8: [
      "file:///project/app/main.ts:2\n  throw new TypeError('late');\n  ^\n\nTypeError: late\n    at Timeout.f [as _onTimeout] (file:///project/app/main.ts:2:9)",
    ],
    exit: failed,
  },
  {
    title: 'an error that a program catches and prints has its message and its place',
    app: {
      'main.ts': `function f(): void {\n  throw new TypeError('caught');\n}\ntry { f(); } catch (error) { console.error(error); }`,
    },
    stderr: ['TypeError: caught\n    at f (file:///project/app/main.ts:2:'],
    exit: ok,
  },
  {
    title: 'a rejection that nobody handles ends the program',
    app: { 'main.ts': `Promise.reject(new Error('rejected'));` },
    stderr: [
      "file:///project/app/main.ts:1\nPromise.reject(new Error('rejected'));\n",
      '\n\nError: rejected\n    at file:///project/app/main.ts:1:',
    ],
    stderrInV8: ["(new Error('rejected'));\n               ^\n\nError: rejected\n"],
    exit: failed,
  },
  {
    title: 'a rejection without an error is told with the words of Node',
    app: { 'main.ts': 'Promise.reject(3);' },
    stderr: ['The promise rejected with the reason "3".', "code: 'ERR_UNHANDLED_REJECTION'"],
    exit: failed,
  },
  {
    title: "an 'error' event that nobody listens to is told with the place in Node's own library",
    app: {
      'main.ts': `import { createServer } from 'node:net'; createServer().listen(8080, () => createServer().listen(8080));`,
    },
    stderr: [
      "node:events:505\n    throw er; // Unhandled 'error' event\n    ^\n\nError: listen EADDRINUSE: address already in use :::8080\n",
      "Emitted 'error' event on Server instance at:",
      "code: 'EADDRINUSE',\n  errno: -98,\n  syscall: 'listen',\n  address: '::',\n  port: 8080\n}",
    ],
    exit: failed,
  },
  {
    title: 'uncaughtException and unhandledRejection keep a program alive',
    app: {
      'main.ts': `
        process.on('uncaughtException', (error, origin) => console.log(origin, error.message));
        process.on('unhandledRejection', (reason) => console.log('rejection', reason));
        setTimeout(() => { Promise.reject(1); }, 1);
        setTimeout(() => { throw new Error('one'); }, 5);
        setTimeout(() => console.log('still here'), 20);`,
    },
    stdout: 'rejection 1\nuncaughtException one\nstill here\n',
    exit: ok,
  },
  {
    title: 'exit codes, argv, env, cwd and stdin reach the program and come back',
    app: {
      'main.ts': `
        console.log(process.argv.slice(2), process.env.WHO, process.cwd());
        process.on('exit', (code) => console.log('exit', code));
        process.stdin.setEncoding('utf8').on('data', (line) => { console.log('got', line.trim()); process.exit(7); });`,
    },
    options: { args: ['a', 'b'], env: { WHO: 'ada' } },
    stdin: 'quit\n',
    stdout: "[ 'a', 'b' ] ada /project/app\ngot quit\nexit 7\n",
    exit: { code: 7 },
  },
  {
    title: 'node:readline reads stdin line by line',
    app: {
      'main.ts': `
        import { createInterface } from 'node:readline';
        for await (const line of createInterface({ input: process.stdin })) { console.log('line', line); if (line === 'end') process.exit(); }`,
    },
    stdin: 'one\ntwo\nend\n',
    stdout: 'line one\nline two\nline end\n',
    exit: ok,
  },
  {
    title: 'a program that signals itself dies of it, unless it listens',
    app: {
      'main.ts': `process.once('SIGTERM', () => { console.log('caught'); process.kill(process.pid, 'SIGINT'); }); process.kill(process.pid, 'SIGTERM');`,
    },
    stdout: 'caught\n',
    exit: { signal: 'SIGINT' },
  },
  {
    title: 'top-level await that never settles ends with code 13',
    app: { 'main.ts': 'console.log(1);\nawait new Promise(() => {});' },
    stdout: '1\n',
    stderr: ['Warning: Detected unsettled top-level await at file:///project/app/main.ts'],
    exit: { code: 13 },
  },
  {
    title: 'a preload runs first, sees the server listen, and the error that kills it',
    app: {
      'main.ts': `import { createServer } from 'node:http';\ncreateServer().listen(8080, () => { throw new Error('boom'); });`,
    },
    more: {
      'harness/preload.ts': `
        import { subscribe } from 'node:diagnostics_channel';
        subscribe('tracing:net.server.listen:asyncEnd', (message: any) => console.log('listening', message.server.address().port));
        process.on('uncaughtExceptionMonitor', (error) => console.log('monitor', error.message));`,
    },
    options: { preload: 'harness/preload.ts' },
    stdout: 'listening 8080\nmonitor boom\n',
    stderr: ['Error: boom\n    at ', 'file:///project/app/main.ts:2:'],
    stderrInV8: ['Error: boom\n    at Server.<anonymous> (file:///project/app/main.ts:2:'],
    exit: failed,
  },
  {
    title: 'the clock of @sinonjs/fake-timers moves timers without touching the network below',
    app: {
      'main.ts': `
        import FakeTimers from '@sinonjs/fake-timers';
        import { WebSocketServer, WebSocket } from 'ws';
        const clock = FakeTimers.install({ now: 1_000_000, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
        const wss = new WebSocketServer({ port: 8080 });
        wss.on('connection', (ws) => setTimeout(() => ws.close(4408, 'too late ' + Date.now()), 60_000));
        const ws = new WebSocket('ws://localhost:8080');
        ws.on('open', () => setImmediate(() => clock.tick(60_000)));
        ws.on('close', (code, reason) => { console.log(code, String(reason)); wss.close(); });`,
    },
    stdout: '4408 too late 1060000\n',
    exit: ok,
  },
  {
    title: 'ticks, promise jobs, immediates and timers come in the order of Node',
    app: {
      'main.ts': `
        const log = (what: string) => console.log(what);
        setTimeout(() => { log('timer 1'); Promise.resolve().then(() => log('job of timer 1')); process.nextTick(() => log('tick of timer 1')); }, 1);
        setTimeout(() => log('timer 2'), 1);
        setImmediate(() => { log('immediate 1'); Promise.resolve().then(() => log('job of immediate 1')); });
        setImmediate(() => log('immediate 2'));
        const end = performance.now() + 5; while (performance.now() < end);
        process.nextTick(() => log('tick'));
        Promise.resolve().then(() => log('job'));`,
    },
    stdout:
      'job\ntick\ntimer 1\ntick of timer 1\njob of timer 1\ntimer 2\nimmediate 1\njob of immediate 1\nimmediate 2\n',
    exit: ok,
  },
  {
    title: 'fs reads the files of the project and refuses to write',
    app: {
      'main.ts': `
        import { readFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
        import { readFile } from 'node:fs/promises';
        console.log(readFileSync('note.txt', 'utf8'), await readFile(new URL('./note.txt', import.meta.url), 'utf8'), existsSync('../harness'), readdirSync('.'));
        try { readFileSync('none.txt'); } catch (error) { console.log(error.message); }
        try { writeFileSync('note.txt', ''); } catch (error) { console.log(error.code); }`,
      'note.txt': 'hello',
    },
    more: { 'other/secret.txt': '' },
    stdout: "hello hello false [ 'main.ts', 'note.txt' ]\nENOENT: no such file or directory, open 'none.txt'\nEROFS\n",
    exit: ok,
  },
  {
    title: 'errors of the network have the codes and words of Node',
    app: {
      'main.ts': `
        import { connect, createServer } from 'node:net';
        import { lookup } from 'node:dns/promises';
        const failure = (options: object) => new Promise((resolve) => connect(options as any).on('error', (error: any) => resolve(error.code + ' ' + error.message)));
        console.log(await failure({ port: 9, host: '127.0.0.1' }));
        console.log(await failure({ port: 9, host: '10.1.2.3' }));
        console.log(await failure({ port: 9, host: 'nowhere.example' }));
        console.log((await lookup('localhost', { all: true })).map((entry) => entry.address).sort());
        const server = createServer((socket) => socket.resetAndDestroy()).listen(8080, '127.0.0.1');
        connect(8080, '127.0.0.1').on('error', (error: any) => { console.log(error.message); server.close(); });`,
    },
    stdout:
      'ECONNREFUSED connect ECONNREFUSED 127.0.0.1:9\nENETUNREACH connect ENETUNREACH 10.1.2.3:9\n' +
      "ENOTFOUND getaddrinfo ENOTFOUND nowhere.example\n[ '127.0.0.1', '::1' ]\nread ECONNRESET\n",
    exit: ok,
  },
  {
    title: 'what is not offered says so and names what to use',
    app: {
      'main.ts': `
        for (const use of [() => fetch('http://localhost'), () => new WebSocket('ws://localhost')]) {
          try { await use(); } catch (error) { console.log(error.message); }
        }
        for (const id of ['node:child_process', 'node:worker_threads', 'node:http2', 'node:nothing']) {
          try { await import(id); } catch (error) { console.log(error.message); }
        }
        const https = await import('node:https');
        try { https.get('https://localhost'); } catch (error) { console.log(error.message); }`,
    },
    stdout:
      'The global fetch is not offered by the embedded host: use http.get() of node:http.\n' +
      'The global WebSocket is not offered by the embedded host: use the WebSocket class of ws.\n' +
      'node:child_process is not offered by the embedded host: run the course on your own machine to start processes.\n' +
      'node:worker_threads is not offered by the embedded host: run the course on your own machine to start threads.\n' +
      'node:http2 is not offered by the embedded host: use node:http, which is what the opening handshake of WebSocket uses.\n' +
      'No such built-in module: node:nothing\n' +
      'HTTPS is not offered by the embedded host: use ws:// and http:// on the virtual loopback network.\n',
    exit: ok,
  },
  {
    title: 'console prints tables, groups, counts and errors as Node does',
    app: {
      'main.ts': `
        console.table([{ a: 1, b: 'x' }]);
        console.group('group'); console.log('%s has %d', 'ada', 2); console.groupEnd();
        console.count(); console.count();
        console.log({ deep: { er: { est: {} } } }, [new Date(0)], new Set(['a']), Symbol('s'), class A {}, -0, 10n);
        class MyError extends Error { name = 'MyError'; }
        console.log(String(new MyError('mine')), structuredClone(new Map([[1, { a: 1 }]])));`,
    },
    stdout:
      "┌─────────┬───┬─────┐\n│ (index) │ a │ b   │\n├─────────┼───┼─────┤\n│ 0       │ 1 │ 'x' │\n└─────────┴───┴─────┘\n" +
      'group\n  ada has 2\ndefault: 1\ndefault: 2\n' +
      "{ deep: { er: { est: {} } } } [ 1970-01-01T00:00:00.000Z ] Set(1) { 'a' } Symbol(s) [class A] -0 10n\n" +
      'MyError: mine Map(1) { 1 => { a: 1 } }\n',
    exit: ok,
  },
  {
    title: 'an endless loop in the body of a module is stopped',
    app: { 'main.ts': 'console.log("on"); for (;;) {}' },
    stdout: 'on\n',
    exit: { fault: 'unresponsive' },
  },
  {
    title: 'an endless loop in a handler is stopped',
    app: {
      'main.ts': `import http from 'node:http'; http.createServer(() => { for (;;) {} }).listen(8080, () => http.get('http://localhost:8080'));`,
    },
    exit: { fault: 'unresponsive' },
  },
  {
    title: 'a chain of promise jobs that never lets go is stopped',
    app: { 'main.ts': 'const again = (): Promise<void> => Promise.resolve().then(again); await again();' },
    exit: { fault: 'unresponsive' },
  },
  {
    title: 'ten thousand timers all fire',
    app: {
      'main.ts': `let n = 0; for (let i = 0; i < 10_000; i++) setTimeout(() => { if (++n === 10_000) console.log(n); }, i % 50);`,
    },
    stdout: '10000\n',
    exit: ok,
  },
];
