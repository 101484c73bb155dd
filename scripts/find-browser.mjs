// A Chromium-family browser for the end-to-end tests and screenshots: one that is there, or Debian's, or Playwright's own.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { installDebians, mayInstall, succeeds } from './debian.mjs';

const NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const MAC_NAMES = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PATHS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Where browsers usually are on this system, in the order of preference. */
export function candidates({ platform = process.platform, env = process.env } = {}) {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(homedir(), 'Applications')];
    return MAC_NAMES.flatMap((name) => folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`));
  }
  if (platform === 'win32') {
    const folders = [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']].filter(Boolean);
    return folders.flatMap((folder) => WINDOWS_PATHS.map((path) => `${folder}\\${path}`));
  }
  return NAMES.flatMap((name) => (env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
}

/** Path of a browser that starts, installed first when there is none and this may install. Throws one sentence that says what to do. */
export async function findBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Error(`CHROME_PATH: expected a browser that starts, found ${chosen}; unset it or name another`);
  }
  const found = candidates().find(starts) ?? (await playwrights());
  if (found) return found;
  if (mayInstall() && installDebians(['chromium', 'fonts-liberation'])) return candidates().find(starts);
  if (installPlaywrights()) return playwrights();
  throw new Error(
    'expected Chrome, Chromium or Edge for the end-to-end tests, found none; install one (Debian: sudo apt-get install chromium) or set CHROME_PATH',
  );
}

function starts(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  // On macOS and Windows `--version` opens a window.
  if (process.platform !== 'linux') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

async function playwrights() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

function installPlaywrights() {
  return succeeds(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium', '--only-shell']);
}
