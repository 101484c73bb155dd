import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

// What code of a server may import, and what these files refer to. The rest of Node (inspector, sqlite, …) the sandbox does not offer.
const NODE_FILES =
  /^@types\/node\/(package\.json|(index|globals|globals\.typedarray|buffer|buffer\.buffer|console|constants|crypto|diagnostics_channel|dns|dns\/promises|events|fs|fs\/promises|http|https|module|net|os|path|path\/posix|perf_hooks|process|querystring|readline|readline\/promises|stream|stream\/consumers|stream\/promises|stream\/web|string_decoder|timers|timers\/promises|tls|tty|url|util|util\/types|async_hooks|assert|assert\/strict|child_process|cluster|worker_threads|v8|vm|zlib|compatibility\/.*|web-globals\/.*)\.d\.ts)$/;

/** The declarations that the editor's language service needs, as path below node_modules → text; comments of Node's are left out. */
export async function editorTypes(nodeModules: string): Promise<Readonly<Record<string, string>>> {
  const [node, ws, jose, undici] = await Promise.all([
    declarations(nodeModules, '@types/node'),
    declarations(nodeModules, '@types/ws'),
    declarations(nodeModules, 'jose'),
    declarations(nodeModules, 'undici-types'),
  ]);
  const kept = Object.entries(node).filter(([path]) => NODE_FILES.test(path));
  const short = kept.map(([path, text]) => [path, path.endsWith('.ts') ? withoutComments(text) : text] as const);
  const shortUndici = Object.entries(undici).map(
    ([path, text]) => [path, path.endsWith('.ts') ? withoutComments(text) : text] as const,
  );
  return { ...Object.fromEntries(short), ...Object.fromEntries(shortUndici), ...ws, ...jose };
}

async function declarations(nodeModules: string, name: string): Promise<Record<string, string>> {
  const folder = join(nodeModules, name);
  const paths = (await readdir(folder, { recursive: true })).map((path) => path.replaceAll('\\', '/')).sort();
  const wanted = paths.filter((path) => /\.d\.[mc]?ts$/.test(path) || path === 'package.json');
  const texts = await Promise.all(wanted.map((path) => readFile(join(folder, path), 'utf8')));
  return Object.fromEntries(wanted.map((path, index) => [`${name}/${path}`, texts[index] ?? '']));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*\*?(?!\*?\/)[\s\S]*?\*\//g, '').replaceAll(/\n\s*\n+/g, '\n');
}
