import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProbeRun } from '../../src/attempt/probe-run.ts';
import { judgeExpectations } from '../../src/check/judge.ts';
import type { Script } from '../../src/check/protocol.ts';
import { under } from '../../src/files/files.ts';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { openNodeSandbox } from '../../src/sandbox/node/node-sandbox.ts';
import type { Transcript } from '../../src/wire/wire-event.ts';
import { programs } from '../fixtures/programs.ts';
import { attempts } from './attempts.ts';
import { startUvicorn, type Uvicorn, versions, whyNoFastApi } from './uvicorn.ts';

const obstacle = whyNoFastApi();
if (obstacle) console.log(`FastAPI was not tried: ${obstacle}`);

describe.skipIf(obstacle)('FastAPI, with the probe that makes the attempts of every lesson', () => {
  let uvicorn: Uvicorn;
  let sandbox: Sandbox;

  beforeAll(async () => {
    console.log(`FastAPI as it runs here: ${JSON.stringify(versions())}`);
    uvicorn = await startUvicorn(import.meta.dirname, 'app');
    sandbox = await openNodeSandbox();
  });
  afterAll(async () => {
    await sandbox?.dispose();
    await uvicorn?.stop();
  });

  it.for(attempts)('$says', async ({ script, expect: expected }) => {
    const verdicts = judgeExpectations(expected, await perform(sandbox, uvicorn.port, script));
    expect(verdicts.filter(({ passed }) => !passed)).toEqual([]);
  });
});

/** Performs a script with the probe against a server that runs already. */
async function perform(sandbox: Sandbox, port: number, script: Script): Promise<Transcript> {
  await sandbox.mount(under('probe', { ...programs.probe, 'script.json': JSON.stringify(script) }));
  const nonce = crypto.randomUUID();
  const env = { PORT: String(port), HANDSHAKE_NONCE: nonce };
  const program = await sandbox.spawn('probe.ts', { root: 'probe', args: ['script.json'], env });
  const probe = new ProbeRun(program, {
    nonce,
    tickServer: () => Promise.reject(new Error('uvicorn has its own clock')),
  });
  await probe.start();
  const fault = await probe.done(60_000);
  await probe.stop();
  if (fault) throw new Error(fault.message);
  return probe.transcript;
}
