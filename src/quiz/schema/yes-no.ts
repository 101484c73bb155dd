import * as z from 'zod';
import { YES_NO_OPTIONS } from '../yes-no.ts';
import { optionSchema } from './option.ts';

export const yesNoFields = {
  kind: z.literal('yes-no'),
  options: z.array(optionSchema).length(YES_NO_OPTIONS, `must have ${YES_NO_OPTIONS} options, yes first`),
};
