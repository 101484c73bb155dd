import type { LibraryFunction } from '../realm/realm.ts';
import type { PackageModule } from './module-record.ts';
import type { ScriptPart } from './stack-trace.ts';

// Names that the build puts around the program's script (build/program-script.ts).
declare const __library: Readonly<Record<string, LibraryFunction>>;
declare const __packages: Readonly<Record<string, unknown>>;
declare const __tables: {
  readonly entries: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, PackageModule>>;
  readonly parts: readonly ScriptPart[];
  /** llhttp's WebAssembly in base64. */
  readonly llhttp: string;
};

export const library = __library;
export const packages = { entries: __tables.entries, modules: __tables.modules, functions: __packages };
export const scriptParts = __tables.parts;

export function llhttp(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(__tables.llhttp), (character) => character.charCodeAt(0));
}
