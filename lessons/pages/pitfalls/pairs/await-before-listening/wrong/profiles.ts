import { setTimeout as delay } from 'node:timers/promises';

/** What is known of a user. Asks a database that takes 300 ms to answer. */
export async function profileOf(path = '/'): Promise<{ readonly name: string }> {
  await delay(300);
  return { name: path.slice(1) };
}
