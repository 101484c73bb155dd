import * as z from 'zod';
import type { Question, Quiz } from '../question.ts';
import { fillNumberFields } from './fill-number.ts';
import { judgeConnectionFields } from './judge-connection.ts';
import { idSchema, proseSchema } from './option.ts';
import { orderFields } from './order.ts';
import { singleChoiceFields } from './single-choice.ts';
import { yesNoFields } from './yes-no.ts';

const kinds = [singleChoiceFields, yesNoFields, orderFields, fillNumberFields, judgeConnectionFields] as const;
const kindError = `must be one of ${kinds.map((fields) => fields.kind.value).join(', ')}`;

const asked = {
  id: idSchema,
  stem: proseSchema,
  mechanism: proseSchema.exactOptional(),
  beliefIsRight: proseSchema.exactOptional(),
  experiment: idSchema.exactOptional(),
};
const predicted = { ...asked, mechanism: proseSchema, beliefIsRight: proseSchema, experiment: idSchema };

/** One question of any kind. */
const questionSchema: z.ZodType<Question> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...asked, ...singleChoiceFields }),
    z.strictObject({ ...asked, ...yesNoFields }),
    z.strictObject({ ...asked, ...orderFields }),
    z.strictObject({ ...asked, ...fillNumberFields }),
    z.strictObject({ ...asked, ...judgeConnectionFields }),
  ],
  { error: kindError },
);

const predictionSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...predicted, ...singleChoiceFields }),
    z.strictObject({ ...predicted, ...yesNoFields }),
    z.strictObject({ ...predicted, ...orderFields }),
    z.strictObject({ ...predicted, ...fillNumberFields }),
    z.strictObject({ ...predicted, ...judgeConnectionFields }),
  ],
  { error: kindError },
);

/** One `quiz.yaml`: the prediction asked first, and the questions at the end (of a myth: what the review asks). */
export const quizSchema: z.ZodType<Quiz> = z.strictObject({
  prediction: predictionSchema,
  questions: z.array(questionSchema).default([]),
});

/** `lessons/misconceptions.yaml`: id → what somebody who holds it believes, as a sentence. */
export const misconceptionsSchema = z.record(
  idSchema,
  proseSchema
    .regex(/^\P{Ll}/u, 'must begin with a capital letter')
    .regex(/[.]$/, 'must be a sentence that ends with a full stop'),
);
