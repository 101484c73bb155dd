import * as z from 'zod';
import { misconceptionsSchema, quizSchema } from '../quiz/schema/quiz.ts';
import {
  correctionsSchema,
  courseSchema,
  mutantSchema,
  mythSchema,
  pageSchema,
  pairSchema,
  stepSchema,
  variantSchema,
} from './schema.ts';

/** Every kind of YAML that authors write, and the files that are of it, as editors match them. */
export const authored = {
  course: { schema: courseSchema, files: ['course.yaml'] },
  corrections: { schema: correctionsSchema, files: ['corrections.yaml'] },
  misconceptions: { schema: misconceptionsSchema, files: ['misconceptions.yaml'] },
  step: { schema: stepSchema, files: [] },
  myth: { schema: mythSchema, files: [] },
  page: { schema: pageSchema, files: [] },
  quiz: { schema: quizSchema, files: ['quiz.yaml'] },
  mutant: { schema: mutantSchema, files: ['mutant.yaml'] },
  variant: { schema: variantSchema, files: ['variant.yaml'] },
  pair: { schema: pairSchema, files: ['pair.yaml'] },
} as const;

/** JSON Schemas (2020-12) of what authors write, by file name, made from what the reader reads with. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(authored).map(([name, { schema }]) => {
      const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
      return [`${name}.json`, `${JSON.stringify(made, null, 2)}\n`];
    }),
  );
}

/** The part of `.vscode/settings.json` that names the schemas for the files below any folder. */
export function editorSchemas(folder: string): Readonly<Record<string, readonly string[]>> {
  const named = Object.entries(authored).filter(([, { files }]) => files.length > 0);
  return Object.fromEntries(
    named.map(([name, { files }]) => [`${folder}/${name}.json`, files.map((file) => `**/${file}`)]),
  );
}
