import { setTimeout as wait } from 'node:timers/promises';

const revoked = new Set(['lost-laptop']);

/** Whether the token with this id (`jti`) was taken back. Asks a store that takes 100 ms to answer. */
export async function isRevoked(jti: string): Promise<boolean> {
  await wait(100);
  return revoked.has(jti);
}
