import { node } from '../run.mjs';

/** The authors' tools: `npm run course -- check`. */
export function perform(args) {
  return node(['src/cli/course.ts', ...args]);
}
