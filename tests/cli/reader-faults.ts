import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { engineDir } from './run-course.ts';
import type { Edit } from './small-course.ts';

/** A kind of fault, the edit that brings it into a sound course, and the line that `course check` then prints. */
export interface ReaderFault {
  readonly kind: string;
  readonly edits: readonly Edit[];
  readonly says: string | readonly string[];
}

const step = 'steps/01-second-door';
const myth = 'myths/first-belief';
const mdx = `${step}/lesson.mdx`;

/** The engine's templates, as faults list them. */
const templates = readdirSync(join(engineDir, 'sandbox-templates'))
  .filter((name) => name !== 'probe' && name !== 'harness')
  .sort()
  .join(', ');

const edit = (file: string, from: string, to: string): readonly Edit[] => [{ file, from, to }];
const prose = (to: string): readonly Edit[] => edit(mdx, 'The server says nothing until it is spoken to.', to);
const fault = (kind: string, edits: readonly Edit[], says: string | readonly string[]): ReaderFault => ({
  kind,
  edits,
  says,
});

/** Words of the language that are given what they do not take; each is named by the line on which it stands. */
const misused: readonly ReaderFault[] = (
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

/** Every kind of fault that is found by reading. */
export const readerFaults: readonly ReaderFault[] = [
  // Schema
  fault(
    'YAML that cannot be read',
    edit(mdx, 'summary: A server', 'summary: "A server'),
    'steps/01-second-door/lesson.mdx:19:1: expected YAML, found missing closing "quote; mend the syntax (a text with `: ` or `#` in it needs quotes)',
  ),
  fault('a key that is not known', edit(mdx, 'minutes: 6', 'minuts: 6'), [
    'steps/01-second-door/lesson.mdx:3:1: expected `minutes` (a number), found nothing; add `minutes`',
    'steps/01-second-door/lesson.mdx:7:1: expected only keys that are known, found `minuts`; remove it, or mend its spelling (did you mean `minutes`?)',
  ]),
  fault(
    'a value that is not allowed',
    edit(mdx, 'level: foundation', 'level: basic'),
    'steps/01-second-door/lesson.mdx:6:8: expected `level` to be one of "foundation", "intermediate", "advanced", "expert", found "basic"; write one of them',
  ),
  fault(
    'a value of another type',
    edit(mdx, 'minutes: 6', 'minutes: six'),
    'steps/01-second-door/lesson.mdx:7:10: expected `minutes` to be a number, found "six"; write a number',
  ),
  fault(
    'a list that is too short',
    edit(mdx, 'starterFails: [greets]', 'starterFails: []'),
    'steps/01-second-door/lesson.mdx:18:15: expected `starterFails` to name at least one check that the starter fails, found none; mend it',
  ),
  fault(
    'a sentence without its end',
    edit(mdx, 'summary: A server that speaks first.', 'summary: A server that speaks first'),
    'steps/01-second-door/lesson.mdx:5:10: expected `summary` to be a sentence that ends with a full stop or a question mark, found "A server that speaks first"; mend it',
  ),
  fault(
    'no frontmatter',
    [{ file: `${myth}/myth.mdx`, to: '<Predict />\n\n<Experiment />\n' }],
    'myths/first-belief/myth.mdx:1:1: expected frontmatter between two lines `---`, found none; begin the file with it',
  ),
  fault(
    'a file that is not there',
    [{ file: `${step}/quiz.yaml` }],
    'steps/01-second-door/quiz.yaml:1:1: expected a quiz.yaml with `prediction` and `questions`, found no such file; write it',
  ),
  fault(
    'a folder without a number',
    [{ file: 'steps/third-door/lesson.mdx', to: 'Text.' }],
    'steps/third-door:1:1: expected a name like 03-passing-credentials, found third-door; rename the folder',
  ),
  fault(
    'a template that is not there',
    edit(mdx, 'template: bare-ws', 'template: bare-sw'),
    `steps/01-second-door/lesson.mdx:14:11: expected a folder below sandbox-templates (${templates}), found \`bare-sw\`; name one of them (did you mean \`bare-ws\`?), or add it`,
  ),
  fault(
    'a file of the exercise that is not there',
    edit(mdx, 'focus: server.ts:9', 'focus: sever.ts:9'),
    'steps/01-second-door/lesson.mdx:16:8: expected a file of the exercise or its template (README.md, package.json, server.ts), found `sever.ts`; name one of them (did you mean `server.ts`?)',
  ),
  fault(
    'a line that is not there',
    edit(mdx, 'focus: server.ts:9', 'focus: server.ts:99'),
    'steps/01-second-door/lesson.mdx:16:8: expected a line of server.ts (it has 14), found 99; name one of them',
  ),
  fault(
    'a page that is named and not there',
    edit('course.yaml', 'pages: [more]', 'pages: [more, most]'),
    'pages/most/page.mdx:1:1: expected a page.mdx, found no such file; write it',
  ),
  fault(
    'a page that is there and not named',
    edit('course.yaml', 'pages: [more]', 'pages: []'),
    'pages/more:1:1: expected `pages` in course.yaml to name this folder, found nothing; add it there, where it belongs in the order',
  ),
  fault(
    'a template for the playground that is not there',
    edit('course.yaml', 'pages: [more]', 'pages: [more]\nplayground: [bare]'),
    `course.yaml:5:14: expected templates that exist (${templates}), found \`bare\`; name one of them`,
  ),
  // Prose
  fault(
    'MDX that cannot be read',
    prose('Here is <b'),
    'steps/01-second-door/lesson.mdx:32:9: expected MDX, found Unexpected character after `<`, expected a valid JSX tag (note: to create a link in MDX, use `[text](url)`) (mdx-jsx:unexpected-character); mend the syntax',
  ),
  fault(
    'an unknown component',
    prose('<Transcrpt id="greets" />'),
    'steps/01-second-door/lesson.mdx:32:1: expected a component that is known (Predict, Quiz, Lab, Experiment, Claim, CodeTabs, Transcript, Sequence, Pair, Picture, Note), found <Transcrpt>; mend its name (did you mean `Transcript`?), or put it in backticks',
  ),
  fault(
    'an unknown attribute',
    prose('<Transcript id="greets" kind="table" />'),
    'steps/01-second-door/lesson.mdx:32:1: expected only `id`, `caption` on <Transcript>, found `kind`; remove it',
  ),
  fault(
    'an attribute that is missing',
    prose('<Transcript />'),
    'steps/01-second-door/lesson.mdx:32:1: expected `id` on <Transcript>, found nothing; write <Transcript id="…">',
  ),
  fault('an attribute without a text', prose('<Transcript id={greets} />'), [
    'steps/01-second-door/lesson.mdx:32:1: expected attributes with a text, found `id` without one; write name="text"',
    'steps/01-second-door/lesson.mdx:32:1: expected `id` on <Transcript>, found nothing; write <Transcript id="…">',
  ]),
  fault(
    'content where none may be',
    edit(mdx, '\n<Lab />', '\n<Lab>here</Lab>'),
    'steps/01-second-door/lesson.mdx:34:1: expected <Lab/> to stand alone, found content in it; write <Lab />',
  ),
  fault(
    'no content where some must be',
    prose('<Note></Note>'),
    'steps/01-second-door/lesson.mdx:32:1: expected <Note> to enclose something, found nothing in it; write <Note>…</Note>',
  ),
  fault(
    'an import in the prose',
    edit(mdx, '## Your turn', "import { a } from 'b'\n\n## Your turn"),
    'steps/01-second-door/lesson.mdx:30:1: expected prose and components, found an import or export; remove it: every component is there by itself',
  ),
  fault(
    'a component that must be there',
    edit(mdx, '\n<Lab />\n', ''),
    'steps/01-second-door/lesson.mdx:1:1: expected <Lab /> once, found none; write it where it belongs',
  ),
  fault(
    'a component that is there twice',
    edit(mdx, '\n<Lab />', '\n<Lab />\n\n<Lab />'),
    'steps/01-second-door/lesson.mdx:36:1: expected <Lab /> once, found 2 of them; keep one',
  ),
  fault(
    'a claim that is not there',
    prose('<Claim id="second-door-server-last">Text.</Claim>'),
    'steps/01-second-door/lesson.mdx:32:1: expected a claim of claims.ts named `second-door-server-first`, found `second-door-server-last`; name one of them (did you mean `second-door-server-first`?)',
  ),
  fault(
    'a claim that is nowhere in the prose',
    [...edit(mdx, '<Claim id="second-door-server-first">', ''), ...edit(mdx, '</Claim>', '')],
    'steps/01-second-door/claims.ts:1:1: expected every claim to be marked in the prose, found `second-door-server-first` nowhere; write <Claim id="second-door-server-first">…</Claim> in lesson.mdx',
  ),
  fault(
    'a recording of nothing',
    prose('<Transcript id="greet" />'),
    'steps/01-second-door/lesson.mdx:32:1: expected a check, or a claim with an experiment, named `greets`, `echoes`, `second-door-server-first`, found `greet`; name one of them (did you mean `greets`?)',
  ),
  fault(
    'a link to a page that is not there',
    prose('See [more](/mor/).'),
    'steps/01-second-door/lesson.mdx:32:5: expected an https address, or that of a page of the course, found /mor/; write one like /steps/second-door/ (did you mean `/more/`?)',
  ),
  fault(
    'a link that is not https',
    prose('See [more](http://example.com/).'),
    'steps/01-second-door/lesson.mdx:32:5: expected an address that begins with https://, found http://example.com/; write https://, or leave the link out',
  ),
  fault(
    'an anchor on another page that is not there',
    prose('See [more](/more/#a-heding).'),
    'steps/01-second-door/lesson.mdx:32:5: expected the anchor of a heading or a claim (`#claim-<id>`) that is there, found /more/#a-heding; write one like #a-heading (did you mean `a-heading`?)',
  ),
  fault(
    'an anchor on this page that is not there',
    prose('See [above](#who-speaks-last).'),
    'steps/01-second-door/lesson.mdx:32:5: expected the anchor of a heading or a claim (`#claim-<id>`) that is there, found #who-speaks-last; write one like #who-speaks-first (did you mean `who-speaks-first`?)',
  ),
  fault(
    'a picture without a text',
    prose('![](/favicon.svg)'),
    'steps/01-second-door/lesson.mdx:32:1: expected a text for those who do not see the picture, found none; write it between `![` and `]`',
  ),
  fault(
    'a picture that is not there',
    prose('![A door](/door.svg)'),
    'steps/01-second-door/lesson.mdx:32:1: expected a picture below public/, such as /favicon.svg, found /door.svg; mend its path, or put a drawing into pictures/ and write <Picture id="…" />',
  ),
  fault(
    'a drawing that does not follow the theme, nor say what it shows',
    [
      { file: mdx, from: 'The server says nothing until it is spoken to.', to: '<Picture id="door" />' },
      { file: `${step}/pictures/door.svg`, to: '<svg viewBox="0 0 9 9">\n<path fill="red" d="M0 0h9" />\n</svg>\n' },
    ],
    [
      'steps/01-second-door/pictures/door.svg:1:1: expected <title> and <desc>, for those who do not see the picture, found `<svg viewBox="0 0 9 9"> <path fill="red"`; say in <desc> what it shows',
      'steps/01-second-door/pictures/door.svg:2:6: expected colours by class (src/styles/pictures.css), which follow the theme, found `fill="red" d="M0 0h9" /> </svg>`; take one of its classes',
    ],
  ),
  fault(
    'a second title',
    edit(mdx, '## Your turn', '# Your turn'),
    'steps/01-second-door/lesson.mdx:30:1: expected headings from `##` on (the title is the page’s `#`), found `#`; write `##`',
  ),
  fault(
    'a heading that leaves a level out',
    edit(mdx, '## Your turn', '#### Your turn'),
    'steps/01-second-door/lesson.mdx:30:1: expected a heading of at most 3 `#`, found ####; leave no level out',
  ),
  fault(
    'minutes that are too few',
    edit(`${mdx}`, 'The server says nothing', `${'word '.repeat(2000)}`),
    'steps/01-second-door/lesson.mdx:7:10: expected minutes that fit 2049 words (reading alone takes 10), found 6; mend `minutes`, or the length of the text',
  ),
  fault(
    'minutes that are too many',
    edit(mdx, 'minutes: 6', 'minutes: 55'),
    'steps/01-second-door/lesson.mdx:7:10: expected minutes that fit 53 words (reading alone takes 1), found 55; mend `minutes`, or the length of the text',
  ),
  // Questions
  fault(
    'a question of an unknown kind',
    edit(`${step}/quiz.yaml`, 'kind: single-choice', 'kind: multiple-choice'),
    'steps/01-second-door/quiz.yaml:20:11: expected `questions[0].kind` to be one of single-choice, yes-no, order, fill-number, judge-connection, found "multiple-choice"; mend it',
  ),
  fault(
    'two right answers',
    [
      {
        file: `${step}/quiz.yaml`,
        from: 'misconception: second-door-in-the-101',
        to: 'right: true',
      },
    ],
    'steps/01-second-door/quiz.yaml:23:7: expected one option with `right: true`, found 2; mark the one that is right',
  ),
  fault(
    'no right answer',
    edit(
      `${step}/quiz.yaml`,
      'right: true\n        why: It is called once',
      'misconception: second-door-other\n        why: It is called once',
    ),
    [
      'steps/01-second-door/quiz.yaml:23:7: expected one option with `right: true`, found 0; mark the one that is right',
      'steps/01-second-door/quiz.yaml:24:24: expected a misconception of misconceptions.yaml, found `second-door-other`; add `second-door-other:` with a sentence there, or use the id of a known one',
    ],
  ),
  fault(
    'an option too few',
    edit(
      `${step}/quiz.yaml`,
      '      - says: In the answer to the handshake.\n        misconception: second-door-in-the-101\n        why: The 101 has header fields and no message in it.\n',
      '',
    ),
    'steps/01-second-door/quiz.yaml:23:7: expected `questions[0].options` to have 4 options, found 3; mend it',
  ),
  fault(
    'options whose length tells',
    edit(
      `${step}/quiz.yaml`,
      'says: In the listener for connections.',
      'says: In the listener for connections, which is called once for each connection with its socket.',
    ),
    'steps/01-second-door/quiz.yaml:23:15: expected options of similar length (the shortest has 29 characters), found 90 characters; shorten it, or give the others as much detail: length tells the answer',
  ),
  fault(
    'an option that leans on the others',
    edit(`${step}/quiz.yaml`, 'says: In a loop over all the clients.', 'says: In all of the above.'),
    'steps/01-second-door/quiz.yaml:29:15: expected an option that stands for itself (their order is shuffled), found all of the above; say what happens instead',
  ),
  fault(
    'a stem with a negation',
    edit(`${step}/quiz.yaml`, 'stem: Where does a server greet', 'stem: Where does a server NOT greet'),
    'steps/01-second-door/quiz.yaml:21:11: expected a stem without negation, found NOT; ask for what is true, not for the exception',
  ),
  fault(
    'a misconception that nobody has told',
    edit(`${step}/quiz.yaml`, 'misconception: second-door-in-the-101', 'misconception: second-door-in-the-102'),
    'steps/01-second-door/quiz.yaml:33:24: expected a misconception of misconceptions.yaml, found `second-door-in-the-102`; add `second-door-in-the-102:` with a sentence there, or use the id of a known one',
  ),
  fault(
    'a misconception in two options',
    edit(`${step}/quiz.yaml`, 'misconception: second-door-in-the-101', 'misconception: second-door-send-to-all'),
    'steps/01-second-door/quiz.yaml:33:24: expected each misconception in one option, found `second-door-send-to-all` again; give every wrong option a misconception of its own',
  ),
  fault(
    'two questions of one id',
    edit(`${step}/quiz.yaml`, 'id: when-to-greet', 'id: may-the-server-begin'),
    'steps/01-second-door/quiz.yaml:19:9: expected an id that no other question of the file has, found may-the-server-begin; rename the newer of the two',
  ),
  fault(
    'an experiment that is not there',
    edit(`${step}/quiz.yaml`, 'experiment: second-door-server-first', 'experiment: second-door-server-last'),
    'steps/01-second-door/quiz.yaml:16:15: expected the id of an experiment in claims.ts, or of a check, found `second-door-server-last`; name one of them (did you mean `second-door-server-first`?)',
  ),
  fault(
    'a prediction without its mechanism',
    edit(
      `${step}/quiz.yaml`,
      '  mechanism: The 101 ends the exchange of request and response. What follows are frames, from either side.\n',
      '',
    ),
    'steps/01-second-door/quiz.yaml:4:3: expected `prediction.mechanism` (a text), found nothing; add `prediction.mechanism`',
  ),
  fault(
    'a misconception that is no sentence',
    edit(
      'misconceptions.yaml',
      'second-door-in-the-101: A greeting can travel in the response to the opening handshake.',
      'second-door-in-the-101: greeting',
    ),
    [
      'misconceptions.yaml:5:25: expected `second-door-in-the-101` to begin with a capital letter, found "greeting"; mend it',
      'misconceptions.yaml:5:25: expected `second-door-in-the-101` to be a sentence that ends with a full stop, found "greeting"; mend it',
    ],
  ),
  fault(
    'a misconception that nothing shows',
    edit(
      'misconceptions.yaml',
      'second-door-in-the-101:',
      'second-door-unheard-of: Nobody asks about this.\nsecond-door-in-the-101:',
    ),
    'misconceptions.yaml:5:25: expected an option, a check or a wrong answer that shows `second-door-unheard-of`, found none; write one, or remove this line',
  ),
  // Checks, claims, answers
  fault(
    'a module that cannot be read',
    edit(`${step}/checks.ts`, "id: 'greets',", "id: 'greets'"),
    "steps/01-second-door/checks.ts:7:1: expected a module that can be evaluated, found Expected ',', got 'ident'; mend it",
  ),
  fault(
    'a module that throws',
    edit(`${step}/checks.ts`, 'export default', "throw new Error('no');\nexport default"),
    'steps/01-second-door/checks.ts:4:7: expected a module that can be evaluated, found no; mend it',
  ),
  fault(
    'an import that is not there',
    edit(`${step}/checks.ts`, 'barrier, connect', 'barier, connect'),
    "steps/01-second-door/checks.ts:1:1: expected a module that can be evaluated, found The requested module 'handshake/check' does not provide an export named 'barier'; mend it (did you mean `barrier`?)",
  ),
  fault(
    'a word of the language that is not imported',
    edit(`${step}/checks.ts`, 'import { barrier, connect', 'import { connect'),
    "steps/01-second-door/checks.ts:13:7: expected a module that can be evaluated, found barrier is not defined; import `barrier` from 'handshake/check'",
  ),
  fault(
    'no default export',
    edit(`${step}/checks.ts`, 'export default', 'export const checks ='),
    'steps/01-second-door/checks.ts:1:1: expected `export default defineChecks([…])`, found no default export; add it',
  ),
  fault(
    'three hints',
    edit(`${step}/checks.ts`, "      'What does the server do with a message?',\n", ''),
    'steps/01-second-door/checks.ts:28:5: expected `echoes` to have four hints: nudge, where, what, code, found 3; write them',
  ),
  fault(
    'two checks of one id',
    edit(`${step}/checks.ts`, "id: 'echoes'", "id: 'greets'"),
    'steps/01-second-door/checks.ts:6:5: expected an id that no other check has, found `greets` again; rename the newer of the two',
  ),
  fault(
    'a client that nobody connects',
    edit(`${step}/checks.ts`, "send('ann', 'hello')", "send('anne', 'hello')"),
    "steps/01-second-door/checks.ts:28:5: expected a script that can be judged, found no client 'anne' has connected yet: there are ann; mend `script[1]` of it",
  ),
  fault(
    'an expectation of a client that nobody connects',
    edit(`${step}/checks.ts`, "expect: [received('ann', 'hello')]", "expect: [received('anne', 'hello')]"),
    "steps/01-second-door/checks.ts:28:5: expected a script that can be judged, found 'anne' never connects: there are ann; mend `expect[0]` of it",
  ),
  fault(
    'time that is moved without a clock',
    edit(`${step}/checks.ts`, 'import { barrier, connect', 'import { advance, barrier, connect').concat(
      edit(`${step}/checks.ts`, "send('ann', 'hello')", "advance('1s'), send('ann', 'hello')"),
    ),
    'steps/01-second-door/checks.ts:28:5: expected a script that can be judged, found advance needs the clock under control: say `clock: true` in the exercise; mend `script[1]` of it',
  ),
  ...misused,
  fault(
    'an id in another case',
    edit(`${step}/checks.ts`, "id: 'echoes'", "id: 'Echoes'"),
    'steps/01-second-door/checks.ts:28:5: expected `[1].id` to be lower-case words joined by hyphens, like `first-message`, found "Echoes"; mend it',
  ),
  fault(
    'an empty hint',
    edit(`${step}/checks.ts`, "'What does the server do with a message?'", "''"),
    'steps/01-second-door/checks.ts:28:5: expected `[1].hints[0]` to not be empty, found an empty text; mend it',
  ),
  fault(
    'a title with a full stop',
    edit(`${step}/checks.ts`, "title: 'What is said comes back'", "title: 'What is said comes back.'"),
    'steps/01-second-door/checks.ts:29:12: expected `[1].title` to be a sentence without a full stop, found "What is said comes back."; mend it',
  ),
  fault(
    'a misconception that a check refutes and nobody has told',
    edit(`${step}/checks.ts`, "'second-door-client-first', ", "'second-door-client-fist', "),
    'steps/01-second-door/checks.ts:25:15: expected a misconception of misconceptions.yaml, found `second-door-client-fist`; add it there, or name a known one (did you mean `second-door-client-first`?)',
  ),
  fault(
    'a check that the starter is said to fail and is not there',
    edit(mdx, 'starterFails: [greets]', 'starterFails: [greet]'),
    'steps/01-second-door/lesson.mdx:18:16: expected an id of checks.ts (greets, echoes), found `greet`; name one of them (did you mean `greets`?)',
  ),
  fault(
    'a mutant without its words',
    [{ file: `${step}/mutants/greets-everybody/mutant.yaml` }],
    'steps/01-second-door/mutants/greets-everybody/mutant.yaml:1:1: expected a mutant.yaml with belief, misconception and refusedBy, found no such file; write it',
  ),
  fault(
    'a mutant that is refused by a check that is not there',
    edit(`${step}/mutants/greets-everybody/mutant.yaml`, 'refusedBy: [greets]', 'refusedBy: [greats]'),
    'steps/01-second-door/mutants/greets-everybody/mutant.yaml:5:13: expected an id of checks.ts (greets, echoes), found `greats`; name one of them (did you mean `greets`?)',
  ),
  fault(
    'a mutant of an unknown misconception',
    edit(
      `${step}/mutants/greets-everybody/mutant.yaml`,
      'misconception: second-door-send-to-all',
      'misconception: second-door-send-to-al',
    ),
    'steps/01-second-door/mutants/greets-everybody/mutant.yaml:4:16: expected a misconception of misconceptions.yaml, found `second-door-send-to-al`; add it there, or name a known one (did you mean `second-door-send-to-all`?)',
  ),
  fault(
    'an edit of what is not there',
    edit(`${step}/mutants/greets-everybody/mutant.yaml`, "from: ws.send('welcome');", "from: ws.send('hello');"),
    'steps/01-second-door/mutants/greets-everybody/mutant.yaml:8:11: expected `from` once in server.ts of the solution, found it nowhere; copy it from there, indentation aside',
  ),
  fault(
    'a variant that differs in nothing',
    edit(
      `${step}/variants/a-little-later/variant.yaml`,
      "edits:\n  - file: server.ts\n    from: ws.send('welcome');\n    to: setImmediate(() => ws.send('welcome'));\n",
      'edits: []\n',
    ),
    'steps/01-second-door/variants/a-little-later/variant.yaml:1:1: expected a file beside it that is laid over the solution, or `edits`, found neither; add what is different',
  ),
  fault(
    'no solution',
    [{ file: `${step}/solution` }],
    [
      'steps/01-second-door/claims.ts:5:3: expected a folder beside this module with files, found `solution`; name one, such as `solution`',
      'steps/01-second-door/mutants/greets-everybody/mutant.yaml:8:11: expected `from` once in server.ts of the solution, found it nowhere; copy it from there, indentation aside',
      'steps/01-second-door/solution:1:1: expected a folder with files that are laid over the template, found none; add one, were it a copy of a file of the template',
      'steps/01-second-door/variants/a-little-later/variant.yaml:5:11: expected `from` once in server.ts of the solution, found it nowhere; copy it from there, indentation aside',
    ],
  ),
  fault(
    'a folder without a file',
    [
      { file: `${step}/exercise` },
      { file: `${step}/exercise/.hidden`, to: '' },
      { file: `${step}/ladder`, to: 'A file.' },
    ],
    'steps/01-second-door/exercise:1:1: expected a folder with files that are laid over the template, found none; add one, were it a copy of a file of the template',
  ),
  fault(
    'a misconception in small letters',
    edit('misconceptions.yaml', 'second-door-in-the-101: A greeting', 'second-door-in-the-101: a greeting'),
    'misconceptions.yaml:5:25: expected `second-door-in-the-101` to begin with a capital letter, found "a greeting can travel in the response to the opening hands…; mend it',
  ),
  fault(
    'a claim that nothing stands behind',
    edit(`${step}/claims.ts`, "    cites: ['RFC 6455 §1.2'],\n", '').concat([
      {
        file: `${step}/claims.ts`,
        from: "experiment: {\n      template: 'bare-ws',\n      layer: 'solution',\n      script: [connect('ann', node('/')), until('ann', received('welcome'))],\n      expect: [received('ann', 'welcome')],\n    },",
        to: '',
      },
    ]),
    "steps/01-second-door/claims.ts:5:3: expected a claim to have an experiment, a measurement or a citation, found none of them; add `experiment: { … }`, or `cites: ['RFC 6455 §4.1']`",
  ),
  fault(
    'an experiment on a template that is not there',
    edit(`${myth}/experiment.ts`, "template: 'bare-ws'", "template: 'bare-sw'"),
    `myths/first-belief/experiment.ts:1:1: expected a folder below sandbox-templates (${templates}), found \`bare-sw\`; name one of them (did you mean \`bare-ws\`?), or add it`,
  ),
  fault(
    'an experiment whose main module is nowhere, though every object has its name',
    edit(`${myth}/experiment.ts`, "template: 'bare-ws'", "template: 'bare-ws', entry: 'constructor'"),
    'myths/first-belief/experiment.ts:1:1: expected a file of bare-ws, found `constructor`; name one as `entry`',
  ),
  fault(
    'a template without its words',
    [{ file: 'sandbox-templates/mine/server.ts', to: '' }],
    'sandbox-templates/mine/package.json:1:1: expected a package.json with name, description and "type": "module", found no such file; write it',
  ),
  fault(
    'a claim with the name of a check',
    [
      { file: `${step}/claims.ts`, from: "'second-door-server-first': {", to: 'greets: {' },
      { file: mdx, from: 'id="second-door-server-first"', to: 'id="greets"' },
      { file: `${step}/quiz.yaml`, from: 'experiment: second-door-server-first', to: 'experiment: greets' },
    ],
    'steps/01-second-door/claims.ts:1:1: expected an id that no check of the lesson has, found `greets`; rename the claim: what is recorded of one would stand for the other',
  ),
  fault(
    'one id for two statements',
    [
      {
        file: 'pages/more/claims.ts',
        to: "import { defineClaims } from 'handshake/check';\n\nexport default defineClaims({\n  'second-door-server-first': { says: 'The client speaks first.', verdict: 'kept', cites: ['RFC 6455 §1.2'] },\n});\n",
      },
      { file: 'pages/more/page.mdx', from: 'Text.', to: '<Claim id="second-door-server-first">Text.</Claim>' },
    ],
    'pages/more/claims.ts:1:1: expected `second-door-server-first` to say what it says in steps/01-second-door, found another statement or verdict; make them agree, or give one of them another id',
  ),
  fault(
    'a picture that is not there',
    edit('pages/more/page.mdx', 'Text.', '<Picture id="door" />'),
    'pages/more/page.mdx:8:1: expected a file of pictures/ named (there are none), found `door`; add it, or remove this',
  ),
  fault(
    'a picture in colours of its own',
    [
      {
        file: 'pages/more/pictures/door.svg',
        to: '<svg viewBox="0 0 9 9">\n<title>A door</title><desc>It is open.</desc>\n<path stroke="red" d="M0 0v9"/>\n</svg>\n',
      },
      { file: 'pages/more/page.mdx', from: 'Text.', to: '<Picture id="door" />' },
    ],
    'pages/more/pictures/door.svg:3:6: expected colours by class (src/styles/pictures.css), which follow the theme, found `stroke="red" d="M0 0v9"/> </svg>`; take one of its classes',
  ),
  fault(
    'a correction that is shown by nothing',
    [
      {
        file: 'corrections.yaml',
        to: '- title: The door\n  claims:\n    - says: It is open.\n      verdict: kept\n      shownBy: [steps/second-door/server-last]\n',
      },
    ],
    'corrections.yaml:5:17: expected a claim of the course, as `steps/<slug>/<claim>`, or `myths/<slug>/experiment`, found `steps/second-door/server-last`; name one that is there',
  ),
  // Spelling
  fault(
    'a word that is misspelt, in prose and in each other file',
    [
      { file: mdx, from: 'The server says nothing until', to: 'The server `recieves`\nand *recieves* nothing until' },
      { file: mdx, from: 'result: Your server greets', to: 'result: Your servr greets' },
      { file: `${step}/quiz.yaml`, from: 'why: It is called once', to: 'why: It is caled once' },
      { file: `${step}/checks.ts`, from: "title: 'What is said", to: "title: 'Waht is said" },
      { file: `${step}/claims.ts`, from: 'either side may speak', to: 'either side may speek' },
      {
        file: 'misconceptions.yaml',
        from: 'The client has to speak first on a WebSocket.\nsecond',
        to: 'The cleint has to speak first on a WebSocket.\nsecond',
      },
    ],
    [
      'misconceptions.yaml:3:31: expected a word of the dictionary or of words.txt, found `cleint`; mend it (did you mean `client`?), or add it to words.txt',
      'steps/01-second-door/checks.ts:29:13: expected a word of the dictionary or of words.txt, found `Waht`; mend it (did you mean `Want`?), or add it to words.txt',
      'steps/01-second-door/claims.ts:6:54: expected a word of the dictionary or of words.txt, found `speek`; mend it (did you mean `speech`?), or add it to words.txt',
      'steps/01-second-door/lesson.mdx:11:14: expected a word of the dictionary or of words.txt, found `servr`; mend it (did you mean `serve`?), or add it to words.txt',
      'steps/01-second-door/lesson.mdx:33:6: expected a word of the dictionary or of words.txt, found `recieves`; mend it (did you mean `receives`?), or add it to words.txt',
      'steps/01-second-door/quiz.yaml:25:20: expected a word of the dictionary or of words.txt, found `caled`; mend it (did you mean `called`?), or add it to words.txt',
    ],
  ),
  fault(
    'no word of words.txt',
    [
      { file: mdx, from: 'The server says nothing until', to: 'The servr says nothing until' },
      { file: 'words.txt', to: '# Ours\nservr\n' },
    ],
    [],
  ),
];
