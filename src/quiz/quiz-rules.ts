import type { Option } from './choice.ts';
import type { Question, Quiz } from './question.ts';

/** One breach of the rules for questions. `path` leads to the value in the YAML file, as in a zod issue. */
export interface QuizFault {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

/** The longest option has at most this many times the characters of the shortest, or is at most 24 characters longer. */
const LONGEST_TO_SHORTEST = 1.8;
const LENGTH_SLACK = 24;

/**
 * The rules a schema cannot hold: options of similar length, no "all" or "none of the above", no negated stem, exactly
 * one right option, one option a misconception, and every misconception known (where it is known which there are). All
 * breaches, in the file's order.
 */
export function quizFaults(quiz: Quiz, knownMisconceptions: ReadonlySet<string> | undefined): readonly QuizFault[] {
  const ids = [quiz.prediction.id, ...quiz.questions.map((question) => question.id)];
  return [
    ...questionFaults(quiz.prediction, ['prediction'], knownMisconceptions),
    ...quiz.questions.flatMap((question, index) => [
      ...questionFaults(question, ['questions', index], knownMisconceptions),
      ...(ids.indexOf(question.id) === index + 1
        ? []
        : [
            {
              path: ['questions', index, 'id'],
              expected: 'an id that no other question of the file has',
              found: question.id,
              remedy: 'rename the newer of the two',
            },
          ]),
    ]),
  ];
}

/** The same for one question that stands at `path`. */
function questionFaults(
  question: Question,
  path: readonly (string | number)[],
  knownMisconceptions: ReadonlySet<string> | undefined,
): readonly QuizFault[] {
  return [
    ...stemFaults(question.stem, [...path, 'stem']),
    ...('options' in question ? optionFaults(question.options, [...path, 'options']) : []),
    ...misconceptionFaults(question, path, knownMisconceptions),
  ];
}

/** A stem that asks for the exception; "what happens when it does not come?" asks for what is true. */
const NEGATED =
  /\b(?:NOT|EXCEPT|NEVER)\b|\*\*not\*\*|\bexcept\b|\b[Ww]hich\b[^.?,]{0,30}\b(?:(?:is|are|does|do|can|will|would|may) not|cannot|\w+n't)\b/;

function stemFaults(stem: string, path: readonly (string | number)[]): readonly QuizFault[] {
  const negation = NEGATED.exec(stem);
  if (negation === null) return [];
  return [
    {
      path,
      expected: 'a stem without negation',
      found: negation[0],
      remedy: 'ask for what is true, not for the exception',
    },
  ];
}

const VAGUE = /\b(all|none|both|neither) of (the above|the others|these)\b/i;

function optionFaults(options: readonly Option[], path: readonly (string | number)[]): readonly QuizFault[] {
  const lengths = options.map((option) => option.says.length);
  const [longest, shortest] = [Math.max(...lengths), Math.min(...lengths)];
  const right = options.filter((option) => option.right).length;
  return [
    ...(right === 1
      ? []
      : [
          {
            path,
            expected: 'one option with `right: true`',
            found: String(right),
            remedy: 'mark the one that is right',
          },
        ]),
    ...(longest > shortest * LONGEST_TO_SHORTEST && longest > shortest + LENGTH_SLACK
      ? [
          {
            path: [...path, lengths.indexOf(longest), 'says'],
            expected: `options of similar length (the shortest has ${shortest} characters)`,
            found: `${longest} characters`,
            remedy: 'shorten it, or give the others as much detail: length tells the answer',
          },
        ]
      : []),
    ...options.flatMap((option, index) => {
      const vague = VAGUE.exec(option.says);
      if (vague === null) return [];
      return [
        {
          path: [...path, index, 'says'],
          expected: 'an option that stands for itself (their order is shuffled)',
          found: vague[0],
          remedy: 'say what happens instead',
        },
      ];
    }),
  ];
}

function misconceptionFaults(
  question: Question,
  path: readonly (string | number)[],
  known: ReadonlySet<string> | undefined,
): readonly QuizFault[] {
  const named = misconceptionsIn(question);
  const unknown = named.filter(({ id }) => known && !known.has(id));
  const twins = named.filter(({ id }, index) => named.findIndex((other) => other.id === id) < index);
  return [
    ...unknown.map(({ id, at }) => ({
      path: [...path, ...at],
      expected: 'a misconception of misconceptions.yaml',
      found: `\`${id}\``,
      remedy: `add \`${id}:\` with a sentence there, or use the id of a known one`,
    })),
    ...('options' in question ? twins : []).map(({ id, at }) => ({
      path: [...path, ...at],
      expected: 'each misconception in one option',
      found: `\`${id}\` again`,
      remedy: 'give every wrong option a misconception of its own',
    })),
  ];
}

interface Named {
  readonly id: string;
  readonly at: readonly (string | number)[];
}

/** Where a question names misconceptions. */
export function misconceptionsIn(question: Question): readonly Named[] {
  if ('options' in question) {
    return question.options.flatMap((option, index) =>
      option.right ? [] : [{ id: option.misconception, at: ['options', index, 'misconception'] }],
    );
  }
  if (question.kind === 'order') {
    return question.items.map(({ misconception }, index) => ({
      id: misconception,
      at: ['items', index, 'misconception'],
    }));
  }
  return [
    ...question.mistakes.map(({ misconception }, index) => ({
      id: misconception,
      at: ['mistakes', index, 'misconception'],
    })),
    { id: question.otherwise.misconception, at: ['otherwise', 'misconception'] },
  ];
}
