import { existsSync } from 'node:fs';
import { findBrowser } from '../find-browser.mjs';
import { node } from '../run.mjs';
import { perform as build } from './build.mjs';

/** The WebContainer host through its stand-in; with `--online`, the walk against StackBlitz's own runtime, over the internet. */
export async function perform(args) {
  process.env.CHROME_PATH = await findBrowser();
  if (!existsSync('dist/index.html')) {
    const code = await build(['--silent']);
    if (code !== 0) return code;
  }
  if (args.includes('--online')) return node(['scripts/webcontainer-online.mjs']);
  return node(['node_modules/@playwright/test/cli.js', 'test', 'webcontainer', '--reporter=list', ...args]);
}
