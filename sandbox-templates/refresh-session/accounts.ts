import { setTimeout as wait } from 'node:timers/promises';

const closed = new Set(['mallory']);

/** Whether the user's account is in use. Asks a directory that takes 100 ms to answer. */
export async function isActive(sub: string): Promise<boolean> {
  await wait(100);
  return !closed.has(sub);
}
