import { perform as test } from './test.mjs';

/** `npm test` and the long, rare suites. */
export function perform(args) {
  return test(args, { all: true });
}
