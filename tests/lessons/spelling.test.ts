import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatFault } from '../../src/lesson/fault.ts';
import { readLessons } from '../../src/lesson/read-lessons.ts';
import { spellingFaults } from '../../src/lesson/spelling-faults.ts';

const engineDir = join(import.meta.dirname, '../..');
const places = { engineDir, courseDir: join(engineDir, 'lessons') };

it('every word of the lessons is in the dictionary or in lessons/words.txt', async () => {
  const { course, faults } = await readLessons(places);
  expect(faults.map(formatFault)).toEqual([]);
  if (!course) throw new Error('expected a course that can be read');
  expect((await spellingFaults(places, course)).map(formatFault)).toEqual([]);
});
