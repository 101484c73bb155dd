import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { breakages } from '../../src/playground/breakage.ts';
import { test } from './site.ts';

test.use({ viewport: { width: 1280, height: 900 } });
test.describe.configure({ timeout: 300_000 });

/** A server boots, and a probe beside it: on a busy machine that takes its time. */
const START_MS = 120_000;

/** What no verifier of `tokens.ts` can refuse: it reads no list of tokens, and takes `exp` for a number of seconds, however large. */
const accepted = ['milliseconds', 'respelled'];

const ground = (page: Page) => page.locator('play-ground');
const form = (page: Page) => page.locator('[data-connect-form]');
const field = (page: Page, name: string) => form(page).locator(`[name="${name}"]`);
const status = (page: Page) => page.locator('[data-server-status]');
const latest = (page: Page) => page.locator('[data-connections] > li').first();
const panel = (page: Page, name: string) => page.locator('[data-panels]').getByRole('tab', { name });

async function open(page: Page, path = '/playground/'): Promise<void> {
  await page.goto(path);
  await form(page).hover();
  await expect(ground(page)).toHaveAttribute('data-live', '', { timeout: START_MS });
  await expect(page.locator('.editor[data-monaco]')).toBeVisible({ timeout: START_MS });
}

/** Submits the form and gives the row that comes of it. */
async function connect(page: Page): Promise<Locator> {
  const before = await page.locator('[data-connections] > li').count();
  await form(page).locator('[data-connect-act]').click();
  await expect(page.locator('[data-connections] > li')).toHaveCount(before + 1, { timeout: START_MS });
  return latest(page);
}

