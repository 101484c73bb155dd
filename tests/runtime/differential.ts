import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Files } from '../../src/files/files.ts';
import { nodeData } from '../../src/runtime/realm/node-data.ts';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import type { Transcript } from './player/exchange.ts';

const folder = join(import.meta.dirname, 'player');

/** Whether this process is the Node whose library the runtime is made of: only that one can be compared with. */
export const nativeIsThere = process.version === nodeData.version;

/** Said where a comparison cannot be made. */
export const whySkipped = `needs Node ${nodeData.version}, this is ${process.version}`;

/** Runs a program of `player/` on this very Node and gives its output. */
export async function playNatively(entry: string, args: readonly string[] = []): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, entry), ...args], {
    maxBuffer: 1 << 28,
  });
  return stdout;
}

/** Runs the same program in a sandbox. */
export async function playIn(sandbox: Sandbox, entry: string, args: readonly string[] = []): Promise<string> {
  await sandbox.mount(playerFiles());
  const program = await sandbox.spawn(entry, { root: 'player', args });
  const printed = { stdout: '', stderr: '' };
  for await (const { stream, text } of program.output) printed[stream] += text;
  const exit = await program.exit;
  if (!('code' in exit) || exit.code !== 0) {
    throw new Error(`expected the player to end well, found ${JSON.stringify(exit)}: ${printed.stderr}`);
  }
  return printed.stdout;
}

function playerFiles(): Files {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [`player/${name}`, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** Transcripts as the player prints them, by title; bytes are shown as Latin-1. */
export function transcripts(printed: string): ReadonlyMap<string, Transcript> {
  const all = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Transcript);
  return new Map(
    all.map((found) => [found.title, { ...found, received: Buffer.from(found.received, 'base64').toString('latin1') }]),
  );
}
