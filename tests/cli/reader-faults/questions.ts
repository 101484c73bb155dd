import { edit, fault, type ReaderFault, step } from './fault.ts';

/** Questions, and the misconceptions that their options show. */
export const questionFaults: readonly ReaderFault[] = [
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
];
