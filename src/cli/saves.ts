import { watch } from 'node:fs/promises';

/** How long nothing more must be saved before it is reported, in milliseconds: editors write in several strokes. */
const QUIET = 80;

/** The path of a file below a folder, each time that one was saved; saves in quick succession are one. Ends when the signal aborts. */
export async function* savesIn(folder: string, signal: AbortSignal): AsyncGenerator<string> {
  let saved: string | undefined;
  let wake = () => {};
  let timer: NodeJS.Timeout | undefined;
  const listen = async () => {
    for await (const { filename } of watch(folder, { recursive: true, signal })) {
      if (filename === null || /(^|[\\/])(\.|node_modules|recordings)/.test(filename) || filename.endsWith('~'))
        continue;
      saved = filename;
      clearTimeout(timer);
      timer = setTimeout(() => wake(), QUIET);
    }
  };
  const ended = listen().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  signal.addEventListener('abort', () => wake(), { once: true });
  while (!signal.aborted) {
    await Promise.race([new Promise<void>((resolve) => (wake = resolve)), ended]);
    if (signal.aborted) break;
    if (saved !== undefined) yield saved.replaceAll('\\', '/');
    saved = undefined;
  }
  clearTimeout(timer);
}
