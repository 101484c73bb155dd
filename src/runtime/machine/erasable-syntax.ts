import { parse } from 'sucrase/dist/parser/index.js';
import { TokenType as tt } from 'sucrase/dist/parser/tokenizer/types.js';
import type { SourceError } from '../protocol.ts';
import { placeAt } from './source-place.ts';

const parameterModifiers: readonly unknown[] = [tt._public, tt._private, tt._protected, tt._readonly, tt._override];

/**
 * Node only erases types: what would need code to be made is refused, with Node's words (amaro, strip-only mode).
 * Undefined where there is nothing of the kind, or where the source does not parse anyway.
 */
export function findUnsupportedSyntax(source: string): SourceError | undefined {
  let tokens: ReturnType<typeof parse>['tokens'];
  try {
    tokens = parse(source, false, true, false).tokens;
  } catch {
    return undefined;
  }
  const refuse = (index: number, what: string): SourceError => ({
    message: `TypeScript ${what} is not supported in strip-only mode`,
    code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
    ...placeAt(source, index),
  });
  for (const [i, token] of tokens.entries()) {
    if (token.isType) continue;
    const text = source.slice(token.start, token.end);
    if (token.type === tt._enum && text === 'enum') return refuse(token.start, 'enum');
    if ((token.type === tt._namespace || token.type === tt._module) && isBlockName(tokens[i + 1]?.type)) {
      return refuse(token.start, `${text} declaration`);
    }
    if (text === 'constructor' && tokens[i + 1]?.type === tt.parenL) {
      const modifier = parameterProperty(tokens, i + 1);
      if (modifier !== undefined) return refuse(tokens[modifier + 1]?.start ?? token.start, 'parameter property');
    }
  }
  return undefined;
}

function isBlockName(type: unknown): boolean {
  return type === tt.name || type === tt.string;
}

/** Index of a modifier that stands at the beginning of a constructor's parameter. */
function parameterProperty(tokens: ReturnType<typeof parse>['tokens'], open: number): number | undefined {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const type = tokens[i]?.type;
    if (type === tt.parenL || type === tt.braceL || type === tt.bracketL) depth++;
    else if (type === tt.parenR || type === tt.braceR || type === tt.bracketR) {
      depth--;
      if (depth === 0) return undefined;
    } else if (depth === 1 && parameterModifiers.includes(type)) {
      const before = tokens[i - 1]?.type;
      if (before === tt.parenL || before === tt.comma) return i;
    }
  }
  return undefined;
}
