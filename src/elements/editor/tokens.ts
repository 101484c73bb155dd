/** A piece of a line and what it is; `plain` has no colour of its own. Names are the classes of src/styles/code.css. */
export interface Token {
  readonly text: string;
  readonly kind: 'plain' | 'k' | 's' | 'c' | 'f' | 't' | 'n';
}

const keywords =
  'as async await break case catch class const continue default delete do else export extends false finally for from function get if import in instanceof interface let new null of private protected public readonly return satisfies set static super switch this throw true try type typeof undefined var void while with yield';
const words = new RegExp(`^(?:${keywords.replaceAll(' ', '|')})$`);
const literals = /^(?:true|false|null|undefined)$/;

// In the order in which they are tried. Comments, strings and templates may span lines.
const pattern =
  /(\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|`(?:\\[\s\S]|[^`\\])*`?)|(\b\d[\w.]*)|([A-Za-z_$][\w$]*)(?=(\s*\()?)/g;

/**
 * Splits TypeScript, JavaScript or JSON into lines of tokens, well enough for a surface that is typed into; the build's own
 * highlighting is exact. A regular expression is taken for operators and names.
 */
export function tokenLines(text: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  const add = (piece: string, kind: Token['kind']) => {
    for (const [index, part] of piece.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part) lines.at(-1)?.push({ text: part, kind });
    }
  };
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    add(text.slice(end, match.index), 'plain');
    const [piece, comment, string, number, word, called] = match;
    add(piece, comment ? 'c' : string ? 's' : number ? 'n' : kindOf(word ?? '', called !== undefined));
    end = match.index + piece.length;
  }
  add(text.slice(end), 'plain');
  return lines;
}

function kindOf(word: string, called: boolean): Token['kind'] {
  if (literals.test(word)) return 'n';
  if (words.test(word)) return 'k';
  if (called) return 'f';
  return /^[A-Z]/.test(word) ? 't' : 'plain';
}
