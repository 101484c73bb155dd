import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findBrowser } from '../find-browser.mjs';
import { engines, findEngine } from '../find-engines.mjs';
import { node } from '../run.mjs';
import { perform as build } from './build.mjs';

const REPORTS = '.cache/reports';

/** Everything that must hold, with a line of time for each part. The last line sums all runners: `N passed, N failed`. */
export async function perform(only, { all = false } = {}) {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  if (all) process.env.HANDSHAKE_ALL = '1';
  const total = { passed: 0, failed: 0 };
  const part = async (label, perform) => {
    const begin = Date.now();
    const { passed, failed } = await perform();
    total.passed += passed;
    total.failed += failed;
    console.log(`# ${label}: ${passed} passed, ${failed} failed, ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  };
  if (!all || only.length === 0) {
    await part('lint and format', () =>
      one(() => node(['node_modules/@biomejs/biome/bin/biome', 'ci', '--reporter=summary'])),
    );
    await part('types', () => one(types));
    await part('units, lessons and hosts', vitest);
    await part('build', () => one(() => build(['--silent'])));
    await part('end to end', endToEnd);
  }
  for (const [name, { label }] of all ? Object.entries(engines) : []) {
    if (only.length > 0 && !only.includes(name)) continue;
    const found = findEngine(name);
    if (typeof found === 'string') console.log(`# ${label}: skipped: ${found}`);
    else await part(label, () => playwright(name, { ...found, HANDSHAKE_ENGINE: name }));
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function one(command) {
  const ok = (await command()) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

// `astro check` exits 0 when its package does not load: its own program is called.
function types() {
  return node(['node_modules/@astrojs/check/bin/astro-check.js', '--minimumSeverity', 'warning']);
}

async function vitest() {
  const file = `${REPORTS}/vitest.json`;
  const code = await node([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return counted(code, file, (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));
}

async function endToEnd() {
  try {
    process.env.CHROME_PATH = await findBrowser();
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
  return playwright('playwright', {});
}

/** The end-to-end suites, as many as run in the engine that the settings name. */
async function playwright(name, settings) {
  const file = `${REPORTS}/${name}.json`;
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...settings };
  const code = await node(['node_modules/@playwright/test/cli.js', 'test'], { env });
  return counted(code, file, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));
}

// A runner that failed without a failed test (a file that does not load) counts as one failure.
function counted(code, file, count) {
  let counts = { passed: 0, failed: 0 };
  try {
    counts = count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    console.error(`expected a report in ${file}, found none: the runner did not end well`);
  }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
