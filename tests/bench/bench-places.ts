import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { createStaticServer } from '../../scripts/static-server.mjs';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { openNodeSandbox } from '../../src/sandbox/node/node-sandbox.ts';
import { tabOf } from '../engines/chromium.ts';
import { openFrameSandboxIn } from '../runtime/frame-page.ts';
import { startFrameSite } from '../runtime/frame-site.ts';
import type { Rounds } from './rounds.ts';

/** Where rows are measured. What a row opens is closed when it has been measured, whatever became of it. */
export class Bench {
  readonly rounds: Rounds;
  readonly #toClose: (() => Promise<unknown>)[] = [];
  #browser: Promise<Browser> | undefined;

  constructor(rounds: Rounds) {
    this.rounds = rounds;
  }

  /** Child processes of this Node. */
  async openNative(): Promise<Sandbox> {
    const sandbox = await openNodeSandbox();
    this.closeLater(() => sandbox.dispose());
    return sandbox;
  }

  /** The sandboxed frame in a page of Chromium, driven from here. */
  async openEmbedded(): Promise<Sandbox> {
    const page = await this.openPage();
    await page.goto(await this.startFramePage());
    return openFrameSandboxIn(tabOf(page));
  }

  /** Serves a page that opens the frame as the site does, with the bench's own script in it. Resolves to its address. */
  async startFramePage(): Promise<string> {
    const site = await startFrameSite(join(import.meta.dirname, 'in-page.ts'));
    this.closeLater(() => site.close());
    return site.url;
  }

  /** Serves the built course with its real headers. Resolves to its origin. */
  async startBuiltSite(): Promise<string> {
    if (!existsSync('dist/index.html'))
      throw new Error('expected a built course in dist/, found none; run: npm run build');
    const server = createStaticServer('dist').listen(0, 'localhost');
    await once(server, 'listening');
    this.closeLater(async () => {
      server.closeAllConnections();
      server.close();
    });
    return `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  /** A page of a profile of its own: nothing is cached. */
  async openPage(): Promise<Page> {
    const context = await (await this.browser()).newContext({ viewport: { width: 1280, height: 900 } });
    this.closeLater(() => context.close());
    return context.newPage();
  }

  browser(): Promise<Browser> {
    this.#browser ??= chromium.launch({
      executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
      chromiumSandbox: process.getuid?.() !== 0,
      args: ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    return this.#browser;
  }

  closeLater(close: () => Promise<unknown>): void {
    this.#toClose.push(close);
  }

  /** Closes what the last row opened, the last first. */
  async closeRow(): Promise<void> {
    for (const close of this.#toClose.splice(0).reverse()) await close();
  }

  async close(): Promise<void> {
    await this.closeRow();
    await (await this.#browser)?.close();
  }
}
