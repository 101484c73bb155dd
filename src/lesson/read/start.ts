import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page, Start, Theme } from '../course.ts';
import { type Desk, faultAt } from './desk.ts';
import { nearest } from './nearest.ts';
import type { Source } from './source.ts';

/** Reports buttons of the start page that have no experiment. An `overview` that could not be read is not asked. */
export function checkStart(
  desk: Desk,
  source: Source,
  { knock }: Pick<Start, 'knock'>,
  overview: Page | undefined,
): void {
  if (!knock || !overview) return;
  const known = overview.claims.flatMap(({ id, experiment }) => (experiment ? [id] : []));
  const named = [
    { id: knock.shown, path: ['shown'] },
    ...knock.buttons.map(({ claim }, index) => ({ id: claim, path: ['buttons', index, 'claim'] })),
  ];
  for (const { id, path } of named) {
    if (known.includes(id)) continue;
    const expected = `a claim of pages/overview/claims.ts with an experiment (${known.join(', ') || 'there are none'})`;
    const remedy = known.length > 0 ? `name one of them${nearest(id, known)}` : 'write one, or leave `knock` out';
    desk.report(faultAt(source.file, expected, `\`${id}\``, remedy, source.place(['start', 'knock', ...path])));
  }
}

/** Reports tokens that the engine's style sheet does not have. */
export async function checkTheme(desk: Desk, source: Source, theme: Theme, engineDir: string): Promise<void> {
  const sheet = await readFile(join(engineDir, 'src/styles/tokens.css'), 'utf8');
  const known = new Set([...sheet.matchAll(/^ {2}--([a-z0-9-]+):/gm)].map(([, name = '']) => name));
  for (const scheme of ['light', 'dark'] as const) {
    for (const name of Object.keys(theme[scheme])) {
      if (known.has(name)) continue;
      const place = source.placeOfKey(['theme', scheme, name]);
      const remedy = `name one that is there${nearest(name, known)}`;
      desk.report(faultAt(source.file, 'a token of src/styles/tokens.css, without `--`', `\`${name}\``, remedy, place));
    }
  }
}
