/**
 * Node's library names methods by `Symbol.dispose` and `Symbol.asyncDispose` (ECMAScript 2026). WebKitGTK 2.50 has neither: they are put
 * in place as the standard describes them, before the library takes its primordials.
 */
export function defineMissingSymbols(): void {
  for (const name of ['dispose', 'asyncDispose']) {
    if (name in Symbol) continue;
    Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
  }
}
