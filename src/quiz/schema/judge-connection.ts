import * as z from 'zod';
import { DECISIONS } from '../judge-connection.ts';
import { proseSchema, rightOption, wrongOption } from './option.ts';

const decision = { decision: z.enum(['let-in', 'refuse']) };

export const judgeConnectionFields = {
  kind: z.literal('judge-connection'),
  server: proseSchema,
  handshake: proseSchema.regex(/^[A-Z]+ \S+ HTTP\/1\.1(\n|$)/, 'must begin with a request line, like `GET / HTTP/1.1`'),
  options: z
    .array(
      z.union([rightOption.extend(decision), wrongOption.extend(decision)], {
        error: 'must have `decision`, `says`, `why`, and either `right: true` or a `misconception`',
      }),
    )
    .length(DECISIONS, `must have ${DECISIONS} options`),
};
