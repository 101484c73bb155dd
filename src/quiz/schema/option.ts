import * as z from 'zod';

/** Ids are kebab-case, so that they can stand in addresses, attributes and file names. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, like `close-later`');

/** A sentence or more; never empty. */
export const proseSchema = z.string().trim().min(1, 'must not be empty');

const says = { says: proseSchema, why: proseSchema };

export const rightOption = z.strictObject({ ...says, right: z.literal(true) });

export const wrongOption = z.strictObject({
  ...says,
  right: z.literal(false).exactOptional(),
  misconception: idSchema,
});

export const optionSchema = z.union([rightOption, wrongOption], {
  error: 'must have `says`, `why`, and either `right: true` or a `misconception`',
});
