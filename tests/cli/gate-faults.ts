import type { Edit } from './small-course.ts';

/** A lesson that can be read and may not be taught, by the edits that make it so, and what `course check` then prints about it. */
export interface GateFault {
  /** In the lesson's folder. */
  readonly edits: readonly Edit[];
  /** By the kind of fault; the lines begin in the lesson's folder. */
  readonly says: Readonly<Record<string, string>>;
}

const edit = (file: string, from: string, to: string): Edit => ({ file, from, to });

/** Of the step that `course new step second-door` writes. */
export const stepFaults: readonly GateFault[] = [
  {
    edits: [
      edit('exercise/server.ts', '  // Say `welcome` to whoever has just connected.', "  ws.send('welcome');"),
      edit('mutants/greets-everybody/mutant.yaml', 'for (const client of wss.clients) client.', 'ws.'),
      edit(
        'variants/a-little-later/variant.yaml',
        "to: setImmediate(() => ws.send('welcome'));",
        "to: ws.send('come in');",
      ),
      { file: 'recordings/greets.wsrec' },
      { file: 'recordings/greeted.wsrec', to: '' },
      edit('recordings/echoes.wsrec', 'gQVoZWxsbw==', 'gQVoYWxsbw=='),
    ],
    says: {
      'a starter that passes':
        'lesson.mdx:18:1: expected exercise to fail `greets`, found that it passes; take `greets` out of `starterFails`, or bring the bug back',
      'a wrong answer that passes':
        'mutants/greets-everybody/mutant.yaml:5:1: expected `greets` to refuse this wrong answer, found that it passes; sharpen the check, or name another one that refuses it',
      'a right answer that is refused':
        'variants/a-little-later/variant.yaml:3:1: expected “hears “welcome” once” of variants/a-little-later in check `greets`, found “heard “come in””; mend the variant, or a check that refuses what is right',
      'a recording that is missing':
        'recordings/greets.wsrec:1:1: expected a recording of `greets`, found no such file; run `npm run course -- record fault-0`',
      'a recording of nothing':
        'recordings/greeted.wsrec:1:1: expected a check or experiment of this name, found none; run `npm run course -- record fault-0`, which removes it',
      'a recording that says something else':
        'recordings/echoes.wsrec:1:1: expected the recording to be what a run gives, found ann received “81 unmasked 5: hallo” on one side, “81 unmasked 5: hello” on the other; run `npm run course -- record fault-0`, or find out what differs from run to run',
    },
  },
  {
    edits: [
      edit('exercise/server.ts', "  ws.on('message', (data) => ws.send(data.toString()));\n", ''),
      edit(
        'checks.ts',
        "until('ann', received('hello'))],\n    expect: [received('ann', 'hello')]",
        "until('ann', received('hello'))],\n    expect: [alive()]",
      ),
      edit('checks.ts', 'import { barrier', 'import { alive, barrier'),
      edit('claims.ts', "expect: [received('ann', 'welcome')]", "expect: [received('ann', 'goodbye')]"),
    ],
    says: {
      'a check that cannot fail':
        'checks.ts:28:5: expected `echoes` to fail when nothing happens, found that it passes on an empty transcript; add an expectation of something that must come, such as opened(…) or received(…)',
      'a claim that its experiment contradicts':
        'claims.ts:5:3: expected “hears “goodbye”” of the experiment of claim `second-door-server-first`, found “heard “welcome””; mend the text or the experiment: one of them is wrong',
    },
  },
  {
    edits: [
      edit(
        'solution/server.ts',
        "ws.on('message', (data) => ws.send(data.toString()))",
        "ws.on('message', () => ws.send('what?'))",
      ),
      edit(
        'exercise/server.ts',
        "ws.on('message', (data) => ws.send(data.toString()))",
        "ws.on('message', () => ws.send('what?'))",
      ),
      edit('mutants/greets-everybody/mutant.yaml', "from: ws.send('welcome');", "from: ws.send('come in');"),
      { file: 'variants' },
    ],
    says: {
      'a starter that fails more than it should':
        'lesson.mdx:18:1: expected “hears “hello”” of exercise in check `echoes`, found “heard “what?””; add `echoes` to `starterFails`, or mend the starter',
      'a solution that fails':
        'checks.ts:28:5: expected “hears “hello”” of solution in check `echoes`, found “heard “welcome”, “what?””; mend the solution or the check',
      'a wrong answer that cannot be made, once':
        'mutants/greets-everybody/mutant.yaml:8:11: expected `from` once in server.ts of the solution, found it nowhere; copy it from there, indentation aside',
      'a recording of an earlier solution':
        'recordings/greets.wsrec:1:1: expected a recording of `greets` as it is now, found one of an earlier server or script; run `npm run course -- record fault-2`',
      'a recording of an experiment on an earlier solution':
        'recordings/second-door-server-first.wsrec:1:1: expected a recording of `second-door-server-first` as it is now, found one of an earlier server or script; run `npm run course -- record fault-2`',
    },
  },
  {
    edits: [edit('solution/server.ts', 'const server = createServer(', 'const server = createServer((')],
    says: {
      'a solution that does not start':
        "solution/server.ts:4:1: expected solution to run for `greets`, found server.ts, line 4, cannot be read: Expected ',', got ';'; nothing was run. Repair the line and run again",
    },
  },
  {
    edits: [edit('mutants/greets-everybody/mutant.yaml', 'of wss.clients)', 'of server_.clients)')],
    says: {
      'a wrong answer that names what is not there':
        'mutants/greets-everybody/mutant.yaml:5:1: expected mutants/greets-everybody to run for `greets`, found that it died of “ReferenceError: server_ is not defined”; repair it: a name that is missing is a slip, not a belief',
    },
  },
];

/** Of the myth that `course new myth first-belief` writes. */
export const mythFaults: readonly GateFault[] = [
  {
    edits: [edit('experiment.ts', "expect: [received('ann', 'welcome')]", "expect: [received('ann', 'goodbye')]")],
    says: {
      'a belief that its experiment confirms':
        'experiment.ts:4:1: expected “hears “goodbye”” of the experiment, found “heard “welcome””; mend the text or the experiment: one of them is wrong',
    },
  },
  {
    edits: [{ file: 'recordings' }],
    says: {
      'no recordings':
        'recordings:1:1: expected recordings of its checks and experiments, found none; run `npm run course -- record fault-1`',
    },
  },
];
