import type { OperationBatch } from './network/operation-batch.ts';

// What a program's thread and the machine that runs it say to each other. One channel each way, so that the order of
// output and network operations holds. What has no `kind` is a batch of network operations.

/** To the program. */
export type ToProgram =
  | { readonly kind: 'run'; readonly run: Run }
  | OperationBatch
  | { readonly kind: 'stdin'; readonly text: string }
  /** The reader has taken that many bytes of output: so many more may be sent. */
  | { readonly kind: 'printed'; readonly bytes: number }
  | { readonly kind: 'ping' }
  | { readonly kind: 'subtle'; readonly answer: SubtleAnswer };

/** From the program. */
export type FromProgram =
  | { readonly kind: 'ready' }
  | OperationBatch
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly kind: 'pong' }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'died'; readonly signal: string }
  /** The runtime itself failed, which no program can cause. */
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'subtle'; readonly call: SubtleCall };

/** All that one program is. Paths are absolute. */
export interface Run {
  readonly entry: string;
  readonly preload: string | undefined;
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The texts that the program may read. */
  readonly files: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, CompiledModule>>;
}

/** A module of the project, ready to be linked: an ES module as the body of a function. */
export type CompiledModule =
  | {
      readonly kind: 'module';
      readonly code: string;
      /** Statements that export its function declarations, which exist before the body runs. */
      readonly hoisted: string;
      /** Columns that `code` has more than the source on line 1. */
      readonly indent: number;
      readonly imports: readonly ImportStatement[];
      readonly exports: ExportNames;
    }
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'error'; readonly error: SourceError };

/** One static `import` or `export … from`. */
export interface ImportStatement {
  readonly specifier: string;
  /** The names that must be there, with where they stand; `*` is not among them. */
  readonly names: readonly ImportedName[];
  readonly line: number;
  readonly column: number;
}

export interface ImportedName {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** What a module exports: its own names, and the specifiers of `export * from`. */
export interface ExportNames {
  readonly names: readonly string[];
  readonly stars: readonly string[];
}

/** Why a source is no program. Lines and columns count from 1. */
export interface SourceError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly code: string | undefined;
}

/** A call of `crypto.subtle` for a thread that has none; keys stay with the machine, behind numbers. */
export interface SubtleCall {
  readonly id: number;
  readonly method: string;
  readonly values: readonly unknown[];
}

export type SubtleAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };

/** How a key looks where it is not. */
export interface KeyReference {
  readonly subtleKey: number;
  readonly type: KeyType;
  readonly extractable: boolean;
  readonly algorithm: KeyAlgorithm;
  readonly usages: readonly KeyUsage[];
}

/** Bytes of output that may be on their way to the reader; what is printed beyond them is cut. */
export const outputWindow = 4 << 20;

/** The folder that a project seems to lie in. */
export const projectFolder = '/project';
