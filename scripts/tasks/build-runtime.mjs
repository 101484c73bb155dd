import { node } from '../run.mjs';

/** Builds the runtime's library for plain Node: `requireBuiltin(id)`, and a preload that puts it in the place of Node's own. */
export function perform(args) {
  return node(['src/runtime/build/plain-node.ts', ...args]);
}
