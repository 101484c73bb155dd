import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Files } from '../files/files.ts';
import { nameFrom } from '../lesson/read/desk.ts';
import { foldersIn, readFiles, readText } from '../lesson/read/folder.ts';
import { type Places, templateFolders } from '../lesson/read-lessons.ts';
import { recordCommand } from './record-command.ts';

/** What can be made anew, and where it goes below the course's folder. */
export const makable = ['step', 'myth', 'template'] as const;
export type Makable = (typeof makable)[number];

const courseYaml = `# yaml-language-server: $schema=__schemas__/course.json
title: A course
description: What one can do after it, in a sentence.
`;

/** `course new`: writes a lesson or a template that passes `course check` as it is. Never overwrites. Resolves to the exit code. */
export async function newCommand(
  places: Places,
  kind: Makable,
  slug: string,
  options: { readonly title?: string },
  signal: AbortSignal,
): Promise<number> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    console.error(
      `expected lower-case words joined by hyphens, found \`${slug}\`; write it like first-message, nothing was written`,
    );
    return 2;
  }
  const folder = await folderFor(places, kind, slug);
  if ((await foldersIn(dirname(folder))).some((name) => name.replace(/^\d{2}-/, '') === slug)) {
    console.error(
      `expected a name that is free, found that there is a ${kind} \`${slug}\`; take another one, nothing was written`,
    );
    return 1;
  }
  const { 'misconceptions.yaml': misconceptions = '', ...files } = await scaffold(
    places,
    kind,
    folder,
    slug,
    options.title,
  );
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: 'wx' });
    console.log(`wrote ${shown(join(folder, path))}`);
  }
  if (kind === 'template') return 0;
  await extend(
    join(places.courseDir, 'course.yaml'),
    courseYaml.replace('__schemas__', schemasFrom(places, places.courseDir)),
    '',
  );
  await extend(
    join(places.courseDir, 'misconceptions.yaml'),
    '# What somebody believes: id → one sentence.\n',
    misconceptions,
  );
  const code = await recordCommand(places, [slug], {}, signal);
  console.log(`\nNext: change what you find there, and run \`npm run course -- check ${slug}\`.`);
  return code;
}

/** The files of a new lesson or template, by their paths in its folder; `misconceptions.yaml` is what the course's own gains. */
async function scaffold(
  places: Places,
  kind: Makable,
  folder: string,
  slug: string,
  title = titleOf(slug),
): Promise<Files> {
  const files = await readFiles(join(places.engineDir, 'docs/scaffold', kind));
  const filled = Object.entries(files).map(([path, text]) => [
    path,
    text
      .replaceAll('__slug__', slug)
      .replaceAll('__title__', title)
      .replaceAll('__schemas__', schemasFrom(places, dirname(join(folder, path)))),
  ]);
  return Object.fromEntries(filled);
}

async function folderFor(places: Places, kind: Makable, slug: string): Promise<string> {
  switch (kind) {
    case 'step': {
      const numbers = (await foldersIn(join(places.courseDir, 'steps'))).map((name) => Number(name.slice(0, 2)) || 0);
      return join(places.courseDir, 'steps', `${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}-${slug}`);
    }
    case 'myth':
      return join(places.courseDir, 'myths', slug);
    case 'template':
      return join(templateFolders(places)[0] ?? places.courseDir, slug);
  }
}

/** Makes a file with `before` where there is none, and puts `more` at its end. */
async function extend(file: string, before: string, more: string): Promise<void> {
  const text = await readText(file);
  if (text !== undefined && more === '') return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${(text ?? before).trimEnd()}\n${more === '' ? '' : `\n${more}`}`);
  console.log(`${text === undefined ? 'wrote' : 'added to'} ${shown(file)}`);
}

function shown(path: string): string {
  return nameFrom(process.cwd(), path);
}

function schemasFrom({ engineDir }: Places, folder: string): string {
  return relative(folder, join(engineDir, 'src/lesson/json-schema')).replaceAll('\\', '/');
}

function titleOf(slug: string): string {
  return slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
}
