import { expect } from 'vitest';
import type { Exercise } from '../../src/attempt/programs.ts';
import { runCheck } from '../../src/attempt/run-check.ts';
import type { Script } from '../../src/check/protocol.ts';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { coursesOf } from '../../src/wire/course.ts';
import { isNamed } from '../../src/wire/transcript.ts';
import type { Transcript } from '../../src/wire/wire-event.ts';

/**
 * Performs one script on two hosts and expects the same whole byte streams on every connection (with what is of one run only
 * replaced), the same end of each, the same told to every script, and the same life of the server.
 */
export async function expectParity(one: Sandbox, other: Sandbox, exercise: Exercise, script: Script): Promise<void> {
  const first = await outcomeOf(one, exercise, script);
  const second = await outcomeOf(other, exercise, script);
  expect(second).toEqual(first);
}

async function outcomeOf(sandbox: Sandbox, exercise: Exercise, script: Script): Promise<unknown> {
  const run = await runCheck(sandbox, exercise, script);
  if (run.kind === 'fault') return { fault: run.fault.kind };
  const { transcript } = run;
  return {
    courses: coursesOf(transcript),
    ends: endsOf(transcript),
    scripts: scriptsOf(transcript),
    timeouts: transcript.flatMap((event) => (event.kind === 'timeout' ? [`${event.client}: ${event.waitedFor}`] : [])),
    alive: transcript.filter((event) => event.kind === 'alive').map(({ alive }) => alive),
  };
}

/** What each client's script was told; turns of a repeat are sorted, since they come as they come. */
function scriptsOf(transcript: Transcript): readonly string[] {
  const told = new Map<string, string[]>();
  for (const event of transcript) {
    if (event.kind !== 'script') continue;
    told.set(event.client, [...(told.get(event.client) ?? []), JSON.stringify(withoutTokens(event.saw))]);
  }
  return [...told].map(([client, saws]) => `${nameOf(client)}: ${saws.join(' ')}`).sort();
}

/** How the server ended each connection, where it did. A plain request is over with its answer: who ends it first is by chance. */
function endsOf(transcript: Transcript): readonly string[] {
  const plain = new Set(
    transcript.flatMap((event) => (event.kind === 'attempt' && event.by === 'http' ? [event.connection] : [])),
  );
  return transcript
    .flatMap((event) =>
      event.kind === 'end' && event.by === 'server' && !plain.has(event.connection)
        ? [`${nameOf(event.client)}: ${event.how}`]
        : [],
    )
    .sort();
}

function nameOf(client: string): string {
  const [name = ''] = client.split('#');
  return isNamed(client, name) ? name : client;
}

function withoutTokens(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value)
      .replaceAll(/ey[\w-]+\.[\w-]+\.[\w-]*/g, '<token>')
      .replaceAll(/\d{10}/g, '<time>'),
  );
}
