import { parseArgs } from 'node:util';

/** What a run of the bench was asked for. */
export interface Options {
  /** Parts of rows' names; none means all rows. */
  readonly wanted: readonly string[];
  readonly rounds: number;
  readonly gate: boolean;
}

/** Reads the command line: `[--quick] [--gate] [part of a row's name …]`. Throws a TypeError for what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean', default: false }, gate: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  return { wanted: positionals, rounds: values.quick ? 5 : 20, gate: values.gate };
}

/** Whether a row is meant: rows that take minutes only by name or flag. */
export function isWanted(row: { readonly name: string; readonly only?: 'gate' }, { wanted, gate }: Options): boolean {
  const named = wanted.some((part) => row.name.toLowerCase().includes(part.toLowerCase()));
  if (row.only === 'gate') return named || gate;
  return wanted.length === 0 || named;
}
