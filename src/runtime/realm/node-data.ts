import table from '../tables/node.json' with { type: 'json' };

/** What the C++ side of the pinned Node knows by heart: error numbers, constants, HTTP methods (made by make-tables.ts). */
export const nodeData = table;

/** libuv's error number by name, negative, as on Linux: `errno('EADDRINUSE')` is -98. */
export function errno(name: keyof typeof table.uv): number {
  return table.uv[name][0] as number;
}
