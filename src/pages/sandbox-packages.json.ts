import type { APIRoute } from 'astro';
import { bundlePackages } from '../runtime/build/packages.ts';

/** `ws`, `jose` and `@sinonjs/fake-timers` as files, for a host that brings none: path → text. */
export const GET: APIRoute = async () => Response.json(await bundlePackages());
