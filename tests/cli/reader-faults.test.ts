import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readerFaults } from './reader-faults.ts';
import { engineDir, runNode } from './run-course.ts';
import { newCourse, type SmallCourse } from './small-course.ts';

/** Faults of several files at once; none of them hides another. */
const together = readerFaults.filter(({ kind }) =>
  ['a value that is not allowed', 'two right answers', 'an import in the prose', 'three hints'].includes(kind),
);
const fixtures = [[], ...readerFaults.map(({ edits }) => edits), together.flatMap(({ edits }) => edits)];

let printed: readonly (readonly string[])[];
beforeAll(async () => {
  const course = await newCourse();
  const edited: SmallCourse[] = [];
  for (const edits of fixtures) edited.push(await course.edited(edits));
  const folders = edited.map(({ places }) => places.courseDir);
  const { stdout } = await runNode([join(engineDir, 'tests/cli/print-faults.ts'), ...folders]);
  const lines: readonly (readonly string[])[] = JSON.parse(stdout);
  printed = lines.map((of, index) => edited[index]?.plain(of) ?? []);
  for (const one of [course, ...edited]) await one.remove();
});

describe('what `course check` says without running anything', () => {
  it('is nothing about lessons as `course new` writes them', () => {
    expect(printed[0]).toEqual([]);
  });

  it.each(readerFaults.map(({ kind, says }, index) => [kind, [says].flat(), index + 1] as const))(
    '%s: %s',
    (_, says, index) => {
      expect(printed[index]).toEqual(says);
    },
  );

  it('is every fault of every file in one run', () => {
    expect(together).toHaveLength(4);
    expect(printed.at(-1)?.toSorted()).toEqual(together.flatMap(({ says }) => says).toSorted());
  });
});
