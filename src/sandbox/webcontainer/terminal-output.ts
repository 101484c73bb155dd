// What a program prints comes through a pseudo-terminal: line ends are CR LF, and colours are escape sequences.
// biome-ignore lint/suspicious/noControlCharactersInRegex: ECMA-48 control sequences begin with ESC
const ESCAPES = /\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]/g;

/** Takes terminal chunks, gives whole text: no escape sequences, LF line ends, and never half a sequence at the end of a chunk. */
export function createTerminalReader(): (chunk: string) => string {
  let held = '';
  return (chunk) => {
    const text = held + chunk;
    const cut = unfinished(text);
    held = text.slice(cut);
    return text.slice(0, cut).replace(ESCAPES, '').replaceAll('\r\n', '\n');
  };
}

/** Where a CR or an escape sequence begins that the next chunk may complete; the length when there is none. */
function unfinished(text: string): number {
  if (text.endsWith('\r')) return text.length - 1;
  const begin = text.lastIndexOf('\u001b');
  if (begin < 0 || text.length - begin > 64) return text.length;
  return text.slice(begin).replace(ESCAPES, '') === text.slice(begin) ? begin : text.length;
}
