import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { openThreadSandbox } from '../../src/sandbox/embedded/thread-sandbox.ts';
import { differences, programCases, runCase } from './program-cases.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openThreadSandbox();
});
afterAll(() => sandbox.dispose());

test.each(programCases)('on a worker thread: $title', async (program) => {
  expect(differences(program, await runCase(sandbox, program))).toEqual([]);
});
