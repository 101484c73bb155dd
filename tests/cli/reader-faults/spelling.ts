import { fault, mdx, type ReaderFault, step } from './fault.ts';

/** Words that no dictionary has. */
export const spellingFaults: readonly ReaderFault[] = [
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
