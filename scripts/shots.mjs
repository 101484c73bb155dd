// Screenshots of the built course: every kind of page, both colour schemes, a desktop and a phone, and the lab idle, red and green,
// as a learner brings it there. `npm run shots [-- part-of-a-name …]` writes into shots/; `-- --readme` makes docs/step.png alone.
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { createStaticServer } from './static-server.mjs';

const FOLDER = 'shots';
const SIZES = { 1280: { width: 1280, height: 800 }, 390: { width: 390, height: 844 } };
const SCHEMES = ['light', 'dark'];
const PATIENCE_MS = 300_000;

if (!existsSync('dist/index.html')) {
  console.error('expected a built course in dist/, found none; run: npm run build');
  process.exit(1);
}
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const server = createStaticServer('dist').listen(0, 'localhost');
await once(server, 'listening');
const origin = `http://localhost:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
});
let failed = false;

try {
  if (process.argv.includes('--readme')) await readmePicture();
  else await allPictures();
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
process.exitCode = failed ? 1 : 0;

async function allPictures() {
  if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const scenes = [
    ...kindsOfPages().map((path) => ({ name: nameOf(path), path, fullPage: true, act: async () => {} })),
    ...labScenes(firstStep()),
    playgroundScene(),
  ];
  for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))) {
    for (const width of Object.keys(SIZES)) {
      for (const scheme of SCHEMES)
        await picture(scene, SIZES[width], scheme, `${FOLDER}/${scene.name}-${width}-${scheme}.png`);
    }
  }
}

async function picture({ path, act, fullPage }, viewport, colorScheme, file, deviceScaleFactor = 1) {
  const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('console', (message) => complain(`${file}: ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complain(`${file}: uncaught: ${error.message}`));
  try {
    await page.goto(origin + path, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    await act(page);
    await page.screenshot({ path: file, fullPage });
    console.log(file);
  } catch (error) {
    complain(`${file}: ${error.message}`);
  }
  await context.close();
}

function complain(words) {
  failed = true;
  console.error(words);
}

function labScenes(step) {
  const isNarrow = (page) => page.viewportSize().width < 960;
  const run = async (page) => {
    await page.locator('lesson-lab [data-run]').click();
    await page.locator('[data-stop]').waitFor();
    await page.locator('[data-stop]').waitFor({ state: 'hidden' });
  };
  const solve = async (page) => {
    const address = await page.locator('lesson-lab').getAttribute('data-exercise');
    const { solution, focus, entry } = await (await page.request.get(origin + address)).json();
    await page.locator('[data-editor]').click({ position: { x: 300, y: 60 } });
    if (!isNarrow(page)) await page.locator('[data-editor][data-monaco]').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(solution[focus[0]?.path ?? entry]);
  };
  const toAttempts = (page) =>
    page.locator('[data-attempts]').evaluate((part) => part.scrollIntoView({ block: 'start' }));
  return [
    { name: 'lab-idle', act: async (page) => isNarrow(page) && toAttempts(page) },
    {
      name: 'lab-red',
      act: async (page) => {
        await run(page);
        if (isNarrow(page)) await toAttempts(page);
      },
    },
    {
      name: 'lab-wire',
      act: async (page) => {
        await run(page);
        await page.locator('[data-act="inspect"]:visible').first().click();
        if (isNarrow(page))
          await page.locator('[data-inspect]').evaluate((part) => part.scrollIntoView({ block: 'start' }));
      },
    },
    {
      name: 'lab-green',
      act: async (page) => {
        await solve(page);
        await run(page);
        if (isNarrow(page)) await toAttempts(page);
      },
    },
  ].map((scene) => ({ ...scene, path: step, fullPage: false }));
}

// A connection that stands, and one that was refused.
function playgroundScene() {
  const connect = async (page, count) => {
    await page.locator('[data-connect-act]').click();
    await page.locator(`[data-connections] > li:nth-child(${count})`).waitFor();
  };
  const act = async (page) => {
    await connect(page, 1);
    await page.locator('.break summary').click();
    await page.locator('[name="broken"][value="expired"]').check();
    await connect(page, 2);
    await page.locator('[data-connections]').evaluate((list) => list.scrollIntoView({ block: 'start' }));
  };
  return { name: 'playground-connected', path: '/playground/', fullPage: false, act };
}

async function readmePicture() {
  mkdirSync('docs', { recursive: true });
  const red = labScenes(firstStep()).find(({ name }) => name === 'lab-red');
  await picture(red, SIZES[1280], 'light', 'docs/step.png', 1.5);
}

function pages() {
  return readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('index.html'))
    .map((path) => `/${path.slice(0, -'index.html'.length)}`)
    .sort();
}

// Step 3 where the course has it: it attacks first.
function firstStep() {
  const steps = pages().filter((path) => /^\/steps\/[^/]+\/$/.test(path));
  return steps.find((path) => path.includes('credential')) ?? steps[0];
}

function kindsOfPages() {
  const myth = pages().find((path) => /^\/myths\/[^/]+\/$/.test(path));
  return [
    ...pages().filter((path) => path.split('/').length <= 3),
    firstStep(),
    `${firstStep()}help/`,
    ...(myth ? [myth] : []),
    '/404.html',
  ];
}

function nameOf(path) {
  return path === '/' ? 'home' : path.replace(/^\/|\/$|\.html$/g, '').replaceAll('/', '-');
}
