import type { KeyReference, SubtleAnswer, SubtleCall } from '../protocol.ts';
import type { EventLoop } from '../realm/event-loop.ts';

const methods = [
  'encrypt',
  'decrypt',
  'sign',
  'verify',
  'digest',
  'generateKey',
  'deriveKey',
  'deriveBits',
  'importKey',
  'exportKey',
  'wrapKey',
  'unwrapKey',
] as const;

/** A thread's own Web Cryptography works outside of Node's library: its calls have to keep the program alive. */
export function keepAliveWhileSubtleWorks(loop: EventLoop): void {
  const prototype = Object.getPrototypeOf(globalThis.crypto.subtle) as Record<
    string,
    (...values: unknown[]) => Promise<unknown>
  >;
  for (const method of methods) {
    const call = prototype[method];
    if (!call) continue;
    const kept = function (this: unknown, ...values: unknown[]): Promise<unknown> {
      loop.retain();
      const result = call.apply(this, values);
      const release = (): void => loop.release();
      result.then(release, release);
      return result;
    };
    Object.defineProperty(kept, 'name', { value: method });
    Object.defineProperty(prototype, method, { value: kept });
  }
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Web Cryptography for a thread that has none: Chromium takes no worker of an opaque origin for a secure context. The calls run
 * in the frame's document; keys stay there, behind numbers.
 */
export class SubtleProxy {
  readonly #loop: EventLoop;
  readonly #send: (call: SubtleCall) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #references = new WeakMap<object, number>();
  #calls = 0;

  constructor(loop: EventLoop, send: (call: SubtleCall) => void) {
    this.#loop = loop;
    this.#send = send;
  }

  /** Puts `crypto`, `CryptoKey` and `SubtleCrypto` into the global object. */
  install(): void {
    const references = this.#references;
    class CryptoKey {
      declare readonly type: KeyType;
      constructor(reference?: KeyReference) {
        if (!reference || typeof reference.subtleKey !== 'number') throw new TypeError('Illegal constructor');
        references.set(this, reference.subtleKey);
        const { type, extractable, algorithm, usages } = reference;
        for (const [name, value] of Object.entries({ type, extractable, algorithm, usages })) {
          Object.defineProperty(this, name, { value, enumerable: true });
        }
      }
      get [Symbol.toStringTag](): string {
        return 'CryptoKey';
      }
    }
    class SubtleCrypto {}
    for (const method of methods) {
      Object.defineProperty(SubtleCrypto.prototype, method, {
        value: (...values: unknown[]) => this.#call(method, values).then((value) => unpack(value, CryptoKey)),
      });
    }
    const real = globalThis.crypto;
    const crypto = {
      subtle: new SubtleCrypto(),
      getRandomValues: (view: Uint8Array<ArrayBuffer>) => real.getRandomValues(view),
      randomUUID: () => uuid(real.getRandomValues(new Uint8Array(16))),
      get [Symbol.toStringTag]() {
        return 'Crypto';
      },
    };
    for (const [name, value] of Object.entries({ crypto, CryptoKey, SubtleCrypto })) {
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
    }
  }

  #call(method: string, values: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#calls;
      this.#waiting.set(id, { resolve, reject });
      this.#loop.retain();
      this.#send({ id, method, values: values.map((value) => this.#pack(value)) });
    });
  }

  #pack(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const key = this.#references.get(value);
    if (key !== undefined) return { subtleKey: key };
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
    if (value instanceof ArrayBuffer) return value.slice(0);
    if (Array.isArray(value)) return value.map((entry) => this.#pack(entry));
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, this.#pack(entry)]));
  }

  answered(answer: SubtleAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    this.#loop.enter(() => {
      if ('error' in answer) waiting?.reject(new DOMException(answer.error.message, answer.error.name));
      else waiting?.resolve(answer.value);
    });
    this.#loop.release();
  }
}

type KeyClass = new (reference: KeyReference) => object;

function isReference(value: unknown): value is KeyReference {
  return typeof value === 'object' && value !== null && 'subtleKey' in value;
}

function unpack(value: unknown, Key: KeyClass): unknown {
  if (isReference(value)) return new Key(value);
  const pair = value as { publicKey?: unknown; privateKey?: unknown } | null;
  if (isReference(pair?.privateKey) && isReference(pair.publicKey)) {
    return { publicKey: new Key(pair.publicKey), privateKey: new Key(pair.privateKey) };
  }
  return value;
}

/** A random UUID (RFC 9562 §5.4) of 16 random bytes. */
function uuid(bytes: Uint8Array): string {
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
