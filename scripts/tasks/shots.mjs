import { findBrowser } from '../find-browser.mjs';
import { node } from '../run.mjs';

/** Makes screenshots of every kind of page into shots/. */
export async function perform(args) {
  process.env.CHROME_PATH = await findBrowser();
  return node(['scripts/shots.mjs', ...args]);
}
