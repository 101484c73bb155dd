import { ensureBuilt } from '../ensure-built.mjs';
import { findBrowser } from '../find-browser.mjs';
import { node } from '../run.mjs';

/** Speed and size of the built course and its sandbox, in one table. */
export async function perform(args) {
  process.env.CHROME_PATH = await findBrowser();
  const code = await ensureBuilt();
  return code === 0 ? node(['tests/bench/bench.ts', ...args]) : code;
}
