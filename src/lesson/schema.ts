import * as z from 'zod';
import { levels } from './course.ts';

/** Ids are kebab-case: they stand in addresses, attributes and file names. */
export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, like `first-message`');

const prose = z.string().trim().min(1, 'must not be empty');
const sentence = prose.regex(/[.?…]$/, 'must be a sentence that ends with a full stop or a question mark');
const path = z
  .string()
  .regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\]+$/, 'must be a path inside the project, with `/` and without `..`');
const filePosition = path.regex(/^[^:]+(:\d+)?$/, 'must be a path, or a path and a line, like `server.ts:12`');

const reading = {
  title: prose.max(60, 'must have at most 60 characters').meta({ description: 'Heading of the page.' }),
  summary: sentence.meta({ description: 'One sentence; the lead of the page and its line on the map.' }),
};

const place = {
  template: id.meta({ description: 'Folder below sandbox-templates that the exercise is laid over.' }),
  entry: path.default('server.ts').meta({ description: "The server's main module." }),
  clock: z
    .boolean()
    .default(false)
    .meta({ description: 'Puts the clock of server and probe under control, for `advance`.' }),
};

const lab = {
  ...place,
  focus: z
    .union([filePosition.transform((one) => [one]), z.array(filePosition).min(1, 'must name at least one file')])
    .default(['server.ts'])
    .meta({ description: 'Files that are opened first, `server.ts` or `server.ts:12`; the first is shown.' }),
  readOnly: z.array(path).default([]).meta({ description: 'Files that are shown and cannot be edited.' }),
  hidden: z.array(path).default([]).meta({ description: 'Files that are there and not shown.' }),
};

const tokenValue = prose.regex(
  /^[^;{}<>]+$/,
  'must be the value of a custom property, without `;`, braces and brackets',
);

/** `lessons/course.yaml` */
export const courseSchema = z.strictObject({
  title: prose.meta({ description: 'Name of the course.' }),
  description: sentence.meta({ description: 'One sentence: what one can do afterwards.' }),
  language: z.string().default('en').meta({ description: 'BCP 47 tag of the prose.' }),
  start: z
    .strictObject({
      heading: prose.max(60, 'must have at most 60 characters').exactOptional(),
      steps: sentence
        .default('Each one is a server with something wrong in it. You repair it.')
        .meta({ description: 'What the steps have in common, a sentence.' }),
      knock: z
        .strictObject({
          label: prose.meta({ description: 'Names the place for those who do not see it.' }),
          shown: id.meta({ description: 'The claim whose recording stands there before anybody tries.' }),
          says: sentence.meta({ description: 'What is said of that recording.' }),
          buttons: z
            .array(z.strictObject({ claim: id, says: prose }))
            .min(1, 'must have at least one button')
            .max(3, 'must have at most three buttons'),
        })
        .exactOptional()
        .meta({ description: 'Experiments of pages/overview/claims.ts that can be run on the start page.' }),
    })
    .prefault({})
    .meta({ description: 'The start page.' }),
  follows: prose.exactOptional().meta({
    description: 'The text whose statements corrections.yaml goes through, named in the middle of a sentence.',
  }),
  theme: z
    .strictObject({ light: z.record(id, tokenValue).default({}), dark: z.record(id, tokenValue).default({}) })
    .default({ light: {}, dark: {} })
    .meta({ description: 'Values for design tokens, without `--`, in each colour scheme.' }),
  pages: z.array(id).default([]).meta({ description: 'Folders below pages/, in the order of the navigation.' }),
  playground: z
    .array(id)
    .default([])
    .meta({ description: 'Templates that the playground offers; empty means all of them.' }),
});

