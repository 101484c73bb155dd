import { formatFault, sortFaults } from '../../src/lesson/fault.ts';
import { readLessons } from '../../src/lesson/read-lessons.ts';
import { spellingFaults } from '../../src/lesson/spelling-faults.ts';
import { engineDir } from './run-course.ts';

// Prints, as JSON, the lines of faults of each course whose folder is an argument.
const lines: string[][] = [];
for (const courseDir of process.argv.slice(2)) {
  const places = { engineDir, courseDir };
  const { course, faults } = await readLessons(places);
  const misspelt = course ? await spellingFaults(places, course) : [];
  lines.push(sortFaults([...faults, ...misspelt]).map(formatFault));
}
console.log(JSON.stringify(lines));
