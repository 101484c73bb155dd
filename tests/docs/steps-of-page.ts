/** What a page tells its reader to do, in the order in which it does. Lines count from 1. */
export type Step =
  | {
      readonly do: 'run';
      readonly line: number;
      /** What is typed into a shell. */
      readonly command: string;
      /** What it prints, as the page shows it; undefined where the page shows nothing. */
      readonly prints: string | undefined;
      /** Its exit code, or that it does not end by itself. */
      readonly ends: number | 'never';
    }
  | { readonly do: 'edit'; readonly line: number; readonly file: string; readonly from: string; readonly to: string }
  | { readonly do: 'write'; readonly line: number; readonly file: string; readonly text: string }
  | { readonly do: 'open'; readonly line: number; readonly address: string };

/**
 * Reads the fences of a page. `sh` is run (`sh ends with 1`, `sh keeps running`; `sh elsewhere` is not), and a `text` fence right after it is
 * what it prints. `diff` is an edit of the file that its first line names, `@@ path @@`. A fence with `new` behind its language is a file, whose
 * path stands in the comment on its first line. `<http://localhost:…>` is opened in a browser. Everything else is for reading.
 */
export function stepsOf(page: string): readonly Step[] {
  const found = [...page.matchAll(/^```(\w+)(?: ([^\n]*))?\n(.*?)^```$|<(http:\/\/localhost:[^>]*)>/gms)];
  return found.flatMap(([whole, language, how = '', text = '', address], index): readonly Step[] => {
    const at = found[index]?.index ?? 0;
    const line = page.slice(0, at).split('\n').length;
    if (address !== undefined) return [{ do: 'open', line, address }];
    if (language === 'sh' && how !== 'elsewhere') {
      const next = found[index + 1];
      const isNext = next?.[1] === 'text' && page.slice(at + whole.length, next.index).trim() === '';
      return [{ do: 'run', line, command: text, prints: isNext ? next[3] : undefined, ends: endOf(how, line) }];
    }
    if (language === 'diff') return [{ do: 'edit', line, ...editOf(text, line) }];
    if (how === 'new') {
      const [, file] = /^(?:#|\/\/) (\S+)\n/.exec(text) ?? [];
      if (file === undefined) throw new Error(`line ${line}: expected a comment with the file's path, found “${text}”`);
      return [{ do: 'write', line, file, text }];
    }
    return [];
  });
}

function endOf(how: string, line: number): number | 'never' {
  if (how === '') return 0;
  if (how === 'keeps running') return 'never';
  const [, code] = /^ends with (\d+)$/.exec(how) ?? [];
  if (code === undefined) throw new Error(`line ${line}: expected how the command ends, found “${how}”`);
  return Number(code);
}

/** Lines with `-` and ` ` stand in the file before, lines with `+` and ` ` after. */
function editOf(diff: string, line: number): { readonly file: string; readonly from: string; readonly to: string } {
  const [, file, body = ''] = /^@@ (\S+) @@\n(.*)$/s.exec(diff) ?? [];
  if (file === undefined) throw new Error(`line ${line}: expected \`@@ path @@\`, found “${diff}”`);
  const lines = body.split('\n').slice(0, -1);
  const side = (sign: string) => lines.filter((text) => text === '' || text.startsWith(sign) || text.startsWith(' '));
  const plain = (texts: readonly string[]) => texts.map((text) => `${text.slice(1)}\n`).join('');
  return { file, from: plain(side('-')), to: plain(side('+')) };
}
