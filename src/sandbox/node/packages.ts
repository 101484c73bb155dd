import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The packages that every host offers to bare imports. */
const offered = ['ws', 'jose', '@sinonjs/fake-timers'] as const;

/** What those import in turn. */
const behind = { '@sinonjs/commons': '@sinonjs/fake-timers', 'type-detect': '@sinonjs/commons' } as const;

/** Where the packages lie on this disk: those a program may import by name, and every folder that it must be able to read for that. */
export function packageFolders(): {
  readonly offered: Readonly<Record<string, string>>;
  readonly readable: readonly string[];
} {
  const folders: Record<string, string> = {};
  for (const name of offered) folders[name] = folderOf(name, import.meta.url);
  const readable = { ...folders };
  for (const [name, importer] of Object.entries(behind)) {
    readable[name] = folderOf(name, join(readable[importer] ?? '', 'package.json'));
  }
  return { offered: folders, readable: Object.values(readable) };
}

function folderOf(name: string, importer: string): string {
  const entry = createRequire(importer).resolve(name);
  const folder = join('node_modules', name);
  const at = entry.lastIndexOf(folder);
  if (at === -1)
    throw new Error(`expected the package ${name} in a folder node_modules, found ${entry}: run npm install`);
  return entry.slice(0, at + folder.length);
}
