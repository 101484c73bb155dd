const words: Readonly<Record<string, { readonly expected: string; readonly remedy: string }>> = {
  EACCES: {
    expected: 'leave to read and write here',
    remedy: 'give yourself leave, or name another folder in COURSE_DIR',
  },
  EPERM: {
    expected: 'leave to read and write here',
    remedy: 'give yourself leave, or name another folder in COURSE_DIR',
  },
  EROFS: { expected: 'a disk that can be written', remedy: 'name a folder on another one in COURSE_DIR' },
  ENOSPC: { expected: 'room on the disk', remedy: 'make some' },
  ENOTDIR: { expected: 'a folder', remedy: 'move the file that is in its place, or name another folder in COURSE_DIR' },
  EISDIR: { expected: 'a file', remedy: 'move the folder that is in its place' },
  EEXIST: { expected: 'a name that is free', remedy: 'move what is there' },
  ELOOP: { expected: 'links that end somewhere', remedy: 'mend the link' },
  EMFILE: { expected: 'fewer open files', remedy: 'raise the limit (`ulimit -n`)' },
};

/** What the disk refused, in the words of a fault, with its path; undefined for any other error. */
export function wordsOfDisk(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const of = words[code ?? ''];
  return of && `${path}:1:1: expected ${of.expected}, found ${error.message.split(',')[0]}; ${of.remedy}`;
}
