/** What the server printed during one check: a chunk as it came, with no promise that it ends with its line. */
export interface Printed {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  /** Id of the check during which it was printed. */
  readonly check: string;
}

/** One line, numbered from 1 in the order of its run. `open` lines still wait for their end. */
export interface ConsoleLine {
  readonly number: number;
  readonly stream: Printed['stream'];
  readonly check: string;
  readonly text: string;
  readonly open: boolean;
}

/** The last lines of a run, and how many before them were dropped. */
export interface ConsoleLog {
  readonly lines: readonly ConsoleLine[];
  readonly dropped: number;
}

export const emptyConsole: ConsoleLog = { lines: [], dropped: 0 };

/** Lines that are kept, and UTF-16 units that are kept of one line. */
export const consoleBounds = { lines: 1_000, line: 4_000 } as const;

/** The console after one more chunk: lines are put together by stream, whatever came between. */
export function print(log: ConsoleLog, printed: Printed): ConsoleLog {
  if (printed.text === '') return log;
  const lines = [...log.lines];
  let number = (log.lines.at(-1)?.number ?? log.dropped) + 1;
  const pieces = printed.text.split('\n');
  const rest = pieces.pop() ?? '';
  // Looked for once: behind the first piece this source has no open line, and a flood would search all lines for each of its own.
  let begunAt = lines.findLastIndex((line) => line.open && sameSource(line, printed));
  const put = (text: string, open: boolean) => {
    const begun = lines[begunAt];
    if (begun === undefined) lines.push({ ...sourceOf(printed), number: number++, text: cut(text), open });
    else lines[begunAt] = { ...begun, text: cut(begun.text + text), open };
    begunAt = -1;
  };
  for (const piece of pieces) put(piece, false);
  if (rest !== '') put(rest, true);
  const kept = lines.slice(-consoleBounds.lines);
  return { lines: kept, dropped: log.dropped + lines.length - kept.length };
}

function sourceOf({ stream, check }: Printed): Pick<ConsoleLine, 'stream' | 'check'> {
  return { stream, check };
}

function sameSource(line: ConsoleLine, printed: Printed): boolean {
  return line.stream === printed.stream && line.check === printed.check;
}

const CUT = ' … (line cut)';

function cut(text: string): string {
  if (text.length <= consoleBounds.line) return text;
  return text.slice(0, consoleBounds.line) + CUT;
}
