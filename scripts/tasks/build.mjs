import { node } from '../run.mjs';

/** Builds the site into dist/. */
export function perform(args) {
  return node(['node_modules/astro/bin/astro.mjs', 'build', ...args]);
}
