import { edit, fault, type ReaderFault, step } from './fault.ts';

/** Words of the language that are given what they do not take; each is named by the line on which it stands. */
export const wordFaults: readonly ReaderFault[] = (
  [
    [
      'an option that a word of the language does not know',
      "received('ann', 'hello')]",
      "received('ann', 'hello', { time: 1 })]",
      '31:14: expected only `times`, `as` among the options of received(…), found `time`; remove it, or mend its spelling (did you mean `times`?)',
    ],
    [
      'an option of a client that is not known',
      "script: [connect('ann', node('/')), send",
      "script: [connect('ann', node('/', { header: {} })), send",
      '30:29: expected only `headers`, `subprotocols`, `origin`, `localAddress` among the options of node(…), found `header`; remove it, or mend its spelling (did you mean `headers`?)',
    ],
    [
      'a client that is not made with node(…), browser(…) or raw(…)',
      "script: [connect('ann', node('/')), send",
      "script: [connect('ann', '/'), send",
      '30:14: expected node(…), browser(…) or raw(…) as the client of connect(…), found "/"; mend it',
    ],
    [
      'a match of another type',
      "received('ann', 'hello')]",
      "received('ann', 12)]",
      '31:14: expected a text, a regular expression or members of JSON to match, found 12; mend it',
    ],
    [
      'a number that is a text',
      "received('ann', 'hello')]",
      "received('ann', 'hello', { times: '1' })]",
      '31:14: expected a whole number as `times` of received(…), found "1"; mend it',
    ],
    [
      'a duration without its unit',
      "until('ann', received('hello'))],",
      "until('ann', received('hello'), { within: '2' })],",
      "30:63: expected a duration such as '500ms', '2s', '10m', '1h', '30d' or a number of milliseconds, found '2'; mend it",
    ],
    [
      'an expectation where a step belongs',
      "script: [connect('ann', node('/')), send",
      "script: [connect('ann', node('/')), received('ann', 'hello'), send",
      '28:5: expected `[1].script[1]` to be a step, such as connect(\'ann\', node(\'/\')), found {"expect":"received","client":"ann","match":"hello"}; mend it',
    ],
    [
      'an event where an expectation belongs',
      "received('ann', 'hello')]",
      "received('hello')]",
      '28:5: expected `[1].expect[0]` to be an expectation, such as opened(\'ann\'), found {"on":"message","match":"hello"}; mend it',
    ],
    [
      'a member of a check that is not known',
      "title: 'What is said comes back',",
      "title: 'What is said comes back', cor: true,",
      '28:5: expected only keys that are known in `[1]`, found `cor`; remove it, or mend its spelling (did you mean `core`?)',
    ],
  ] as const
).map(([kind, from, to, says]) =>
  fault(kind, edit(`${step}/checks.ts`, from, to), `steps/01-second-door/checks.ts:${says}`),
);
