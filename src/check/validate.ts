import { type AuthorFault, faultIf } from './author-fault.ts';
import { castOf } from './cast.ts';
import type { Check, Expectation } from './check.ts';
import { passesOnNothing } from './judge.ts';
import type { Script } from './protocol.ts';
import { validateExpectation } from './validate-expectation.ts';
import { validateSteps } from './validate-script.ts';

/** Everything that is wrong with the checks of an exercise. `clock`: whether the exercise has the clock under control. */
export function validateChecks(
  checks: readonly Check[],
  { clock }: { readonly clock: boolean },
): readonly AuthorFault[] {
  const ids = checks.map(({ id }) => id);
  return checks.flatMap((check, index) => [
    ...faultIf(
      !/^[a-z\d]+(-[a-z\d]+)*$/.test(check.id),
      `checks[${index}].id`,
      `Expected words in lower case joined by hyphens, found '${check.id}'.`,
    ),
    ...faultIf(
      ids.indexOf(check.id) !== index,
      `checks[${index}].id`,
      `There is already a check '${check.id}': give each its own id.`,
    ),
    ...validateCheck(check, clock).map(({ path, says }) => ({ path: `${check.id}.${path}`, says })),
  ]);
}

/** What is wrong with a script and the expectations on it, as an experiment has them too. */
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

function validateCheck(check: Check, clock: boolean): readonly AuthorFault[] {
  const faults = validateAttempt(check.script, check.expect, { clock });
  const texts = { title: check.title, why: check.why };
  return [
    ...Object.entries(texts).flatMap(([name, text]) =>
      faultIf(text.trim() === '', name, 'Expected a sentence, found nothing.'),
    ),
    ...faultIf(check.title.endsWith('.'), 'title', 'A title ends without a full stop.'),
    ...faultIf(
      check.hints.length !== 4,
      'hints',
      `Expected four rungs (nudge, where, what, code), found ${check.hints.length}.`,
    ),
    ...check.hints.flatMap((hint, index) =>
      faultIf(hint.trim() === '', `hints[${index}]`, 'Expected a hint, found nothing.'),
    ),
    ...faults,
    ...faultIf(
      faults.length === 0 && passesOnNothing(check),
      'expect',
      'It passes although nothing happened: expect something that only an attempt can bring about, such as opened(…) or refused(…).',
    ),
  ];
}
