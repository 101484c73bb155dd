import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import * as language from '../../check/authoring.ts';
import type { Check } from '../../check/check.ts';
import { validateAttempt } from '../../check/validate.ts';
import { id } from '../schema.ts';
import { conform } from './conform.ts';
import { type Desk, faultAt, mustBeMisconception } from './desk.ts';
import { readFiles, readText } from './folder.ts';
import { nearest } from './nearest.ts';
import { moduleSource, type Source } from './source.ts';

const text = z.string().trim().min(1, 'must not be empty');

/** What a builder of steps returned; the builders themselves hold what is in it. */
export const scriptStep = z.custom<{ readonly do: string }>(
  (value) => typeof value === 'object' && value !== null && 'do' in value,
  "must be a step, such as connect('ann', node('/'))",
);

/** What a builder of expectations returned. */
export const expectation = z.custom<{ readonly expect: string }>(
  (value) => typeof value === 'object' && value !== null && 'expect' in value,
  "must be an expectation, such as opened('ann')",
);

/** The shape of what defineChecks returns; what steps and expectations hold is for the words of `handshake/check`. */
const checksSchema = z
  .array(
    z.strictObject({
      id,
      title: text.regex(/[^.]$/, 'must be a sentence without a full stop'),
      core: z.boolean(),
      attack: z.boolean(),
      script: z.array(scriptStep).min(1, 'must have at least one step'),
      expect: z.array(expectation).min(1, 'must have at least one expectation'),
      why: text,
      hints: z.array(text),
      refutes: z.array(id),
      alive: z.boolean(),
      sends: text.exactOptional(),
      expects: text.exactOptional(),
    }),
  )
  .min(1, 'must have at least one check');

/** Evaluates and reads a checks.ts; `clock` says whether its scripts may move time, `hints` how many each check has. Undefined, with a report, where it has no checks. */
export async function readChecks(
  desk: Desk,
  folder: string,
  { clock, hints }: { readonly clock: boolean; readonly hints: 0 | 4 },
): Promise<readonly Check[] | undefined> {
  const source = await readModule(desk, folder, 'checks.ts', 'defineChecks([…])');
  if (!source) return undefined;
  const { value, faults } = conform(checksSchema, source);
  desk.report(...faults);
  if (!value) return undefined;
  // The schema holds the outside; the builders hold steps and expectations.
  const checks = value as unknown as readonly Check[];
  const seen = new Set<string>();
  for (const [index, check] of checks.entries()) {
    if (seen.has(check.id))
      desk.report({
        file: source.file,
        ...source.place([index]),
        expected: 'an id that no other check has',
        found: `\`${check.id}\` again`,
        remedy: 'rename the newer of the two',
      });
    seen.add(check.id);
    if (check.hints.length !== hints)
      desk.report({
        file: source.file,
        ...source.place([index]),
        expected: hints === 4 ? `\`${check.id}\` to have four hints: nudge, where, what, code` : 'no hints in a pair',
        found: `${check.hints.length}`,
        remedy: hints === 4 ? 'write them' : 'remove them: the right side is the answer',
      });
    reportAttempt(desk, source, [index], check, clock);
    for (const misconception of check.refutes) {
      mustBeMisconception(desk, source.file, misconception, source.place([index, 'refutes', misconception]));
    }
  }
  return checks;
}

/** Reports what cannot be meant in a script and its expectations: clients that nobody connects, steps that cannot be. */
export function reportAttempt(
  desk: Desk,
  source: Source,
  path: readonly PropertyKey[],
  { script, expect }: Pick<Check, 'script' | 'expect'>,
  clock: boolean,
): void {
  for (const { path: where, says } of validateAttempt(script, expect, { clock })) {
    const plain = says.replace(/\.$/, '').replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase());
    const [, expected = 'a script that can be judged', found = plain] =
      /^Expected (.*), found (.*)\.$/s.exec(says) ?? [];
    desk.report({ file: source.file, ...source.place(path), expected, found, remedy: `mend \`${where}\` of it` });
  }
}

/** Evaluates a module of a lesson; what it exports must be plain data. Reports why there is nothing. */
export async function readModule(desk: Desk, folder: string, name: string, made: string): Promise<Source | undefined> {
  const file = desk.name(folder, name);
  const written = await readText(join(desk.courseDir, folder, name));
  if (written === undefined) {
    desk.report(faultAt(file, `a ${name} that exports ${made}`, 'no such file', 'write it'));
    return undefined;
  }
  const evaluated = await desk.evaluate(
    join(desk.courseDir, folder, name),
    hashFiles(await readFiles(join(desk.courseDir, folder))),
  );
  if ('error' in evaluated) {
    // A word that is given what it does not take says itself what it does.
    const [, expected = 'a module that can be evaluated', found = evaluated.error] =
      /^expected (.*), found (.*)$/s.exec(evaluated.error) ?? [];
    const remedy = remedyOf(evaluated.error, expected, found);
    desk.report(faultAt(file, expected, found, remedy, evaluated.place));
    return undefined;
  }
  if (evaluated.value === undefined) {
    desk.report(faultAt(file, `\`export default ${made}\``, 'no default export', 'add it'));
    return undefined;
  }
  return moduleSource(file, written, JSON.parse(JSON.stringify(evaluated.value)));
}

/** What to do about a module that cannot be evaluated: most often a word of the language is not imported, or misspelt. */
function remedyOf(error: string, expected: string, found: string): string {
  const missing = /^(\w+) is not defined$/.exec(error)?.[1];
  if (missing !== undefined && missing in language) return `import \`${missing}\` from 'handshake/check'`;
  if (/^Cannot find package 'handshake'|^Package subpath .* of '\S*handshake'/.test(error))
    return "import from 'handshake/check'";
  const misspelt = /'handshake\/check' does not provide an export named '(\w+)'/.exec(error)?.[1];
  if (misspelt !== undefined) return `mend it${nearest(misspelt, Object.keys(language))}`;
  const member = /^`(\w+)`$/.exec(found)?.[1];
  const members = [...expected.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
  return member === undefined ? 'mend it' : `remove it, or mend its spelling${nearest(member, members)}`;
}

/** Sixteen hex digits of a SHA-256 over paths and texts. */
export function hashFiles(files: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const [path, content] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(JSON.stringify([path, content]));
  return hash.digest('hex').slice(0, 16);
}
