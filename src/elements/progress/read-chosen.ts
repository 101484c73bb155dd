import { type FileFault, type KeptFile, LARGEST_FILE_BYTES, readKeptFile, tooLarge } from '../../progress/kept-file.ts';

/** Reads a progress file that somebody chose or dropped. Never rejects: what the browser cannot read is told in words, as a file that is none. */
export async function readChosen(file: File): Promise<KeptFile | FileFault> {
  if (file.size > LARGEST_FILE_BYTES) return tooLarge;
  const text = await file.text().catch(() => undefined);
  if (text === undefined)
    return {
      says: 'The browser cannot read it: it is a folder, or it was moved or changed. Choose the file itself, again.',
    };
  return readKeptFile(text);
}
