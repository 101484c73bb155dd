import * as z from 'zod';
import { idSchema, proseSchema } from './option.ts';

export const orderFields = {
  kind: z.literal('order'),
  items: z
    .array(z.strictObject({ id: idSchema, says: proseSchema, why: proseSchema, misconception: idSchema }))
    .min(3, 'must have three to seven items')
    .max(7, 'must have three to seven items'),
};
