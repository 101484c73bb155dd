import type { WriteStream } from 'node:tty';

/** One line that is written over and over on a terminal, and not at all elsewhere. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

export function progressLine(stream: WriteStream): ProgressLine {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => stream.write(`\r\u001b[2K${text.slice(0, stream.columns - 1)}`),
    clear: () => stream.write('\r\u001b[2K'),
  };
}
