import { edit, fault, mdx, myth, type ReaderFault, step, templates } from './fault.ts';

/** Checks, claims and the answers that prove them. */
export const moduleFaults: readonly ReaderFault[] = [
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
];
