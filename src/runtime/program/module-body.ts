/** What a module gives to those that import it. */
export type Namespace = Record<string, unknown>;

/**
 * An ES module as a function; what it imports comes as namespaces. It is a generator that stops once, before its body:
 * then its function declarations are exported already, so that modules of a cycle find them (ECMA-262 §16.2.1.7.3.1), and
 * from there it runs without a pause as far as it awaits nothing.
 */
export type ModuleBody = (
  exports: Namespace,
  require: (specifier: string) => unknown,
  load: (specifier: unknown) => Promise<unknown>,
  meta: object,
  settled: () => void,
) => AsyncGenerator<void, void>;

/** The name of the function: its frame is the module's own body. */
export const moduleBodyName = '__module_body__';

export const moduleHead = `async function* ${moduleBodyName}(exports, require, __load, __meta, __settled)`;

/** What stands on the first line before the module's code. */
export function moduleStart(hoisted: string): string {
  return `"use strict"; ${hoisted}yield; `;
}

export const moduleEnd = '__settled();';
