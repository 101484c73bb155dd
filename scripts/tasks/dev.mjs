import { node } from '../run.mjs';

/** Serves the site for authors: prose, exercises and code are shown as they are saved. */
export function perform(args) {
  return node(['node_modules/astro/bin/astro.mjs', 'dev', '--ignore-lock', ...args]);
}
