import * as z from 'zod';
import { SINGLE_CHOICE_OPTIONS } from '../single-choice.ts';
import { optionSchema } from './option.ts';

export const singleChoiceFields = {
  kind: z.literal('single-choice'),
  options: z.array(optionSchema).length(SINGLE_CHOICE_OPTIONS, `must have ${SINGLE_CHOICE_OPTIONS} options`),
};
