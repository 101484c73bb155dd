/**
 * Makes connection attempts and reports them. `node probe.ts script.json` performs a script once `start` comes on stdin, asks
 * whether the server is still alive, and ends; `node probe.ts --live` performs one step a line of stdin until `quit`.
 * `PORT` is the server's, on localhost; `HANDSHAKE_NONCE` marks each line written; with `HANDSHAKE_CLOCK` time is under control.
 */
import { readFileSync } from 'node:fs';
import type { Script, Step } from '../../src/check/protocol.ts';
import { type Clock, installClock } from './clock.ts';
import { Performer } from './performer.ts';
import { Recorder } from './recorder.ts';
import { ServerAddress } from './server-address.ts';

const [task = ''] = process.argv.slice(2);
const { PORT = '', HANDSHAKE_NONCE = '', HANDSHAKE_CLOCK } = process.env;
const recorder = new Recorder(HANDSHAKE_NONCE);
const clock: Clock | undefined = HANDSHAKE_CLOCK === undefined ? undefined : await installClock();
recorder.virtual = clock !== undefined;
let clockMoved = () => {};

const performer = new Performer({
  recorder,
  server: new ServerAddress(Number(PORT)),
  moveClock(ms) {
    if (clock === undefined)
      throw new Error('expected an exercise with a clock, found the step advance: set clock to true');
    return new Promise((resolve) => {
      clockMoved = resolve;
      recorder.remark({ kind: 'wants-clock', ms });
    });
  },
});

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    recorder.remark({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

async function performScript(): Promise<void> {
  recorder.begin();
  const script = JSON.parse(readFileSync(task, 'utf8')) as Script;
  await performer.performAll(script);
  await performer.alive();
  finish();
}

function finish(): void {
  recorder.event({ kind: 'done', client: '' });
  recorder.end();
}

let steps = 0;
let queue = Promise.resolve();

function performLive(line: string): void {
  queue = queue.then(async () => {
    await attempt(() => performer.perform(JSON.parse(line) as Step, { turn: 0, step: String(steps++) }));
    recorder.remark({ kind: 'performed' });
  });
}

/** `start`, `ahead <ms>`, `quit`, `tick <ms>`, `ticked`, or in live mode a step as JSON. */
async function obey(line: string): Promise<void> {
  if (line === 'start') await attempt(performScript);
  else if (line === 'quit') finish();
  else if (line === 'ticked') clockMoved();
  else if (line.startsWith('ahead ')) clock?.setAhead(Number(line.slice('ahead '.length)));
  else if (line.startsWith('tick ')) {
    await clock?.advance(Number(line.slice('tick '.length)));
    recorder.remark({ kind: 'ticked' });
  } else if (task === '--live' && line !== '') performLive(line);
}

let unread = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  const lines = (unread + text).split(/\r?\n/);
  unread = lines.pop() ?? '';
  for (const line of lines) void obey(line);
});
process.stdin.on('end', () => process.exit(0));
