import * as z from 'zod';
import { idSchema, proseSchema } from './option.ts';

export const fillNumberFields = {
  kind: z.literal('fill-number'),
  answer: z.number(),
  tolerance: z.number().nonnegative().exactOptional(),
  unit: proseSchema.exactOptional(),
  why: proseSchema,
  mistakes: z
    .array(z.strictObject({ value: z.number(), misconception: idSchema, why: proseSchema }))
    .min(1, 'must name at least one number that shows a misconception'),
  otherwise: z.strictObject({ misconception: idSchema, why: proseSchema }),
};
