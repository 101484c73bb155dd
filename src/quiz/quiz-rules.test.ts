import { expect, test } from 'vitest';
import type { Option } from './choice.ts';
import type { Prediction, Quiz } from './question.ts';
import { quizFaults } from './quiz-rules.ts';

const known = new Set(['a', 'b', 'c']);
const options: readonly Option[] = [
  { says: 'It closes at once', why: 'w', misconception: 'a' },
  { says: 'Nothing at all', why: 'w', right: true },
  { says: 'It is renewed', why: 'w', misconception: 'b' },
  { says: 'The page reloads', why: 'w', misconception: 'c' },
];
const prediction: Prediction = {
  id: 'expiry',
  kind: 'single-choice',
  stem: 'A token expires while its connection is open. What happens?',
  options,
  mechanism: 'm',
  beliefIsRight: 'r',
  experiment: 'expiry',
};

function faultsOf(change: object, questions: Quiz['questions'] = []) {
  return quizFaults({ prediction: { ...prediction, ...change } as Prediction, questions }, known);
}

test('a question that keeps the rules has no fault', () => {
  expect(faultsOf({})).toEqual([]);
});

test.each([
  'Which of these is NOT a way to carry a credential?',
  'Which header does not reach the server?',
  "Which of these doesn't help?",
  'Every carrier works except one. Which?',
])('a negated stem is refused: %s', (stem) => {
  expect(faultsOf({ stem })).toMatchObject([{ path: ['prediction', 'stem'], expected: 'a stem without negation' }]);
});

test.each([
  'What happens when the token does not come within a second?',
  'Who hears what ann says before she is not yet a member?',
])('a stem may speak of something that does not happen: %s', (stem) => {
  expect(faultsOf({ stem })).toEqual([]);
});

test.each(['All of the above', 'None of the above', 'both of these'])(
  'an option that leans on the others is refused: %s',
  (says) => {
    expect(faultsOf({ options: options.map((option, i) => (i === 2 ? { ...option, says } : option)) })).toMatchObject([
      { path: ['prediction', 'options', 2, 'says'] },
    ]);
  },
);

test('an option much longer than the others is refused, since its length tells the answer', () => {
  const says =
    'Nothing at all, because neither the browser nor the server looks at the token again after the opening handshake';
  expect(faultsOf({ options: options.map((option, i) => (i === 1 ? { ...option, says } : option)) })).toMatchObject([
    { path: ['prediction', 'options', 1, 'says'], found: `${says.length} characters` },
  ]);
});

test('two right options, or none, are refused', () => {
  const right = options.map((option) => ({ says: option.says, why: 'w', right: true }));
  expect(faultsOf({ options: [...right.slice(0, 2), ...options.slice(2)] })).toMatchObject([{ found: '2' }]);
  expect(faultsOf({ options: options.filter((option) => !option.right) })).toMatchObject([{ found: '0' }]);
});

test('a misconception that the registry does not know is refused by name', () => {
  expect(
    faultsOf({ options: [{ says: 'It is slow', why: 'w', misconception: 'z' }, ...options.slice(1)] }),
  ).toMatchObject([{ found: '`z`', remedy: expect.stringContaining('`z:`') }]);
});

test('two options for one misconception are refused', () => {
  expect(
    faultsOf({ options: [{ says: 'It is slow', why: 'w', misconception: 'b' }, ...options.slice(1)] }),
  ).toMatchObject([{ found: '`b` again' }]);
});

test('two questions with one id are refused at the second', () => {
  const { mechanism: _, beliefIsRight: __, experiment: ___, ...question } = prediction;
  expect(faultsOf({}, [question])).toMatchObject([{ path: ['questions', 0, 'id'], found: 'expiry' }]);
});

test('all breaches are told at once, each with a way on', () => {
  const faults = faultsOf({
    stem: 'Which is NOT safe?',
    options: options.map((option) => ({ ...option, right: true })),
  });
  expect(faults.length).toBeGreaterThan(1);
  for (const fault of faults) expect(fault.remedy).not.toBe('');
});
