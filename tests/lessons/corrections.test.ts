import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatFault } from '../../src/lesson/fault.ts';
import { readCourse, readLessons } from '../../src/lesson/read-lessons.ts';

const engineDir = join(import.meta.dirname, '../..');
const course = await readCourse({ engineDir, courseDir: join(engineDir, 'lessons') });
const all = course.corrections.flatMap(({ corrections }) => corrections);
const lessons = [...course.steps, ...course.myths, ...course.pages];

describe('the corrections', () => {
  it('have a verdict on each of the 81 statements of the text: 22 kept, 45 sharpened, 14 corrected', () => {
    const count = (verdict: string) => all.filter((one) => one.verdict === verdict).length;
    expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 81 }, (_, index) => index + 1));
    expect([count('kept'), count('sharpened'), count('corrected')]).toEqual([22, 45, 14]);
  });

  it('show every statement that was wrong with something that was tried, and not with a standard alone', () => {
    const tried = ({ lesson: id, id: name }: { readonly lesson: string; readonly id: string }) => {
      const lesson = lessons.find((one) => one.id === id);
      if (lesson?.kind === 'myth' && name === 'experiment') return true;
      const claim = lesson?.claims.find((one) => one.id === name);
      return claim?.experiment !== undefined || claim?.measurement !== undefined;
    };
    const untried = all.filter(({ verdict, shownBy }) => verdict === 'corrected' && !shownBy.some(tried));
    expect(untried.map(({ number }) => number)).toEqual([]);
  });

  it('contradict no claim behind them: what was corrected is not called kept by all that shows it', () => {
    const verdictOf = (id: string, name: string) =>
      lessons.find((one) => one.id === id)?.claims.find((claim) => claim.id === name)?.verdict;
    const believed = all.filter(
      ({ verdict, shownBy }) =>
        verdict === 'corrected' && shownBy.every(({ lesson, id }) => verdictOf(lesson, id) === 'kept'),
    );
    expect(believed.map(({ number }) => number)).toEqual([]);
  });
});

describe('a corrections.yaml with faults', () => {
  let courseDir: string;
  beforeAll(async () => {
    courseDir = await mkdtemp(join(tmpdir(), 'corrections-'));
    const lessonsDir = join(engineDir, 'lessons');
    await cp(join(lessonsDir, 'misconceptions.yaml'), join(courseDir, 'misconceptions.yaml'));
    await cp(join(lessonsDir, 'pages/overview'), join(courseDir, 'pages/overview'), { recursive: true });
    await writeFile(join(courseDir, 'course.yaml'), 'title: One page\ndescription: A page.\npages: [overview]\n');
  });
  afterAll(() => rm(courseDir, { recursive: true }));

  async function faultsOf(text: string): Promise<readonly string[]> {
    await writeFile(join(courseDir, 'corrections.yaml'), text);
    const { faults } = await readLessons({ engineDir, courseDir });
    return faults.filter(({ file }) => file.endsWith('corrections.yaml')).map(formatFault);
  }

  it('is told where it refers to a claim that no lesson has, and which one may be meant', async () => {
    const faults = await faultsOf(`- title: Overview
  claims:
    - says: It is so.
      verdict: kept
      shownBy:
        - pages/overview/valid-token-is-let-in
        - pages/overview/valid-token-is-let-on
`);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(
      /corrections\.yaml:7:11: expected a claim of the course.*valid-token-is-let-on`; .*let-in/,
    );
  });

  it('is told where a verdict lacks what is so, and where nothing stands behind it', async () => {
    const faults = await faultsOf(`- title: Overview
  claims:
    - says: It is so.
      verdict: corrected
      cites: [RFC 6455 §4.1]
    - says: It is so as well.
      verdict: kept
`);
    expect(faults).toEqual([
      expect.stringMatching(/:3:7: expected `instead` beside a verdict that is not `kept`, found nothing/),
      expect.stringMatching(/:6:7: expected something that stands behind a verdict/),
    ]);
  });

  it('is told of keys and verdicts that are not known', async () => {
    const faults = await faultsOf(`- title: Overview
  claims:
    - says: It is so.
      verdict: wrong
      source: hearsay
`);
    expect(faults.join('\n')).toMatch(/:4:16: expected .*verdict` to be one of "kept", "sharpened", "corrected"/);
    expect(faults.join('\n')).toMatch(/:5:7: expected only keys that are known.*`source`/);
  });

  it('may be missing', async () => {
    await rm(join(courseDir, 'corrections.yaml'));
    const { course: read } = await readLessons({ engineDir, courseDir });
    expect(read?.corrections).toEqual([]);
  });
});