/** Frontmatter of `steps/<number>-<slug>/lesson.mdx` */
export const stepSchema = z.strictObject({
  ...reading,
  level: z.enum(levels).meta({ description: 'How much is expected of the reader.' }),
  minutes: z.int().min(1).max(60).meta({ description: 'Reading and lab together.' }),
  objectives: z
    .array(sentence)
    .min(1, 'must name at least one objective')
    .meta({ description: 'What the learner will be able to do.' }),
  concept: prose.meta({ description: 'The idea, in two sentences.' }),
  result: prose.meta({ description: 'What the learner now has.' }),
  insight: prose.meta({ description: 'The one thing to remember.' }),
  ...lab,
  ladder: z
    .array(z.strictObject({ id, title: prose }))
    .default([])
    .meta({ description: 'More starters, each in ladder/<id>/ laid over the exercise; most help first.' }),
  starterFails: z.array(id).min(1, 'must name at least one check that the starter fails').meta({
    description: 'Ids of the checks that the starter fails; it passes the others.',
  }),
});

/** Frontmatter of `myths/<slug>/myth.mdx` */
export const mythSchema = z.strictObject({
  ...reading,
  belief: sentence.meta({ description: 'What many believe, as they would say it.' }),
  truth: sentence.meta({ description: 'What is so.' }),
  right: sentence.meta({ description: 'Where the belief is right.' }),
});

/** Frontmatter of `pages/<slug>/page.mdx` */
export const pageSchema = z.strictObject(reading);

/** `pages/<slug>/pairs/<id>/pair.yaml` */
export const pairSchema = z.strictObject({ title: prose, ...lab, starterFails: stepSchema.shape.starterFails });

const edits = z
  .array(
    z.strictObject({
      file: path.default('server.ts'),
      from: z
        .string()
        .min(1, 'must not be empty')
        .meta({ description: 'Text of the solution, found there exactly once.' }),
      to: z.string().meta({ description: 'What stands there instead.' }),
    }),
  )
  .default([])
  .meta({ description: 'What differs from the solution, where that is shorter than a whole file beside this one.' });

/** `steps/<…>/variants/<name>/variant.yaml`; a variant of whole files needs none. */
export const variantSchema = z.strictObject({ edits });

/** `steps/<…>/mutants/<id>/mutant.yaml` */
export const mutantSchema = z.strictObject({
  belief: sentence.meta({ description: 'What somebody who writes this believes.' }),
  misconception: id.meta({ description: 'Its id in misconceptions.yaml.' }),
  refusedBy: z
    .array(id)
    .min(1, 'must name at least one check')
    .meta({ description: 'Ids of the checks that refuse it, every one of them.' }),
  edits,
});

const correction = z
  .strictObject({
    says: sentence.meta({ description: 'What the text says, in words of your own.' }),
    verdict: z.enum(['kept', 'sharpened', 'corrected']),
    instead: sentence.optional().meta({ description: 'What to say instead; with `kept`, what to add.' }),
    shownBy: z
      .array(z.string())
      .default([])
      .meta({ description: 'Claims of the course, `steps/<slug>/<claim>`, or `myths/<slug>/experiment`.' }),
    cites: z.array(prose).default([]).meta({ description: 'Standards with their section: `RFC 6455 §4.1`.' }),
  })
  .refine(({ verdict, instead }) => verdict === 'kept' || instead !== undefined, {
    params: { expected: '`instead` beside a verdict that is not `kept`', found: 'nothing', remedy: 'write what is so' },
  })
  .refine(({ shownBy, cites }) => shownBy.length + cites.length > 0, {
    params: {
      expected: 'something that stands behind a verdict',
      found: 'neither `shownBy` nor `cites`',
      remedy: 'name a claim of the course, or a standard',
    },
  });

/** `lessons/corrections.yaml` */
export const correctionsSchema = z.array(
  z.strictObject({
    title: prose.meta({ description: 'A heading of the text that the course follows.' }),
    claims: z.array(correction).min(1, 'must have at least one claim'),
  }),
);

/** `sandbox-templates/<name>/template.yaml` is not needed: its package.json has name and description. */
export const templateSchema = z.looseObject({
  name: id,
  description: sentence,
  type: z.literal('module', 'must be "module": servers are ES modules'),
});
