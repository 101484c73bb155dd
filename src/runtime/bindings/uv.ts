import type { Binding } from '../realm/binding.ts';
import { nodeData } from '../realm/node-data.ts';

const entries = Object.entries(nodeData.uv) as [name: string, entry: [errno: number, message: string]][];
const byErrno = new Map(entries.map(([name, [errno, message]]) => [errno, [name, message] as const]));

/** `internalBinding('uv')`: src/uv.cc. */
export function uvBinding(): Binding {
  return {
    ...Object.fromEntries(entries.map(([name, [errno]]) => [`UV_${name}`, errno])),
    getErrorMap: () => new Map([...byErrno].map(([errno, entry]) => [errno, [...entry]])),
    errname: (errno: number) => byErrno.get(errno)?.[0] ?? `Unknown system error ${errno}`,
    getErrorMessage: (errno: number) => byErrno.get(errno)?.[1] ?? `Unknown system error ${errno}`,
  };
}
