import { describe, expect, it } from 'vitest';
import { judgeExpectations } from '../../src/check/judge.ts';
import { citationUrl } from '../../src/components/citation-url.ts';
import type { Claim } from '../../src/lesson/claim.ts';
import { readCourse } from '../../src/lesson/read-lessons.ts';
import { readRecording } from '../../src/wire/recording.ts';

const course = await readCourse();
const lessons = [...course.steps, ...course.myths, ...course.pages];
const claims = lessons.flatMap((lesson) =>
  lesson.claims.map((claim) => ({ lesson, claim, id: `${lesson.id}/${claim.id}` })),
);

describe('the claims of the course', () => {
  it('are at least sixty, and at least six of ten have an experiment', () => {
    expect(claims.length).toBeGreaterThanOrEqual(60);
    const tried = claims.filter(({ claim }) => claim.experiment);
    expect(tried.length / claims.length).toBeGreaterThanOrEqual(0.6);
  });

  it('each have an experiment, a measurement or a citation', () => {
    const bare = (claim: Claim) => !claim.experiment && !claim.measurement && claim.cites.length === 0;
    expect(claims.filter(({ claim }) => bare(claim)).map(({ id }) => id)).toEqual([]);
  });

  it('cite nothing that a reader could not look up', () => {
    const corrections = course.corrections.flatMap((part) => part.corrections);
    const cites = [...claims.map(({ claim }) => claim), ...corrections].flatMap((one) => one.cites);
    expect([...new Set(cites)].filter((cite) => citationUrl(cite) === undefined)).toEqual([]);
  });

  it('say with what was measured, by which command, and what came out', () => {
    for (const { claim, id } of claims) {
      if (!claim.measurement) continue;
      expect(Object.keys(claim.measurement.versions), id).not.toEqual([]);
      expect(claim.measurement.command.length, id).toBeGreaterThan(10);
      expect(claim.measurement.result.length, id).toBeGreaterThan(10);
    }
  });

  it('have recordings that show what they say, for readers whose browser cannot run them', () => {
    const wrong = claims.flatMap(({ lesson, claim, id }) => {
      if (!claim.experiment) return [];
      const { transcript } = readRecording(lesson.recordings[claim.id] ?? '');
      const failed = judgeExpectations(claim.experiment.expect, transcript).filter(({ passed }) => !passed);
      return failed.map(({ expected, observed }) => `${id}: expected ${expected}, recorded ${observed}`);
    });
    expect(wrong).toEqual([]);
  });
});
