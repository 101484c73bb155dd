import { type AuthorFault, faultIf } from './author-fault.ts';
import { castOf } from './cast.ts';
import type { Expectation } from './check.ts';
import type { Script } from './protocol.ts';
import { validateExpectation } from './validate-expectation.ts';
import { validateSteps } from './validate-script.ts';

/** What is wrong with a script and the expectations on it, of a check or an experiment. `clock`: whether its exercise has the clock under control. */
export function validateAttempt(
  script: Script,
  expect: readonly Expectation[],
  { clock }: { readonly clock: boolean },
): readonly AuthorFault[] {
  const cast = castOf(script);
  // Behind a refusal nothing comes any more.
  const refused = expect.flatMap((expectation) => (expectation.expect === 'refused' ? [expectation.client] : []));
  const settled = new Set([...cast.settled, ...refused]);
  return [
    ...faultIf(script.length === 0, 'script', 'Expected at least one step.'),
    ...faultIf(expect.length === 0, 'expect', 'Expected at least one expectation.'),
    ...validateSteps(script, 'script', cast, clock),
    ...expect.flatMap((expectation, index) =>
      validateExpectation(expectation, `expect[${index}]`, { ...cast, settled }),
    ),
  ];
}
