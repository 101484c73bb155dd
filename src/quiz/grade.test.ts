import { expect, test } from 'vitest';
import { answerKey, grade, refutes } from './grade.ts';
import type { QuestionKind } from './question.ts';

const choice: QuestionKind = {
  kind: 'single-choice',
  options: [
    { says: 'a', why: '', misconception: 'exp-closes' },
    { says: 'b', why: '', right: true },
    { says: 'c', why: '', misconception: 'ping-renews' },
    { says: 'd', why: '', misconception: 'cookie-refresh' },
  ],
};
const order: QuestionKind = {
  kind: 'order',
  items: [
    { id: 'read', says: '', why: '', misconception: 'm-read' },
    { id: 'verify', says: '', why: '', misconception: 'm-verify' },
    { id: 'decide', says: '', why: '', misconception: 'm-decide' },
  ],
};
const number: QuestionKind = {
  kind: 'fill-number',
  answer: 125,
  why: '',
  mistakes: [{ value: 123, misconception: 'reason-length', why: '' }],
  otherwise: { misconception: 'frame-length', why: '' },
};

test('the right option is right, whatever it says', () => {
  expect(grade(answerKey(choice), { choice: 'right' })).toEqual({ right: true, chosen: 'right' });
});

test('a wrong option shows the misconception it stands for', () => {
  expect(grade(answerKey(choice), { choice: 'ping-renews' })).toEqual({
    right: false,
    chosen: 'ping-renews',
    misconception: 'ping-renews',
  });
});

test('an order is right only when every item stands in its place', () => {
  expect(grade(answerKey(order), { order: ['read', 'verify', 'decide'] })).toEqual({ right: true, chosen: 'right' });
});

test('a wrong order shows the misconception of the first item that came too early', () => {
  expect(grade(answerKey(order), { order: ['read', 'decide', 'verify'] })).toMatchObject({ misconception: 'm-decide' });
  expect(grade(answerKey(order), { order: ['verify', 'decide', 'read'] })).toMatchObject({ misconception: 'm-verify' });
});

test('a number is right within the tolerance, and at its very edge', () => {
  const key = answerKey({ ...number, tolerance: 1 });
  expect([124, 125, 126].map((value) => grade(key, { number: value }).right)).toEqual([true, true, true]);
  expect(grade(key, { number: 126.5 }).right).toBe(false);
});

test('a wrong number shows the misconception listed for it, any other number the general one', () => {
  expect(grade(answerKey(number), { number: 123 })).toMatchObject({ misconception: 'reason-length' });
  expect(grade(answerKey(number), { number: 7 })).toMatchObject({ misconception: 'frame-length' });
});

test.each([
  ['an option of another question', choice, { choice: 'exp-opens' }],
  ['a number where one picks', choice, { number: 1 }],
  ['an order with an item twice', order, { order: ['read', 'read', 'decide'] }],
  ['an order with an item missing', order, { order: ['read', 'verify'] }],
  ['an order with an unknown item', order, { order: ['read', 'verify', 'sing'] }],
] as const)('%s is no answer and is refused with words', (_, question, answer) => {
  expect(() => grade(answerKey(question), answer)).toThrow(RangeError);
});

test('a right answer refutes every misconception that the question names', () => {
  expect(refutes(answerKey(choice))).toEqual(['exp-closes', 'ping-renews', 'cookie-refresh']);
  expect(refutes(answerKey(order))).toEqual(['m-read', 'm-verify', 'm-decide']);
  expect(refutes(answerKey(number))).toEqual(['reason-length', 'frame-length']);
});
