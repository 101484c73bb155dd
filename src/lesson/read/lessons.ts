import { join } from 'node:path';
import type { Check } from '../../check/check.ts';
import type { Claim } from '../claim.ts';
import type { Myth, Page, Pair, Step } from '../course.ts';
import { mythSchema, pageSchema, pairSchema, stepSchema } from '../schema.ts';
import { readChecks } from './checks.ts';
import { readClaims, readExperiment } from './claims.ts';
import { conform } from './conform.ts';
import { type Desk, faultAt } from './desk.ts';
import { readExercise, readProof } from './exercise.ts';
import { foldersIn, readText } from './folder.ts';
import { readPictures } from './pictures.ts';
import { readQuiz } from './quiz.ts';
import { checkImages, checkMinutes, checkReferences, readPage, readRecordings, requireOnce } from './reading.ts';
import { readYaml } from './source.ts';

/** A lesson and the links of its prose, which only the whole course can judge. */
export interface Linked<T> {
  readonly lesson: T;
  readonly links: readonly { readonly url: string; readonly line: number; readonly column: number }[];
  readonly anchors: readonly string[];
}

/** Reads `steps/<number>-<slug>/`; reports all its faults and, where there are some that leave no lesson, gives nothing. */
export async function readStep(desk: Desk, name: string): Promise<Linked<Step> | undefined> {
  const folder = `steps/${name}`;
  const [, number = '', slug = ''] = /^(\d{2})-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(name) ?? [];
  if (slug === '') {
    desk.report(faultAt(desk.name(folder), 'a name like 03-passing-credentials', name, 'rename the folder'));
    return undefined;
  }
  const id = `steps/${slug}`;
  const file = desk.name(folder, 'lesson.mdx');
  const page = await readPage(desk, folder, 'lesson.mdx', stepSchema);
  const [checks, claims, recordings, pictures] = await Promise.all([
    readChecks(desk, folder, { clock: page?.fields.clock ?? true, hints: 4 }),
    readClaims(desk, folder),
    readRecordings(desk, folder),
    readPictures(desk, folder),
  ]);
  reportSharedIds(desk, folder, checks ?? [], claims ?? []);
  const recordable = recordableOf(checks, claims);
  const quiz = await readQuiz(desk, folder, recordable);
  if (!page) return undefined;
  const { prose } = page;
  if (prose) {
    checkReferences(desk, folder, file, prose, { claims, recordable, pictures });
    await checkImages(desk, file, prose);
    requireOnce(desk, file, prose, ['Predict', 'Lab', 'Quiz']);
    checkMinutes(desk, page.source, page.fields.minutes, prose.words);
  }
  if (!checks) return undefined;
  const exercise = await readExercise(
    desk,
    folder,
    id,
    { starter: 'exercise', answer: 'solution' },
    page.fields,
    page.source,
    checks,
  );
  if (!exercise) return undefined;
  const proof = await readProof(desk, folder, page.fields.starterFails, exercise.solution, checks);
  if (!quiz || !claims || !prose) return undefined;
  const { title, summary, level, minutes, objectives, concept, result, insight } = page.fields;
  return {
    lesson: {
      kind: 'step',
      slug,
      id,
      number: Number(number),
      file: `${folder}/lesson.mdx`,
      title,
      summary,
      level,
      minutes,
      objectives,
      concept,
      result,
      insight,
      claims,
      recordings,
      pictures,
      quiz,
      exercise,
      proof,
    },
    ...linksOf(prose),
  };
}

/** Reads `myths/<slug>/`. */
export async function readMyth(desk: Desk, slug: string): Promise<Linked<Myth> | undefined> {
  const folder = `myths/${slug}`;
  const file = desk.name(folder, 'myth.mdx');
  const [page, claims, experiment, recordings, pictures] = await Promise.all([
    readPage(desk, folder, 'myth.mdx', mythSchema),
    readClaims(desk, folder),
    readExperiment(desk, folder, `${folder}/experiment`),
    readRecordings(desk, folder),
    readPictures(desk, folder),
  ]);
  const recordable = claims && new Set(['experiment', ...(recordableOf([], claims) ?? [])]);
  const quiz = await readQuiz(desk, folder, recordable);
  const prose = page?.prose;
  if (prose) {
    checkReferences(desk, folder, file, prose, { claims, recordable, pictures });
    await checkImages(desk, file, prose);
    requireOnce(desk, file, prose, ['Predict', 'Experiment']);
  }
  if (!page || !prose || !experiment || !quiz || !claims) return undefined;
  return {
    lesson: {
      kind: 'myth',
      slug,
      id: folder,
      file: `${folder}/myth.mdx`,
      ...page.fields,
      claims,
      recordings,
      pictures,
      quiz,
      experiment,
    },
    ...linksOf(prose),
  };
}

