import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Programs } from '../../src/attempt/programs.ts';
import { type CheckRun, runCheck } from '../../src/attempt/run-check.ts';
import { connect, node, received, request, send, until } from '../../src/check/authoring.ts';
import type { Script } from '../../src/check/protocol.ts';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { programs } from '../fixtures/programs.ts';
import { program } from '../fixtures/servers.ts';

const knock: Script = [connect('ann', node('/'))];
/** A busy machine takes its time; what never listens at all is not waited for so long. */
const patient = { listening: 20_000 };
const brief = { listening: 2500 };

/** An echo that does something else as well, once somebody has connected. */
const echo = (also: string) => `
  import { createServer } from 'node:http';
  import { WebSocketServer } from 'ws';
  const http = createServer();
  new WebSocketServer({ server: http }).on('connection', (ws, request) => {
    ws.on('error', () => {});
    ws.on('message', (data) => ws.send(String(data)));
    ${also}
  });
  http.listen(Number(process.env.PORT));`;

/** Servers that are broken in every way that is not a wrong answer: each gets its own words, and nothing hangs. */
export function describeBadPrograms(name: string, open: () => Promise<Sandbox>): void {
  describe(`broken programs on the ${name} host`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await open();
    });
    afterAll(() => sandbox.dispose());

    const run = (
      source: string,
      script = knock,
      override: Partial<Programs> = {},
      limits = patient,
    ): Promise<CheckRun> =>
      runCheck(sandbox, { files: program(source), programs: { ...programs, ...override } }, script, {}, limits);

    async function faultOf(source: string, script = knock, limits = patient) {
      const result = await run(source, script, {}, limits);
      if (result.kind !== 'fault') throw new Error('expected a fault, found a transcript');
      return result.fault;
    }

    async function transcriptOf(source: string, script = knock) {
      const result = await run(source, script);
      if (result.kind !== 'transcript') throw new Error(`expected a transcript, found ${result.fault.message}`);
      return result;
    }

    test('a syntax error is told with file and line', async () => {
      expect(await faultOf(`const ok = 1;\nif (ok {\n}`)).toMatchObject({
        kind: 'syntax-error',
        file: 'server.ts',
        line: 2,
      });
    });

    test('TypeScript that cannot be erased is told with file and line', async () => {
      const fault = await faultOf(`const ok = 1;\nenum Colour { Red }`);
      expect(fault).toMatchObject({ kind: 'syntax-error', file: 'server.ts', line: 2 });
      expect(fault.message).toContain('TypeScript enum is not supported in strip-only mode');
    });

    test('an error thrown at once is told with its words and place', async () => {
      const fault = await faultOf(`\n\nundefinedName.listen();`);
      expect(fault).toMatchObject({ kind: 'threw', file: 'server.ts', line: 3 });
      expect(fault.message).toContain('ReferenceError: undefinedName is not defined');
    });

    test('an error thrown later, before it listens, is told with its words and place', async () => {
      const fault = await faultOf(`setTimeout(() => {\n  throw new TypeError('no key');\n}, 5);`);
      expect(fault).toMatchObject({ kind: 'threw', file: 'server.ts', line: 2 });
      expect(fault.message).toContain('TypeError: no key');
    });

    test('an import of a file that is not there names the file', async () => {
      const fault = await faultOf(`import { x } from './nowhere.ts';\nconsole.log(x);`);
      expect(fault.kind).toBe('threw');
      expect(fault.message).toContain('nowhere.ts');
      expect(fault.message).not.toMatch(/handshake-|\/tmp/);
    });

    test('a program that ends without listening is told with its exit code', async () => {
      expect(await faultOf(`console.log('nothing to do');`)).toMatchObject({
        kind: 'ended',
        message: expect.stringContaining('exit code 0'),
      });
      expect(await faultOf(`process.exit(7);`)).toMatchObject({
        kind: 'ended',
        message: expect.stringContaining('exit code 7'),
      });
    });

    test('a program that never listens is told so after its time', async () => {
      expect(await faultOf(`setInterval(() => {}, 1000);`, knock, brief)).toMatchObject({ kind: 'never-listened' });
    });

    test('a program that listens elsewhere is told both ports', async () => {
      const fault = await faultOf(
        `import { createServer } from 'node:http';\ncreateServer().listen(Number(process.env.PORT) + 1);`,
      );
      expect(fault.kind).toBe('wrong-port');
      expect(fault.message).toMatch(/listens on port \d+; it was given PORT=\d+/);
    });

    test('a program that listens on another port first and on its own then is sound', async () => {
      const source = `import { createServer } from 'node:http';
        createServer().listen(0, () => createServer((request, response) => response.end()).listen(Number(process.env.PORT)));`;
      await transcriptOf(source);
    });

    test('a port that is taken is told by its number', async () => {
      const source = `import { createServer } from 'node:http';
        const blocker = createServer().listen(0, () => createServer().listen(blocker.address().port));`;
      expect(await faultOf(source)).toMatchObject({
        kind: 'port-taken',
        message: expect.stringMatching(/^Port \d+ is taken/),
      });
    });

    test('an endless loop before it listens is told as one', async () => {
      expect(await faultOf(`for (;;);`, knock, brief)).toMatchObject({ kind: 'unresponsive' });
    });

    test('an endless loop during the attempt is told as one', async () => {
      expect(await faultOf(echo('for (;;);'), [...knock, send('ann', 'are you there?')])).toMatchObject({
        kind: 'unresponsive',
      });
    });

    test('a flood of output before it listens is told, and bounded', async () => {
      const result = await run(
        `for (;;) { console.log('x'.repeat(1000)); await new Promise((go) => setImmediate(go)); }`,
      );
      expect(result).toMatchObject({ kind: 'fault', fault: { kind: 'printed-too-much' } });
      expect(result.output.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(300 * 1024);
    });

    test('a flood of output during the attempt is cut and says so; the attempt is judged all the same', async () => {
      // It answers when all of that has left the process: what a server has not got rid of when it is ended, is lost.
      const flood = `for (let k = 0; k < 2000; k += 1) console.log('x'.repeat(1000));
        ws.removeAllListeners('message');
        ws.on('message', (data) => process.stdout.write('.', () => ws.send(String(data))));`;
      const { transcript, output } = await transcriptOf(echo(flood), [
        ...knock,
        send('ann', 'hello'),
        until('ann', received('hello')),
      ]);
      expect(transcript.some((event) => event.kind === 'timeout')).toBe(false);
      expect(output.at(-1)?.text).toContain('printed more than 256 KiB');
    });

    test('a server that dies during the attempt is an observation: its end and its last words are kept', async () => {
      const { transcript, serverEnd, output } = await transcriptOf(echo(`throw new RangeError('too much for me');`), [
        ...knock,
        send('ann', 'hello'),
      ]);
      expect(transcript.find((event) => event.kind === 'alive')).toMatchObject({ alive: false });
      expect(serverEnd).toMatchObject({ exit: { code: 1 }, threw: 'RangeError: too much for me' });
      expect(output.map(({ text }) => text).join('')).toContain('RangeError: too much for me');
    });

    test('a program that prints what a probe would print is not believed, even with a nonce that it guessed', async () => {
      const forged = JSON.stringify({ kind: 'alive', client: '', at: 1, alive: true });
      const { transcript, output } = await transcriptOf(
        `console.log('\\u001e' + (process.env.HANDSHAKE_NONCE ?? 'a-nonce') + ${JSON.stringify(forged)});
         console.log('\\u001e' + 'done' + ${JSON.stringify(JSON.stringify({ kind: 'done', client: '', at: 2 }))});
         ${echo('process.exit(0);')}`,
      );
      expect(transcript.filter((event) => event.kind === 'alive')).toMatchObject([{ alive: false }]);
      expect(output.map(({ text }) => text).join('')).toContain(forged);
    });

    test('a program cannot read the probe, its script or its keys', async () => {
      const { output } = await transcriptOf(
        `import { readFileSync } from 'node:fs';
         for (const path of ['../probe/script.json', '../probe/keys/issuer.private.pem']) {
           try { console.log(readFileSync(path, 'utf8')); } catch (error) { console.log('refused', error.code); }
         }
         ${echo('')}`,
      );
      expect(output.map(({ text }) => text).join('')).toMatch(/^(refused (ENOENT|ERR_ACCESS_DENIED)\s+){2}$/);
    });

    test('a server that sends a hundred megabytes is stopped, and told why', async () => {
      const source = echo(
        `const chunk = 'x'.repeat(1024 * 1024); (async () => { for (let k = 0; k < 100; k += 1) { ws.send(chunk); await new Promise((go) => setImmediate(go)); } })();`,
      );
      const fault = await faultOf(source, [...knock, until('ann', received('never'), { within: '20s' })]);
      expect(fault.kind).toBe('sent-too-much');
    });

    test('a server that answers a request with a hundred megabytes is stopped, and told why', async () => {
      const source = `import { createServer } from 'node:http';
        createServer((request, response) => response.end(Buffer.alloc(100 * 1024 * 1024))).listen(Number(process.env.PORT));`;
      const fault = await faultOf(source, [request('ann', 'GET', '/')]);
      expect(fault.kind).toBe('sent-too-much');
    });

    test('a probe that writes garbage, or ends too soon, is a fault of its own', async () => {
      const garbled = {
        ...programs.probe,
        'probe.ts': `console.log('\\u001e' + process.env.HANDSHAKE_NONCE + '{"kind":"alive"}'); setInterval(() => {}, 1000);`,
      };
      const gone = { ...programs.probe, 'probe.ts': `console.error('no idea'); process.exit(1);` };
      expect(await run(echo(''), knock, { probe: garbled })).toMatchObject({ kind: 'fault', fault: { kind: 'probe' } });
      expect(await run(echo(''), knock, { probe: gone })).toMatchObject({
        kind: 'fault',
        fault: { kind: 'probe', message: expect.stringContaining('no idea') },
      });
    });

    test('a script that makes no sense is its author’s fault', async () => {
      expect(await faultOf(echo(''), [send('nobody', 'hello')])).toMatchObject({
        kind: 'script',
        message: expect.stringContaining('nobody'),
      });
    });

    test('stopping rejects with the reason and leaves nothing running', async () => {
      const stop = new AbortController();
      const running = runCheck(
        sandbox,
        { files: program(echo('')), programs },
        [...knock, until('ann', received('never'), { within: '30s' })],
        {
          signal: stop.signal,
          onEvent: (event) => {
            if (event.kind === 'script') stop.abort(new Error('stopped by hand'));
          },
        },
      );
      await expect(running).rejects.toThrow('stopped by hand');
      await transcriptOf(echo(''));
    });
  });
}
