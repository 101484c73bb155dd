import type { APIRoute } from 'astro';
import { licences } from '../site-build/licences.ts';

/** `/licences.txt`: the licences under which this site hands out what others wrote. */
export const GET: APIRoute = async () =>
  new Response(await licences(), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
