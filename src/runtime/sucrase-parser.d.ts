// The parser inside sucrase, which its own types leave out: tokens with their places.
declare module 'sucrase/dist/parser/index.js' {
  import type { TokenType } from 'sucrase/dist/parser/tokenizer/types.js';
  export interface Token {
    readonly type: TokenType;
    readonly start: number;
    readonly end: number;
    /** Whether it belongs to a type, and will be erased. */
    readonly isType: boolean;
  }
  export function parse(
    source: string,
    jsx: boolean,
    typescript: boolean,
    flow: boolean,
  ): { readonly tokens: readonly Token[] };
}
declare module 'sucrase/dist/parser/tokenizer/types.js' {
  export const TokenType: Readonly<
    Record<
      | '_enum'
      | '_namespace'
      | '_module'
      | '_public'
      | '_private'
      | '_protected'
      | '_readonly'
      | '_override'
      | 'name'
      | 'string'
      | 'comma'
      | 'parenL'
      | 'parenR'
      | 'braceL'
      | 'braceR'
      | 'bracketL'
      | 'bracketR',
      TokenType
    >
  >;
  export type TokenType = number & { readonly tokenType: never };
}
