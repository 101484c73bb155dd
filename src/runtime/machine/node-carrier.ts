import { Script } from 'node:vm';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { FromProgram } from '../protocol.ts';
import type { Carrier, ParseFailure } from './carrier.ts';
import type { ShareMeter } from './watchdog.ts';

const scriptUrl = 'handshake:program';

/** What each worker thread runs: the program's script, with its port and a way to evaluate modules. */
const starter = `
const { parentPort, workerData } = require('node:worker_threads');
const { readFileSync } = require('node:fs');
const { compileFunction, Script } = require('node:vm');
const port = workerData.port;
const thread = {
  port,
  url: workerData.url,
  rawGlobals: false,
  evaluate: (code, url) => new Script(code, { filename: url }).runInThisContext(),
};
compileFunction(readFileSync(workerData.script, 'utf8'), ['__nodeThread'], { filename: workerData.url })(thread);
`;

/** Programs on Node's worker threads. `script` is the path of the program's script, built for `node-thread`. */
export function nodeCarrier(script: string): Carrier {
  return {
    startThread(listener) {
      const { port1, port2 } = new MessageChannel();
      const worker = new Worker(starter, {
        eval: true,
        workerData: { script, port: port2, url: scriptUrl },
        transferList: [port2],
        env: {},
        stdin: true,
        stdout: true,
        stderr: true,
      });
      let expected = false;
      worker.unref();
      port1.on('message', (message: FromProgram) => listener.message(message));
      port1.unref();
      worker.on('error', (error) => {
        if (!expected) listener.failed(String((error as Error).stack ?? error));
      });
      worker.on('exit', (code) => {
        if (!expected) listener.failed(`the thread ended with code ${code}`);
      });
      return {
        post: (message, transfer) => port1.postMessage(message, [...transfer]),
        hold: () => worker.ref(),
        measureShare: () => measureShare(worker),
        terminate() {
          expected = true;
          port1.close();
          void worker.terminate();
        },
      };
    },
    checkSyntax: async (code) => parseFailure(code),
    now: () => performance.now(),
  };
}

/** `Worker.cpuUsage` came with Node 24.6; where it is not there, the wall's time has to do. */
function measureShare(worker: Worker): ShareMeter {
  const begun = performance.now();
  const before = busyTime(worker);
  return {
    async share() {
      const [used, now] = await Promise.all([before, busyTime(worker)]);
      return used === undefined || now === undefined ? 1 : (now - used) / (performance.now() - begun);
    },
    stop() {},
  };
}

/** Milliseconds of processor time that the thread has used. */
async function busyTime(worker: Worker): Promise<number | undefined> {
  const { cpuUsage } = worker as { cpuUsage?: () => Promise<{ readonly user: number; readonly system: number }> };
  try {
    const usage = await cpuUsage?.call(worker);
    return usage && (usage.user + usage.system) / 1000;
  } catch {
    return undefined;
  }
}

/** V8 tells the place in the stack: `name:line`, the line, and a caret below it. */
function parseFailure(code: string): ParseFailure | undefined {
  try {
    new Script(code, { filename: 'module' });
    return undefined;
  } catch (error) {
    const { message, stack = '' } = error as Error;
    const [first = '', , marks = ''] = stack.split('\n');
    return { message, line: Number(/:(\d+)$/.exec(first)?.[1] ?? 1), column: marks.indexOf('^') + 1 };
  }
}
