import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { engineDir } from '../cli/run-course.ts';
import { walk } from './walk.ts';

const page = readFileSync(join(engineDir, 'docs/authoring.md'), 'utf8');

describe.skipIf(process.platform === 'win32')('the walk of docs/authoring.md', () => {
  walk(page, { ports: [4400] });
});
