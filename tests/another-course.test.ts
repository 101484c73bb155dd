import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, engineDir, runCourse, runNode } from './cli/run-course.ts';

// A course on HTTP caching, in a folder of its own, on the same engine: nothing of WebSocket authentication is hard-wired.
const courseDir = join(engineDir, 'tests/courses/http-caching');
const astro = join(engineDir, 'node_modules/astro/bin/astro.mjs');

let site: string;
let built: Ended;
beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'another-course-'));
  built = await runNode([astro, 'build', '--silent', '--outDir', site], {
    COURSE_DIR: courseDir,
    ASTRO_TELEMETRY_DISABLED: '1',
  });
}, 600_000);
afterAll(() => rm(site, { recursive: true, force: true }));

const read = (path: string) => readFile(join(site, path), 'utf8');
const textOf = (html: string) => html.replace(/<(script|style)\b.*?<\/\1>/gs, '').replace(/<[^>]*>/g, ' ');

describe('another course', () => {
  it('keeps to everything that the gate asks', { timeout: 300_000 }, async () => {
    const { code, stdout } = await runCourse(courseDir, 'check', '--all');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^(ok {4}steps\/\S+: \d+ runs on node in [\d.]+ s\n){2}No faults\.\n$/),
    ]);
  });

  it('is built by the same engine, with its own title, start and steps', async () => {
    expect(built).toMatchObject({ code: 0 });
    const start = await read('index.html');
    expect(start).toContain('<title>Fresh enough</title>');
    for (const words of [
      'May this answer be kept?',
      'How long is it fresh?',
      'Is it still the same?',
      '2 steps, 12 minutes',
    ]) {
      expect(textOf(start)).toContain(words);
    }
    expect(start).not.toContain('data-knock');
    expect(await read('steps/validation/index.html')).toContain('<title>Is it still the same? · Fresh enough</title>');
  });

  it('has its own template in the lab, and its own colours', async () => {
    const { template, files } = JSON.parse(await read('steps/freshness/exercise.json'));
    expect([template, Object.keys(files)]).toEqual(['plain-http', ['README.md', 'package.json', 'server.ts']]);
    expect(await read('theme.css')).toContain('--act: light-dark(oklch(45% 0.13 160), oklch(80% 0.12 160));');
    expect(await read('index.html')).toContain('<link rel="stylesheet" href="/theme.css">');
  });

  it('says nothing of another course', async () => {
    const pages = [
      'index',
      '404',
      'claims/index',
      'progress/index',
      'review/index',
      'myths/index',
      'corrections/index',
    ];
    const steps = ['steps/freshness/index', 'steps/validation/index', 'steps/validation/help/index'];
    const texts = await Promise.all([...pages, ...steps].map(async (page) => textOf(await read(`${page}.html`))));
    expect(texts.filter((text) => /handshake project|at the door|authenticat|FastAPI/i.test(text))).toEqual([]);
    expect(texts.slice(0, pages.length).filter((text) => /WebSocket|Handshake/.test(text))).toEqual([]);
  });
});
