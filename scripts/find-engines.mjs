// Firefox and WebKitGTK for the suites that run in every engine: what is there, or Debian's packages.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { installDebians, mayInstall } from './debian.mjs';

const onPath = (names) =>
  names
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find((path) => existsSync(path));

const applications = ['/Applications', join(homedir(), 'Applications')];
const firefoxes = [
  ...applications.map((folder) => `${folder}/Firefox.app/Contents/MacOS/firefox`),
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
    .filter(Boolean)
    .map((folder) => `${folder}\\Mozilla Firefox\\firefox.exe`),
];

/** By name, as HANDSHAKE_ENGINE has it: `find` gives the settings that the tests need, or undefined where a part is missing. */
export const engines = {
  firefox: {
    label: 'Firefox',
    packages: ['firefox-esr'],
    find() {
      const path = process.env.FIREFOX_PATH || onPath(['firefox-esr', 'firefox']) || firefoxes.find(existsSync);
      return path && { FIREFOX_PATH: path };
    },
  },
  webkitgtk: {
    label: 'WebKitGTK',
    packages: ['webkit2gtk-driver', 'xvfb'],
    find() {
      const path = process.env.WEBKIT_DRIVER_PATH || onPath(['WebKitWebDriver']);
      return path && onPath(['Xvfb']) && { WEBKIT_DRIVER_PATH: path };
    },
  },
};

/** The settings with which the tests reach an engine, installed first where this may; or, as a string, why it is skipped. */
export function findEngine(name) {
  const { packages, find } = engines[name];
  const found = find() ?? (mayInstall() && installDebians(packages) ? find() : undefined);
  return found || `not found, and not installed: on Debian, sudo apt-get install ${packages.join(' ')}`;
}
