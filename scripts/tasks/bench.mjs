import { findBrowser } from '../find-browser.mjs';
import { node } from '../run.mjs';

/** Speed and size, in one table. */
export async function perform(args) {
  process.env.CHROME_PATH = await findBrowser();
  return node(['tests/bench/bench.ts', ...args]);
}
