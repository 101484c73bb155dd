import { join } from 'node:path';
import type { Quiz } from '../../quiz/question.ts';
import { quizFaults } from '../../quiz/quiz-rules.ts';
import { quizSchema } from '../../quiz/schema/quiz.ts';
import { conform } from './conform.ts';
import { type Desk, faultAt } from './desk.ts';
import { readText } from './folder.ts';
import { nearest } from './nearest.ts';
import { readYaml } from './source.ts';

/** Reads a lesson's quiz.yaml; `experiments` are the ids that its questions may name, undefined where those could not be read. */
export async function readQuiz(
  desk: Desk,
  folder: string,
  experiments: ReadonlySet<string> | undefined,
): Promise<Quiz | undefined> {
  const file = desk.name(folder, 'quiz.yaml');
  const text = await readText(join(desk.courseDir, folder, 'quiz.yaml'));
  if (text === undefined) {
    desk.report(faultAt(file, 'a quiz.yaml with `prediction` and `questions`', 'no such file', 'write it'));
    return undefined;
  }
  const { source, faults: syntax } = readYaml(file, text);
  const { value: quiz, faults } = syntax.length > 0 ? { faults: syntax } : conform(quizSchema, source);
  desk.report(...faults);
  if (!quiz) return undefined;
  for (const { path, ...words } of quizFaults(quiz, desk.misconceptions && new Set(Object.keys(desk.misconceptions)))) {
    desk.report({ file, ...source.place(path), ...words });
  }
  const questions = [
    { question: quiz.prediction, path: ['prediction'] },
    ...quiz.questions.map((question, index) => ({ question, path: ['questions', index] })),
  ];
  for (const { question, path } of questions) {
    const id = question.experiment;
    if (id === undefined || !experiments || experiments.has(id)) continue;
    const remedy = `name one of them${nearest(id, experiments)}`;
    desk.report({
      file,
      ...source.place([...path, 'experiment']),
      expected: 'the id of an experiment in claims.ts, or of a check',
      found: `\`${id}\``,
      remedy,
    });
  }
  return quiz;
}
