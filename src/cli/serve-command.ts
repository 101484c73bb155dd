import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Places } from '../lesson/read-lessons.ts';

/** `course serve`: the site as it is being written; what is saved is shown. Resolves to the exit code when it was stopped. */
export async function serveCommand(
  { engineDir, courseDir }: Places,
  options: { readonly port?: string },
  signal: AbortSignal,
): Promise<number> {
  const require = createRequire(join(engineDir, 'package.json'));
  const astro = join(dirname(require.resolve('astro/package.json')), 'bin/astro.mjs');
  const args = [astro, 'dev', '--ignore-lock', ...(options.port === undefined ? [] : ['--port', options.port])];
  const child = spawn(process.execPath, args, {
    cwd: engineDir,
    env: { ...process.env, COURSE_DIR: courseDir },
    stdio: 'inherit',
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode));
  });
  signal.throwIfAborted();
  return code ?? 1;
}
