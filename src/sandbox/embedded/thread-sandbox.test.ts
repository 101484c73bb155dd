import { afterEach, expect, test } from 'vitest';
import type { Exit, Program, Sandbox } from '../contract.ts';
import { openThreadSandbox } from './thread-sandbox.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.dispose();
  sandbox = undefined;
});

async function open(files: Readonly<Record<string, string>>): Promise<Sandbox> {
  sandbox = await openThreadSandbox();
  await sandbox.mount(files);
  return sandbox;
}

/** Everything that a program printed, and how it ended. */
async function finish(program: Program): Promise<{ stdout: string; stderr: string; exit: Exit }> {
  const printed = { stdout: '', stderr: '' };
  for await (const { stream, text } of program.output) printed[stream] += text;
  return { ...printed, exit: await program.exit };
}

/** Reads output until a text appears in it. */
async function until(program: Program, text: string): Promise<void> {
  let printed = '';
  for await (const output of program.output) {
    printed += output.text;
    if (printed.includes(text)) return;
  }
  throw new Error(`expected the program to print ${text}, found ${printed}`);
}

async function run(
  source: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Awaited<ReturnType<typeof finish>>> {
  const host = await open({ 'app/main.ts': source, ...more });
  return finish(await host.spawn('main.ts', { root: 'app' }));
}

test('a server with the real ws and a client in another program shake hands and talk', async () => {
  const host = await open({
    'server/server.ts': `
      import { createServer } from 'node:http';
      import { WebSocketServer, type WebSocket } from 'ws';
      const server = createServer();
      const wss = new WebSocketServer({ noServer: true });
      server.on('upgrade', (request, socket, head) => {
        if (request.headers.authorization !== 'Bearer good') {
          socket.end('HTTP/1.1 401 Unauthorized\\r\\nConnection: close\\r\\n\\r\\n');
          return;
        }
        wss.handleUpgrade(request, socket, head, (ws: WebSocket) => {
          ws.on('message', (data, binary) => ws.send(data, { binary }));
        });
      });
      server.listen(Number(process.env.PORT), () => console.log('listening'));`,
    'client/client.ts': `
      import WebSocket from 'ws';
      const url = 'ws://localhost:' + process.env.PORT;
      const refused = new WebSocket(url);
      refused.on('error', (error) => {
        console.log(error.message);
        const ws = new WebSocket(url, { headers: { Authorization: 'Bearer good' } });
        ws.on('open', () => ws.send('hello'));
        ws.on('message', (data) => { console.log(String(data)); ws.close(4000, 'done'); });
        ws.on('close', (code, reason) => console.log(code, String(reason)));
      });`,
  });
  const env = { PORT: String(await host.freePort()) };
  const server = await host.spawn('server.ts', { root: 'server', env });
  await until(server, 'listening');
  const client = await host.spawn('client.ts', { root: 'client', env });

  const { stdout, stderr, exit } = await finish(client);

  expect(stderr).toBe('');
  expect(stdout).toBe('Unexpected server response: 401\nhello\n4000 done\n');
  expect(exit).toEqual({ code: 0 });
  await server.kill();
  expect(await server.exit).toEqual({ signal: 'SIGKILL' });
});

test('jose signs and verifies with HMAC and with RSA', async () => {
  const { stdout, exit } = await run(`
    import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
    const secret = new TextEncoder().encode('a secret of at least thirty-two bytes');
    const hs = await new SignJWT({ sub: 'ada' }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    console.log((await jwtVerify(hs, secret)).payload.sub);
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const rs = await new SignJWT({ sub: 'bob' }).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
    console.log((await jwtVerify(rs, publicKey)).payload.sub);
    console.log(await jwtVerify(rs.slice(0, -2) + 'AA', publicKey).catch((error) => error.code));`);

  expect(stdout).toBe('ada\nbob\nERR_JWS_SIGNATURE_VERIFICATION_FAILED\n');
  expect(exit).toEqual({ code: 0 });
});

test('a preload runs before the entry and sees it listen', async () => {
  const host = await open({
    'harness/preload.ts': `
      import { subscribe } from 'node:diagnostics_channel';
      subscribe('net.server.socket', () => {});
      subscribe('tracing:net.server.listen:asyncEnd', (message: any) => console.log('listening', message.server.address().port));
      process.on('uncaughtExceptionMonitor', (error) => console.log('monitor', error.message));`,
    'app/main.ts': `
      import { createServer } from 'node:net';
      createServer().listen(8080, () => { throw new Error('boom'); });`,
  });
  const { stdout, stderr, exit } = await finish(
    await host.spawn('main.ts', { root: 'app', preload: 'harness/preload.ts' }),
  );

  expect(stdout).toBe('listening 8080\nmonitor boom\n');
  expect(stderr).toContain(
    "file:///project/app/main.ts:3\n      createServer().listen(8080, () => { throw new Error('boom'); });\n",
  );
  expect(stderr).toContain('Error: boom\n    at Server.<anonymous> (file:///project/app/main.ts:3:');
  expect(exit).toEqual({ code: 1 });
});

test('an endless loop is stopped with a fault', async () => {
  const host = await open({ 'app/main.ts': 'console.log("on"); for (;;) {}' });
  const started = performance.now();
  const { exit } = await finish(await host.spawn('main.ts', { root: 'app' }));

  expect('fault' in exit && exit.fault.code).toBe('unresponsive');
  expect('fault' in exit && exit.fault.message).toBe(
    'The program did not answer for 1 s (an endless loop?) and was stopped.',
  );
  expect(performance.now() - started).toBeGreaterThan(1000);
});

test('a promise chain that never lets go is stopped with the same fault', async () => {
  const { exit } = await run('const again = (): Promise<void> => Promise.resolve().then(again); await again();');

  expect('fault' in exit && exit.fault.code).toBe('unresponsive');
});

test('a name that a module does not export is told with its line before anything runs', async () => {
  const { stdout, stderr, exit } = await run(
    `console.log('ran');\nimport { verifyTokn } from './tokens.ts';\nverifyTokn();`,
    {
      'app/tokens.ts': 'export const verifyToken = () => true;',
    },
  );

  expect(stdout).toBe('');
  expect(stderr).toContain("file:///project/app/main.ts:2\nimport { verifyTokn } from './tokens.ts';\n         ^");
  expect(stderr).toContain(
    "SyntaxError: The requested module './tokens.ts' does not provide an export named 'verifyTokn'",
  );
  expect(exit).toEqual({ code: 1 });
});

test('a syntax error is told with file, line and caret, and is no fault of the sandbox', async () => {
  const { stderr, exit } = await run('const a = 1;\nconst b: number = ;\n');

  expect(stderr).toContain('file:///project/app/main.ts:2\nconst b: number = ;\n                  ^');
  expect(stderr).toContain('SyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]');
  expect(exit).toEqual({ code: 1 });
});

test('what only the engine refuses is told with its place too', async () => {
  const { stderr } = await run('const a = 1;\nconst a = 2;\n');

  expect(stderr).toContain(
    "file:///project/app/main.ts:2\nconst a = 2;\n      ^\n\nSyntaxError: Identifier 'a' has already been declared",
  );
});

test('a rejection that nobody handles ends the program as in Node', async () => {
  const { stderr, exit } = await run(`Promise.reject(new Error('rejected'));`);

  expect(stderr).toContain('Error: rejected\n    at file:///project/app/main.ts:1:16');
  expect(exit).toEqual({ code: 1 });
});

test('exit codes, argv, env, stdin and cwd reach the program and come back', async () => {
  const host = await open({
    'app/main.ts': `
      console.log(process.argv.slice(2), process.env.WHO, process.cwd());
      process.stdin.setEncoding('utf8');
      process.stdin.on('data', (line) => { console.log('got', line); process.exit(7); });`,
  });
  const program = await host.spawn('main.ts', { root: 'app', args: ['a', 'b'], env: { WHO: 'ada' } });
  await program.write('quit\n');
  const { stdout, exit } = await finish(program);

  expect(stdout).toBe("[ 'a', 'b' ] ada /project/app\ngot quit\n\n");
  expect(exit).toEqual({ code: 7 });
});

test('a flood of output is cut, says so, and hangs nothing', async () => {
  const host = await open({
    'app/main.ts': `const line = 'x'.repeat(1000); for (let i = 0; i < 20_000; i++) console.log(line);`,
  });
  const program = await host.spawn('main.ts', { root: 'app' });
  await program.exit;
  const { stdout, stderr } = await finish(program);

  expect(stdout.length).toBeLessThanOrEqual(4 << 20);
  expect(stderr).toMatch(/\[The program printed faster than it could be shown: \d+ characters were cut here\.\]/);
});
