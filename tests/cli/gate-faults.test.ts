import { beforeAll, describe, expect, it } from 'vitest';
import { mythFaults, stepFaults } from './gate-faults.ts';
import { runCourse } from './run-course.ts';
import { newCourse } from './small-course.ts';

const step = (index: number) => `steps/0${index + 2}-fault-${index}`;
const myth = (index: number) => `myths/fault-${index}`;
const folders = [...stepFaults.map((_, index) => step(index)), ...mythFaults.map((_, index) => myth(index))];

let printed: readonly string[];
let code: number;
beforeAll(async () => {
  const course = await newCourse();
  for (const [index, { edits }] of stepFaults.entries()) {
    await course.copyWithin('steps/01-second-door', step(index), edits);
  }
  for (const [index, { edits }] of mythFaults.entries())
    await course.copyWithin('myths/first-belief', myth(index), edits);
  const ended = await runCourse(course.places.courseDir, 'check');
  code = ended.code;
  printed = course.plain(ended.stdout.split('\n'));
  await course.remove();
}, 300_000);

const cases = [...stepFaults, ...mythFaults].map(
  ({ says }, index) => [Object.keys(says).join('; '), says, index] as const,
);

describe('what `course check` says of servers that it has run', () => {
  it('ends with 1, and says how many faults there are', () => {
    expect(code).toBe(1);
    expect(printed.at(-2)).toBe(`${cases.flatMap(([, says]) => Object.keys(says)).length} faults.`);
  });

  it('is nothing about lessons as `course new` writes them', () => {
    const found = printed.filter((line) => /^(steps\/01-second-door|myths\/first-belief)\//.test(line));
    expect(found).toEqual([]);
    expect(printed.filter((line) => /^ok .*(second-door|first-belief)/.test(line))).toHaveLength(2);
  });

  it.each(cases)('tells of %s', (_, says, index) => {
    const folder = `${folders[index]}/`;
    const lines = printed.filter((line) => line.startsWith(folder)).map((line) => line.slice(folder.length));
    expect(lines.toSorted()).toEqual(Object.values(says).toSorted());
  });
});