/** Reads `pages/<slug>/`. */
export async function readPlainPage(desk: Desk, slug: string): Promise<Linked<Page> | undefined> {
  const folder = `pages/${slug}`;
  const file = desk.name(folder, 'page.mdx');
  const [page, claims, recordings, pictures] = await Promise.all([
    readPage(desk, folder, 'page.mdx', pageSchema),
    readClaims(desk, folder),
    readRecordings(desk, folder),
    readPictures(desk, folder),
  ]);
  const names = await foldersIn(join(desk.courseDir, folder, 'pairs'));
  const pairs = (await Promise.all(names.map((name) => readPair(desk, folder, slug, name)))).filter(
    (pair) => pair !== undefined,
  );
  if (!page?.prose) return undefined;
  const recordable = recordableOf([], claims);
  checkReferences(desk, folder, file, page.prose, { claims, recordable, pairs: names, pictures });
  await checkImages(desk, file, page.prose);
  if (!claims) return undefined;
  return {
    lesson: {
      kind: 'page',
      slug,
      id: folder,
      file: `${folder}/page.mdx`,
      ...page.fields,
      claims,
      recordings,
      pictures,
      pairs,
    },
    ...linksOf(page.prose),
  };
}

async function readPair(desk: Desk, page: string, slug: string, name: string): Promise<Pair | undefined> {
  const folder = `${page}/pairs/${name}`;
  const file = desk.name(folder, 'pair.yaml');
  const text = await readText(join(desk.courseDir, folder, 'pair.yaml'));
  if (text === undefined) {
    desk.report(faultAt(file, 'a pair.yaml with title, template and starterFails', 'no such file', 'write it'));
    return undefined;
  }
  const { source, faults: syntax } = readYaml(file, text);
  const { value, faults } = syntax.length > 0 ? { faults: syntax } : conform(pairSchema, source);
  desk.report(...faults);
  const checks = await readChecks(desk, folder, { clock: value?.clock ?? true, hints: 0 });
  if (!value || !checks) return undefined;
  const exercise = await readExercise(
    desk,
    folder,
    `pages/${slug}/${name}`,
    { starter: 'wrong', answer: 'right' },
    value,
    source,
    checks,
  );
  return exercise && { id: name, title: value.title, starterFails: value.starterFails, exercise };
}

/** A check and a claim of one id would share one recording. */
function reportSharedIds(desk: Desk, folder: string, checks: readonly Check[], claims: readonly Claim[]): void {
  for (const { id } of claims.filter((claim) => checks.some((check) => check.id === claim.id))) {
    const remedy = 'rename the claim: what is recorded of one would stand for the other';
    desk.report(faultAt(desk.name(folder, 'claims.ts'), 'an id that no check of the lesson has', `\`${id}\``, remedy));
  }
}

/** The ids of what can be run; undefined where one of the modules could not be read. */
function recordableOf(
  checks: readonly Check[] | undefined,
  claims: readonly Claim[] | undefined,
): ReadonlySet<string> | undefined {
  if (!checks || !claims) return undefined;
  return new Set([
    ...checks.map((check) => check.id),
    ...claims.filter((claim) => claim.experiment).map((claim) => claim.id),
  ]);
}

function linksOf(prose: {
  readonly links: readonly {
    readonly url: string;
    readonly place: { readonly line: number; readonly column: number };
  }[];
  readonly anchors: readonly string[];
}) {
  return { links: prose.links.map(({ url, place }) => ({ url, ...place })), anchors: prose.anchors };
}
