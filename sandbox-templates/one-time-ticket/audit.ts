import { setTimeout as wait } from 'node:timers/promises';

/** Writes a line to the audit trail, which takes 20 ms to be stored, and which more people can read than you think. */
export async function audit(line: string): Promise<void> {
  console.log('audit:', line);
  await wait(20);
}
