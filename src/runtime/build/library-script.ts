import { parse } from 'sucrase/dist/parser/index.js';

/** A script that evaluates to an object of functions, and where in it each file's first line stands. */
export interface FunctionTable {
  readonly script: string;
  /** Line of the script (from 0) that holds line 1 of the file with this id. */
  readonly firstLine: Readonly<Record<string, number>>;
}

/** One file to be wrapped. */
export interface WrappedFile {
  readonly id: string;
  /** What stands before the body's brace: `function (exports, require)`, with the names that the file may use. */
  readonly head: string;
  readonly code: string;
}

/**
 * Puts files into one script `({ 'id': function (…) { … }, … })`. Comments go, but every token keeps its line and column,
 * so that a stack frame can name the file and the place in it as Node does.
 */
export function functionTable(files: readonly WrappedFile[]): FunctionTable {
  const firstLine: Record<string, number> = {};
  const parts: string[] = ['({'];
  let line = 1;
  for (const { id, head, code } of files) {
    firstLine[id] = line + 1;
    const text = `${JSON.stringify(id)}: ${head} {\n${withoutComments(code)}\n},`;
    parts.push(text);
    line += text.split('\n').length;
  }
  parts.push('})');
  return { script: parts.join('\n'), firstLine };
}

/**
 * Blanks out comments. Those at the end of a line that throws stay: Node prints such a line above an uncaught error.
 * What stands between two tokens is white space or comments, so nothing else can be lost.
 */
export function withoutComments(code: string): string {
  const tokens = tokensOf(code);
  let kept = '';
  let end = 0;
  for (const token of tokens) {
    kept += blank(code, end, token.start);
    kept += code.slice(token.start, token.end);
    end = token.end;
  }
  kept += blank(code, end, code.length);
  return kept.replace(/[ \t]+$/gm, '');
}

/** None where the parser stumbles (it does not know a bare `yield` in an expression): then the comments stay. */
function tokensOf(code: string): readonly { readonly start: number; readonly end: number }[] {
  try {
    return parse(code, false, false, false).tokens;
  } catch {
    return [{ start: 0, end: code.length }];
  }
}

function blank(code: string, from: number, to: number): string {
  const gap = code.slice(from, to);
  if (!gap.includes('/')) return gap;
  const lineStart = code.lastIndexOf('\n', from - 1) + 1;
  const [first = '', ...rest] = gap.split('\n');
  const keepFirst = rest.length > 0 && /^\s*throw\b/.test(code.slice(lineStart, from)) && /^\s*\/\//.test(first);
  return [keepFirst ? first : first.replace(/[^\r]/g, ' '), ...rest.map((line) => line.replace(/[^\r]/g, ' '))].join(
    '\n',
  );
}
