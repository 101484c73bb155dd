import { pathToFileURL } from 'node:url';
import type { APIRoute } from 'astro';

type Build = typeof import('../runtime/build/packages.ts');

/** `ws`, `jose` and `@sinonjs/fake-timers` as files, for a host that brings none: path → text. */
export const GET: APIRoute = async () => {
  // Node runs it from its own source: what bundles packages must not be bundled into the site's build.
  const { bundlePackages }: Build = await import(
    /* @vite-ignore */ pathToFileURL('src/runtime/build/packages.ts').href
  );
  return Response.json(await bundlePackages());
};
