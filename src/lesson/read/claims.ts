import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { ClaimSource, ExperimentSource } from '../../check/claims.ts';
import { overlay } from '../../files/files.ts';
import type { Claim, Experiment } from '../claim.ts';
import { id } from '../schema.ts';
import { expectation, readModule, reportAttempt, scriptStep } from './checks.ts';
import { conform } from './conform.ts';
import { type Desk, faultAt, templateNamed } from './desk.ts';
import { readFiles, readText } from './folder.ts';
import type { Source } from './source.ts';

const text = z.string().trim().min(1, 'must not be empty');

const experimentSchema = z.strictObject({
  template: id,
  layer: text.exactOptional(),
  files: z.record(z.string(), z.string()).exactOptional(),
  entry: text.exactOptional(),
  clock: z.boolean().exactOptional(),
  script: z.array(scriptStep).min(1, 'must have at least one step'),
  expect: z.array(expectation).min(1, 'must have at least one expectation'),
});

const claimsSchema = z.record(
  id,
  z
    .strictObject({
      says: text.regex(/[.?…`"”)]$/, 'must be a sentence that ends with a full stop'),
      verdict: z.enum(['kept', 'sharpened', 'corrected']),
      cites: z.array(text).exactOptional(),
      experiment: experimentSchema.exactOptional(),
      measurement: z
        .strictObject({ versions: z.record(z.string(), text), command: text, result: text })
        .exactOptional(),
    })
    .refine(
      (claim) => claim.experiment !== undefined || claim.measurement !== undefined || (claim.cites ?? []).length > 0,
      {
        params: {
          expected: 'a claim to have an experiment, a measurement or a citation',
          found: 'none of them',
          remedy: "add `experiment: { … }`, or `cites: ['RFC 6455 §4.1']`",
        },
      },
    ),
);

/** Reads the claims.ts beside a page's prose; a page without one claims nothing. Undefined, with a report, where it cannot be read. */
export async function readClaims(desk: Desk, folder: string): Promise<readonly Claim[] | undefined> {
  if ((await readText(join(desk.courseDir, folder, 'claims.ts'))) === undefined) return [];
  const source = await readModule(desk, folder, 'claims.ts', 'defineClaims({…})');
  if (!source) return undefined;
  const { value, faults } = conform(claimsSchema, source);
  desk.report(...faults);
  if (!value) return undefined;
  const claims = Object.entries(value as unknown as Readonly<Record<string, ClaimSource>>).map(
    async ([name, claim]): Promise<Claim> => {
      const { says, verdict, cites = [], experiment, measurement } = claim;
      const read = experiment && (await experimentFrom(desk, folder, `${folder}/${name}`, experiment, source, [name]));
      return { id: name, says, verdict, cites, ...(read && { experiment: read }), ...(measurement && { measurement }) };
    },
  );
  return Promise.all(claims);
}

/** Reads a myth's experiment.ts. */
export async function readExperiment(desk: Desk, folder: string, name: string): Promise<Experiment | undefined> {
  const source = await readModule(desk, folder, 'experiment.ts', 'defineExperiment({…})');
  if (!source) return undefined;
  const { value, faults } = conform(experimentSchema, source);
  desk.report(...faults);
  return value && experimentFrom(desk, folder, name, value as unknown as ExperimentSource, source, []);
}

async function experimentFrom(
  desk: Desk,
  folder: string,
  name: string,
  experiment: ExperimentSource,
  source: Source,
  path: readonly string[],
): Promise<Experiment | undefined> {
  const template = templateNamed(desk, source.file, experiment.template, source.place(path));
  if (template === undefined) return undefined;
  const layers = layersOf(experiment.layer);
  const read = await Promise.all(layers.map((layer) => readFiles(join(desk.courseDir, folder, layer))));
  const { 'mutant.yaml': _, ...laid } = overlay(...read);
  if (layers.length > 0 && Object.keys(read.at(-1) ?? {}).length === 0) {
    desk.report(
      faultAt(
        source.file,
        'a folder beside this module with files',
        `\`${experiment.layer}\``,
        'name one, such as `solution`',
        source.place(path),
      ),
    );
  }
  const files = overlay(template.files, laid, experiment.files ?? {});
  const { entry = 'server.ts', clock = false, script, expect } = experiment;
  if (!Object.hasOwn(files, entry))
    desk.report(
      faultAt(source.file, `a file of ${template.name}`, `\`${entry}\``, 'name one as `entry`', source.place(path)),
    );
  reportAttempt(desk, source, path, experiment, clock);
  return { id: name, template: template.name, entry, files, clock, script, expect };
}

/** A mutant or variant lies over the exercise and its solution, a solution over the exercise. */
function layersOf(layer: string | undefined): readonly string[] {
  if (layer === undefined) return [];
  if (layer === 'exercise') return [layer];
  if (layer === 'solution') return ['exercise', layer];
  return /^(mutants|variants)\//.test(layer) ? ['exercise', 'solution', layer] : [layer];
}

/** Reports statements that carry the same id in two lessons and do not say the same. */
export function reportDisagreements(
  desk: Desk,
  lessons: readonly { readonly file: string; readonly claims: readonly Claim[] }[],
): void {
  const first = new Map<string, { readonly claim: Claim; readonly file: string }>();
  for (const { file, claims } of lessons) {
    for (const claim of claims) {
      const known = first.get(claim.id) ?? { claim, file };
      first.set(claim.id, known);
      if (known.claim.says === claim.says && known.claim.verdict === claim.verdict) continue;
      desk.report(
        faultAt(
          desk.name(dirname(file), 'claims.ts'),
          `\`${claim.id}\` to say what it says in ${dirname(known.file)}`,
          'another statement or verdict',
          'make them agree, or give one of them another id',
        ),
      );
    }
  }
}
