import type { KeyReference, SubtleAnswer, SubtleCall } from '../protocol.ts';

/** Performs a program's calls of Web Cryptography; the keys stay here. */
export class SubtleHost {
  readonly #keys = new Map<number, CryptoKey>();
  #lastKey = 0;

  async perform({ id, method, values }: SubtleCall): Promise<SubtleAnswer> {
    try {
      const { subtle } = globalThis.crypto;
      const call = subtle[method as keyof SubtleCrypto] as (...values: unknown[]) => Promise<unknown>;
      const value = await call.apply(
        subtle,
        values.map((given) => this.#unpack(given)),
      );
      return { id, value: this.#pack(value) };
    } catch (error) {
      const { name, message } = error as Error;
      return { id, error: { name, message } };
    }
  }

  #pack(value: unknown): unknown {
    if (value instanceof CryptoKey) {
      const reference = ++this.#lastKey;
      this.#keys.set(reference, value);
      const { type, extractable, algorithm, usages } = value;
      return { subtleKey: reference, type, extractable, algorithm, usages: [...usages] } satisfies KeyReference;
    }
    const pair = value as Partial<CryptoKeyPair> | null;
    if (pair?.privateKey instanceof CryptoKey) {
      return { publicKey: this.#pack(pair.publicKey), privateKey: this.#pack(pair.privateKey) };
    }
    return value;
  }

  #unpack(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
      return value;
    if ('subtleKey' in value) return this.#keys.get(value.subtleKey as number);
    if (Array.isArray(value)) return value.map((entry) => this.#unpack(entry));
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, this.#unpack(entry)]));
  }
}
