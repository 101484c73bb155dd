import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Gated, gateLesson } from '../../src/cli/gate/gate.ts';
import { firstDifference } from '../../src/cli/gate/recordings.ts';
import { hostNames, openHost } from '../../src/cli/hosts.ts';
import { lessonsOf, shelfOf } from '../../src/cli/lessons.ts';
import { readPrograms } from '../../src/cli/programs.ts';
import { formatFault } from '../../src/lesson/fault.ts';
import { readLessons } from '../../src/lesson/read-lessons.ts';
import { coursesOf } from '../../src/wire/course.ts';

const engineDir = join(import.meta.dirname, '../..');
const places = { engineDir, courseDir: join(engineDir, 'lessons') };
const { course, faults } = await readLessons(places);
const programs = await readPrograms(engineDir);

describe('the lessons', () => {
  it('can be read without a fault', () => {
    expect(faults.map(formatFault)).toEqual([]);
  });
});

describe.each(course ? lessonsOf(course) : [])('$id', (lesson) => {
  const gated = new Map<string, Gated>();

  it.each(hostNames)('keeps to everything that the gate asks, on the host %s', { timeout: 900_000 }, async (host) => {
    const found = await gateLesson(lesson, shelfOf(places), {
      workers: 2,
      openSandbox: () => openHost(host),
      programs,
    });
    gated.set(host, found);
    expect(found.faults.map(formatFault)).toEqual([]);
  });

  it('has the same verdicts, statuses, close codes and bytes on both hosts', () => {
    const [node, embedded] = hostNames.map((host) => gated.get(host)?.outcomes ?? []);
    expect(node?.length).toBe(embedded?.length);
    for (const [index, one] of (node ?? []).entries()) {
      const other = embedded?.[index];
      const name = `${one.job.side} ${one.job.id}`;
      expect(one.kind, name).toBe('judged');
      if (one.kind === 'fault' || other?.kind !== 'judged') throw new Error(`${name} was not judged on both hosts`);
      expect([name, ...one.verdicts.map(({ passed }) => passed)]).toEqual([
        name,
        ...other.verdicts.map(({ passed }) => passed),
      ]);
      if (one.job.recorded === undefined) continue;
      expect([name, firstDifference(coursesOf(one.transcript), coursesOf(other.transcript))]).toEqual([
        name,
        undefined,
      ]);
    }
  });
});
