import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { APIRoute } from 'astro';

type Build = typeof import('../runtime/build/ensure-runtime.ts');

/** `/sandbox.html`: the sandboxed frame in which learners' programs run. */
export const GET: APIRoute = async () => {
  // Node runs the runtime's build from its own sources, which it finds beside itself: it must not be bundled into the site's.
  const source = pathToFileURL('src/runtime/build/ensure-runtime.ts').href;
  const { ensureRuntime }: Build = await import(/* @vite-ignore */ source);
  const { frame } = await ensureRuntime();
  return new Response(await readFile(frame, 'utf8'), { headers: { 'content-type': 'text/html; charset=utf-8' } });
};
