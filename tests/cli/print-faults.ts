import { formatFault } from '../../src/lesson/fault.ts';
import { readLessons } from '../../src/lesson/read-lessons.ts';
import { engineDir } from './run-course.ts';

// Prints, as JSON, the lines of faults of each course whose folder is an argument.
const lines: string[][] = [];
for (const courseDir of process.argv.slice(2)) {
  const { faults } = await readLessons({ engineDir, courseDir });
  lines.push(faults.map(formatFault));
}
console.log(JSON.stringify(lines));
