import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { quizSchema } from './quiz.ts';

const prediction = `
prediction:
  id: expiry
  kind: yes-no
  stem: Does the connection outlive its token?
  options:
    - { says: Yes, why: Nobody looks again., right: true }
    - { says: No, why: Nothing closes it., misconception: exp-closes }
  mechanism: The token was read once.
  beliefIsRight: A server may set a timer.
  experiment: outlives
`;

function faults(yaml: string) {
  const result = quizSchema.safeParse(parse(yaml));
  return result.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
}

test('a file with every kind of question is read', () => {
  const yaml = `${prediction}
questions:
  - id: order-of-checks
    kind: order
    stem: Put the work of the handshake in order.
    items:
      - { id: read, says: read it, why: w, misconception: serve-first }
      - { id: verify, says: verify it, why: w, misconception: serve-first }
      - { id: decide, says: decide, why: w, misconception: serve-first }
  - id: control-frame
    kind: fill-number
    stem: How many bytes may a control frame carry?
    answer: 125
    unit: bytes
    why: RFC 6455 §5.5.
    mistakes: [{ value: 123, misconception: reason-length, why: That is the reason. }]
    otherwise: { misconception: frame-length, why: w }
  - id: strict-cookie
    kind: judge-connection
    stem: Do you let it in?
    server: Cookie sessions; own origin is https://app.example.
    handshake: |
      GET / HTTP/1.1
      Origin: https://evil.example
    options:
      - { decision: refuse, says: the origin is foreign, why: w, right: true }
      - { decision: refuse, says: a cookie is missing, why: w, misconception: a }
      - { decision: let-in, says: the cookie is Strict, why: w, misconception: b }
      - { decision: let-in, says: CORS stops it, why: w, misconception: c }
`;
  expect(faults(yaml)).toEqual([]);
});

test('a prediction without its experiment, mechanism and due to the belief is refused', () => {
  expect(faults(prediction.replace(/ {2}experiment.*\n/, ''))).toEqual([
    expect.stringContaining('prediction.experiment'),
  ]);
});

test('an unknown kind is refused with the list of known ones', () => {
  expect(faults(prediction.replace('yes-no', 'essay'))[0]).toContain(
    'must be one of single-choice, yes-no, order, fill-number, judge-connection',
  );
});

test('a single choice has exactly four options', () => {
  expect(faults(prediction.replace('yes-no', 'single-choice'))).toEqual(['prediction.options: must have 4 options']);
});

test('an option that is neither right nor names a misconception is refused at its place', () => {
  expect(faults(prediction.replace(', misconception: exp-closes', ''))).toEqual([
    'prediction.options.1: must have `says`, `why`, and either `right: true` or a `misconception`',
  ]);
});

test('an unknown field is refused, since it would be lost silently', () => {
  expect(faults(`${prediction}hint: x\n`)).toEqual([expect.stringContaining('hint')]);
});
