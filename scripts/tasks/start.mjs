import { ensureBuilt } from '../ensure-built.mjs';
import { node } from '../run.mjs';

/** Serves the built course at one address, built first when its sources have changed since. */
export async function perform(args) {
  const code = await ensureBuilt();
  return code === 0 ? node(['scripts/serve.mjs', ...args]) : code;
}
