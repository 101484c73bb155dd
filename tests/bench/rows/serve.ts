import { type Author, startAuthor } from '../../e2e/author.ts';
import { alone } from '../rounds.ts';
import type { Row } from '../row.ts';

const step = 'steps/01-freshness';

/** One thing that an author changes back and forth, and how it looks on the page. */
interface Edit {
  readonly what: string;
  readonly file: string;
  readonly texts: readonly [string, string];
}

const edits: readonly Edit[] = [
  {
    what: 'prose',
    file: `${step}/lesson.mdx`,
    texts: ['What a cache may guess', 'What a cache may well guess'],
  },
  {
    what: 'exercise',
    file: `${step}/exercise/server.ts`,
    texts: ['console.log("hello");', 'console.log("good day");'],
  },
  {
    what: 'checks',
    file: `${step}/checks.ts`,
    texts: ['The script may be kept for a year', 'The script stays for a year'],
  },
  {
    what: 'quiz',
    file: `${step}/quiz.yaml`,
    texts: ['What does the directive no-cache ask', 'What exactly does no-cache ask'],
  },
];

/** From the saving of a file to its text on the open page, with `course serve`. */
export const serveRows: readonly Row[] = edits.map(({ what, file, texts }) => ({
  name: `course serve: ${what} saved → shown`,
  unit: 'ms',
  aim: { of: 'value', atMost: 500 },
  why: 'the whole course is read and checked again, and the page is rendered anew',
  async measure(bench) {
    const author: Author = await startAuthor();
    bench.closeLater(() => author.stop());
    const page = await bench.openPage();
    await page.goto(`${author.url}/steps/freshness/`, { waitUntil: 'networkidle' });
    const save = async (round: number): Promise<number> => {
      const [from, to] = round % 2 === 0 ? texts : texts.toReversed();
      const begun = performance.now();
      await author.save(file, from as string, to as string);
      await page.waitForFunction((text) => document.body?.textContent.includes(text), to as string);
      return performance.now() - begun;
    };
    await save(0);
    await save(1);
    return { embedded: await alone(bench.rounds, save) };
  },
}));
