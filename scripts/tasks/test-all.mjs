import { engines } from '../find-engines.mjs';
import { perform as test } from './test.mjs';

/** `npm test`, the long, rare suites, and the suites of the sandbox in the other engines; or, by name, in one engine alone. */
export function perform(args) {
  const wrong = args.find((name) => !(name in engines));
  if (wrong !== undefined) {
    console.error(
      `expected ${Object.keys(engines).join(' or ')}, found "${wrong}"; for example: npm run test:all -- firefox`,
    );
    return 2;
  }
  return test(args, { all: true });
}
