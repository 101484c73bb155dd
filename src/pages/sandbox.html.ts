import { readFile } from 'node:fs/promises';
import type { APIRoute } from 'astro';
import { ensureRuntime } from '../runtime/build/ensure-runtime.ts';

/** `/sandbox.html`: the sandboxed frame in which learners' programs run. */
export const GET: APIRoute = async () => {
  const { frame } = await ensureRuntime();
  return new Response(await readFile(frame, 'utf8'), { headers: { 'content-type': 'text/html; charset=utf-8' } });
};
