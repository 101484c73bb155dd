import { expect, type Page } from '@playwright/test';
import { firstOf, test } from './site.ts';

const step = firstOf('/steps/') ?? '/';
const area = (page: Page) => page.locator('[data-editor] textarea').first();
const monaco = (page: Page) => page.locator('[data-editor][data-monaco]');
const suggestions = (page: Page) => page.locator('.suggest-widget.visible .monaco-list-row');

/** Only what is asked of the editor is asked of the network. */
function editorRequests(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname;
    if (/monaco|editor|ts\.worker/.test(path)) asked.push(path);
  });
  return asked;
}

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test('Monaco takes over what was typed, where the caret was, and goes on with the next key', async ({ page }) => {
    await page.goto(step);
    await area(page).click({ position: { x: 200, y: 10 } });
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.type('// one ');
    await monaco(page).waitFor();
    await page.keyboard.type('two');
    // Monaco keeps its lines in no order of the document.
    await expect(page.locator('.view-lines')).toContainText('// one two');
  });

  test('what is typed before the lab has come stays, and so does the caret', async ({ page }) => {
    let comes = () => {};
    const isTyped = new Promise<void>((resolve) => {
      comes = resolve;
    });
    await page.route(/\/lesson-lab\./, async (route) => {
      await isTyped;
      await route.continue();
    });
    await page.goto(step);
    await area(page).click({ position: { x: 200, y: 10 } });
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.type('// one ');
    comes();
    await monaco(page).waitFor();
    await page.keyboard.type('two');
    await expect(page.locator('.view-lines')).toContainText('// one two');
  });

  test('completion knows what a WebSocketServer can do, and what jose exports', async ({ page }) => {
    await page.goto(step);
    await area(page).click({ position: { x: 200, y: 10 } });
    await monaco(page).waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(
      "import { WebSocketServer } from 'ws';\nconst wss = new WebSocketServer({ port: 1 });\n",
    );
    await page.keyboard.type('wss.');
    await expect(suggestions(page).filter({ hasText: 'clients' })).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText("import * as jose from 'jose';\n");
    await page.keyboard.type('jose.jwtV');
    await expect(suggestions(page).filter({ hasText: 'jwtVerify' })).toBeVisible({ timeout: 60_000 });
  });

  test('a wrong type is underlined, and so is TypeScript that Node cannot run', async ({ page }) => {
    await page.goto(step);
    await area(page).click({ position: { x: 200, y: 10 } });
    await monaco(page).waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText("const port: number = 'x';\n\nenum Door { Open }\nexport { Door, port };\n");
    await expect(page.locator('.squiggly-error')).toHaveCount(2, { timeout: 60_000 });
  });

  test('Tab indents, and after Escape it leaves the editor', async ({ page }) => {
    await page.goto(step);
    await area(page).click({ position: { x: 200, y: 10 } });
    await monaco(page).waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText('here');
    await page.keyboard.press('Home');
    await page.keyboard.press('Tab');
    await expect(page.locator('.view-line')).toHaveText(/^\s{2}here$/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.querySelector('[data-editor]')?.contains(document.activeElement))).toBe(
      false,
    );
  });

  test('nothing of Monaco is asked for until somebody comes near the lab', async ({ page }) => {
    const asked = editorRequests(page);
    await page.goto(step, { waitUntil: 'networkidle' });
    expect(asked).toEqual([]);
    await area(page).hover();
    await monaco(page).waitFor();
    expect(asked.length).toBeGreaterThan(0);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the text area stays, in colours, and can be indented and left by keyboard', async ({ page }) => {
    const asked = editorRequests(page);
    await page.goto(step);
    await area(page).click();
    await page.locator('[data-editor][data-live]').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText("const door = 'open';");
    await page.keyboard.press('Home');
    await page.keyboard.press('Tab');
    await expect(area(page)).toHaveValue("  const door = 'open';");
    await expect(page.locator('[data-editor] pre .k').first()).toHaveText('const');
    await page.keyboard.press('Shift+Tab');
    await expect(area(page)).toHaveValue("const door = 'open';");
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(area(page)).not.toBeFocused();
    expect(asked.filter((path) => /monaco|ts\.worker/.test(path))).toEqual([]);
  });

  test('a new line begins where the last one did, and the browser’s own undo takes it back', async ({ page }) => {
    await page.goto(step);
    await area(page).click();
    await page.locator('[data-editor][data-live]').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText('if (x) {');
    await page.keyboard.press('Enter');
    await expect(area(page)).toHaveValue('if (x) {\n  ');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(area(page)).toHaveValue('if (x) {');
  });
});
