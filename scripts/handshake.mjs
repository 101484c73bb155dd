// Every npm script begins here, on a fresh clone too: at the top only Node's own modules may be imported.
// A Node that is new enough, then the packages of the lock, then the task.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNewEnough, newerNode } from './find-node.mjs';
import { must, run } from './run.mjs';

const TASKS = [
  'start',
  'dev',
  'build',
  'test',
  'test:all',
  'bench',
  'shots',
  'course',
  'build:runtime',
  'test:webcontainer',
];

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const [task = '', ...args] = process.argv.slice(2);
if (!TASKS.includes(task)) {
  console.error(`expected one of ${TASKS.join(', ')}, found "${task}"; for example: npm start`);
  process.exit(2);
}
if (!isNewEnough(process.versions.node))
  process.exit(await run(newerNode(), [fileURLToPath(import.meta.url), task, ...args]));

process.env.PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
process.env.ASTRO_TELEMETRY_DISABLED = '1';
await installPackages();
const { perform } = await import(`./tasks/${task.replace(':', '-')}.mjs`);
process.exitCode = await perform(args);

// `npm ci` once for each state of the lock.
async function installPackages() {
  const stamp = 'node_modules/.handshake-lock';
  const lock = readFileSync('package-lock.json', 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing the packages of package-lock.json …');
  await must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  writeFileSync(stamp, lock);
}
