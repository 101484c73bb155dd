import type { Doorstep } from './doorstep.ts';

/** A doorstep that is gone with the test. */
export function memoryDoorstep(): Doorstep {
  const left = new Map<string, string>();
  return {
    get length() {
      return left.size;
    },
    key: (index) => [...left.keys()][index] ?? null,
    getItem: (key) => left.get(key) ?? null,
    setItem: (key, value) => void left.set(key, value),
    removeItem: (key) => void left.delete(key),
  };
}