async function type(page: Page, text: string): Promise<void> {
  await page.locator('.editor .view-lines').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

test('a connection that is asked for before the playground has come is made when it is there', async ({ page }) => {
  await page.goto('/playground/');
  await form(page).locator('[data-connect-act]').click();
  await expect(latest(page)).toHaveAttribute('data-standing', 'open', { timeout: START_MS });
});

test('a good token is let in, talks, and is closed with a code; every byte of it is in the inspector', async ({
  page,
}) => {
  await open(page);
  const row = await connect(page);
  await expect(row).toHaveAttribute('data-standing', 'open');
  await expect(status(page)).toContainText('The server listens.');
  await row.locator('.token-shown summary').click();
  await expect(row.locator('.token-shown')).toContainText('"sub": "ann"');

  await row.locator('[name="text"]').fill('who is there?');
  await row.getByRole('button', { name: 'Send' }).click();
  await row.locator('[name="text"]').fill('6f 6b');
  await row.locator('[name="hex"]').check();
  await row.getByRole('button', { name: 'Send' }).click();
  await row.locator('[name="code"]').fill('4000');
  await row.locator('[name="reason"]').fill('enough');
  await row.getByRole('button', { name: 'Close' }).click();
  await expect(row).toContainText('closed by the client, 4000 “enough”');

  await row.getByRole('button', { name: 'See it on the wire' }).click();
  const wire = page.locator('lab-inspector');
  await expect(wire.locator('.wire', { hasText: '101 Switching Protocols' }).first()).toBeVisible();
  await expect(wire.locator('.wire mark').first()).toBeVisible();
  await expect(wire.locator('.wire', { hasText: '{"from":"ann","text":"who is there?"}' })).toBeVisible();
  await expect(wire.locator('.wire', { hasText: 'BINARY' }), 'the bytes that were sent').toContainText('6f 6b');
  await expect(wire.locator('.wire', { hasText: '4000 “enough”' }).first()).toBeVisible();
  await wire.locator('.bytes summary').first().click();
  await expect(wire.locator('.frame-bytes .hex').first()).toBeVisible();
});

test('a token that is broken in any one way is refused, and the row says with what', async ({ page }) => {
  await open(page);
  await form(page).locator('.break summary').click();
  for (const { id } of breakages) {
    const broken = form(page).locator(`[name="broken"][value="${id}"]`);
    await broken.check();
    const row = await connect(page);
    if (accepted.includes(id)) await expect(row, id).toHaveAttribute('data-standing', 'open');
    else await expect(row, id).toContainText('refused: 401 Unauthorized');
    await broken.uncheck();
  }
  const row = await connect(page);
  await expect(row).toHaveAttribute('data-standing', 'open');
});

test('a page may not do what a program may, and learns less of a refusal', async ({ page }) => {
  await open(page);
  await field(page, 'as').and(page.locator('[value="browser"]')).check();
  await expect(field(page, 'carrier')).toHaveValue('subprotocol');
  await expect(field(page, 'carrier').locator('[value="authorization"]')).toBeDisabled();
  await form(page).locator('.more-fields summary').click();
  await expect(field(page, 'headers')).toBeDisabled();
  await expect(form(page)).toContainText('A page’s script can set no header field');
  const row = await connect(page);
  await expect(row).toContainText('refused: 401 Unauthorized');
  await row.getByRole('button', { name: 'See it on the wire' }).click();
  await expect(page.locator('lab-inspector .script', { hasText: 'close 1006' })).toContainText(
    'The 401 stays with the browser',
  );
});

test('a ticket that one request got opens the next connection', async ({ page }) => {
  await open(page);
  await type(
    page,
    `import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
const tickets = new Set<string>();
const server = createServer((request, response) => {
  const ticket = crypto.randomUUID();
  tickets.add(ticket);
  response.writeHead(request.method === 'POST' ? 201 : 405).end(JSON.stringify({ ticket }));
});
const wss = new WebSocketServer({
  server,
  verifyClient: ({ req }) => tickets.delete(new URL(req.url ?? '', 'http://x').searchParams.get('ticket') ?? ''),
});
wss.on('connection', (ws) => ws.send('welcome'));
server.listen(Number(process.env.PORT), '::');
`,
  );
  await field(page, 'as').and(page.locator('[value="http"]')).check();
  await field(page, 'path').fill('/ticket');
  await field(page, 'method').selectOption('POST');
  await field(page, 'credential').selectOption('none');
  await expect(await connect(page)).toContainText('answered: 201 Created');
  await field(page, 'as').and(page.locator('[value="browser"]')).check();
  await field(page, 'path').fill('/');
  await field(page, 'credential').selectOption('answer');
  await field(page, 'carrier').selectOption('query');
  await field(page, 'name').fill('ticket');
  await expect(await connect(page), 'once').toHaveAttribute('data-standing', 'open');
  await expect(await connect(page), 'twice').toContainText('refused: 401');
});

test('the clock of the server is moved by a slider, and time goes one way', async ({ page }) => {
  await open(page);
  await type(
    page,
    `import { WebSocketServer } from 'ws';
const wss = new WebSocketServer({ port: Number(process.env.PORT), host: '::' });
wss.on('connection', (ws) => setTimeout(() => ws.close(4401, 'your time is over'), 600_000));
`,
  );
  const row = await connect(page);
  await expect(row).toHaveAttribute('data-standing', 'open');
  const slider = page.getByRole('slider', { name: /clock/ });
  await slider.fill('590');
  await expect(page.locator('[data-clock-says]')).toHaveText('590 s ahead');
  await slider.fill('610');
  await expect(row).toContainText('closed by the server, 4401 “your time is over”');
  await slider.fill('10');
  await expect(page.locator('[data-clock-says]')).toContainText('time does not go back');
  await expect(slider).toHaveValue('610');
});

test('what cannot be sent is told at its field, and nothing is sent', async ({ page }) => {
  await open(page);
  await field(page, 'claims').fill('{scope}');
  await form(page).locator('[data-connect-act]').click();
  await expect(form(page).getByRole('alert')).toHaveText(/Expected a JSON object .* found \{scope\}\./);
  await expect(field(page, 'claims')).toBeFocused();
  await expect(page.locator('[data-connections] > li')).toHaveCount(0);
  await field(page, 'claims').fill('');
  await field(page, 'path').fill('chat');
  await field(page, 'path').press('Enter');
  await expect(form(page).getByRole('alert')).toHaveText('Expected a path such as /chat, found chat.');
});

test('a server that cannot run, ends, or was edited since says so in words', async ({ page }) => {
  await open(page);
  const given = await page.evaluate(
    async () => (await (await fetch('/playground/bearer-token.json')).json()).files['server.ts'],
  );
  await type(page, 'const = 1;\n');
  await page.locator('[data-run]').click();
  await expect(status(page)).toContainText('server.ts, line 1, cannot be read', { timeout: START_MS });
  await type(page, `${given}\nserver.on('upgrade', () => process.exit(3));\n`);
  await connect(page);
  await expect(status(page)).toContainText('The server ended: exit code 3.');
  await page.locator('[data-menu] summary').click();
  await page.getByRole('button', { name: 'Reset server.ts' }).click();
  await page.locator('[data-run]').click();
  await expect(status(page)).toContainText('The server listens.', { timeout: START_MS });
  await expect(page.locator('.tab[data-path="server.ts"]')).not.toContainText('edited');
  await type(page, '// something else');
  await expect(status(page)).toContainText('Run again to start it with your edits');
  await page.locator('[data-stop]').click();
  await expect(status(page)).toContainText('The server is not running');
});

test('work is kept: an edit is there after a reload, and belongs to its own server', async ({ page }) => {
  await open(page);
  await type(page, '// mine\n');
  await expect(page.locator('[data-saved]')).toContainText(/^Saved /);
  await page.reload();
  await form(page).hover();
  await expect(page.locator('.editor .view-lines')).toContainText('// mine', { timeout: START_MS });
  await page.locator('.projects summary').click();
  await page.getByRole('link', { name: 'Step 3' }).click();
  await form(page).hover();
  await expect(page.locator('.editor[data-monaco]')).toBeVisible({ timeout: START_MS });
  await expect(page.locator('.tab[data-path="server.ts"]')).not.toContainText('edited');
});

test('a connection is made, used and looked at by keys alone', async ({ page }) => {
  await open(page);
  await field(page, 'path').focus();
  await page.keyboard.press('Enter');
  await expect(latest(page)).toHaveAttribute('data-standing', 'open', { timeout: START_MS });
  await latest(page).locator('[name="text"]').focus();
  await page.keyboard.press('Enter');
  await latest(page).locator('[data-act="inspect"]').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page, 'Wire')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(panel(page, 'Console')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expect(panel(page, 'Connect')).toHaveAttribute('aria-selected', 'true');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`it has no accessibility violation idle, connected, refused and on the wire, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    for (const summary of await form(page).locator('summary').all()) await summary.click();
    await accessible(page, 'idle');
    await connect(page);
    await field(page, 'broken').first().check();
    await expect(await connect(page)).toContainText('refused');
    await latest(page).locator('.token-shown summary').click();
    await accessible(page, 'connected');
    await panel(page, 'Wire').click();
    await accessible(page, 'wire');
    await page.setViewportSize({ width: 390, height: 844 });
    await accessible(page, 'phone');
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the code is there, and it is said what would run it', async ({ page }) => {
    await page.goto('/playground/');
    await expect(page.locator('[data-editor] pre.code .k').first()).toBeVisible();
    await expect(page.locator('[data-connect]')).toContainText('switched off here');
    await expect(form(page)).toBeHidden();
  });
});

async function accessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  expect(found, state).toEqual([]);
}
