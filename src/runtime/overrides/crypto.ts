import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesOf } from '../realm/binding.ts';
import type { Realm } from '../realm/realm.ts';
import { notOffered } from './not-offered.ts';

const hashes = { md5, sha1, sha224, sha256, sha384, sha512 } as const;
type HashName = keyof typeof hashes;
type ErrorCodes = Record<string, new (...values: unknown[]) => Error>;

/** A running digest of @noble/hashes. */
interface Running {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
  clone?(): Running;
}

/**
 * `crypto`, as far as a WebSocket server uses it: hashes, HMAC, random values, secret keys, comparison in constant time.
 * Signatures with key pairs are the business of `jose`, over WebCrypto.
 */
export function crypto(realm: Realm): unknown {
  const { Buffer } = realm.require('buffer') as { Buffer: typeof import('node:buffer').Buffer };
  const { Transform } = realm.require('stream') as typeof import('node:stream');
  const { codes } = realm.require('internal/errors') as { codes: ErrorCodes };
  const { validateInteger, validateString } = realm.require('internal/validators') as {
    validateInteger(value: unknown, name: string, min?: number, max?: number): void;
    validateString(value: unknown, name: string): void;
  };
  const fail = (code: string, ...details: unknown[]): never => {
    const NodeError = codes[code] as new (...values: unknown[]) => Error;
    throw new NodeError(...details);
  };
  const web = globalThis.crypto;

  const bytesFrom = (value: unknown, name: string, encoding?: BufferEncoding): Uint8Array => {
    if (typeof value === 'string') return Buffer.from(value, encoding);
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return bytesOf(value);
    return fail('ERR_INVALID_ARG_TYPE', name, ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value);
  };
  const hashOf = (name: unknown): (typeof hashes)[HashName] => {
    validateString(name, 'algorithm');
    const found =
      hashes[
        String(name)
          .toLowerCase()
          .replace(/^rsa-|-/g, '') as HashName
      ];
    if (found) return found;
    throw Object.assign(new Error('Digest method not supported'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
  };

  class Digest extends Transform {
    readonly running: Running;
    finished = false;
    constructor(running: Running) {
      super();
      this.running = running;
    }
    update(data: unknown, encoding?: BufferEncoding): this {
      if (this.finished) fail('ERR_CRYPTO_HASH_FINALIZED');
      this.running.update(bytesFrom(data, 'data', encoding));
      return this;
    }
    digest(encoding?: BufferEncoding | 'buffer'): unknown {
      if (this.finished) fail('ERR_CRYPTO_HASH_FINALIZED');
      this.finished = true;
      const bytes = Buffer.from(this.running.digest());
      return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
    }
    override _transform(chunk: unknown, encoding: BufferEncoding, done: () => void): void {
      this.update(chunk, encoding);
      done();
    }
    override _flush(done: () => void): void {
      this.push(this.digest());
      done();
    }
  }
  class Hash extends Digest {
    copy(): Hash {
      if (this.finished) fail('ERR_CRYPTO_HASH_FINALIZED');
      return new Hash((this.running.clone as () => Running)());
    }
  }
  class Hmac extends Digest {}

  class KeyObject {
    readonly type = 'secret';
    readonly #bytes: Uint8Array<ArrayBuffer>;
    constructor(bytes: Uint8Array) {
      this.#bytes = new Uint8Array(bytes);
    }
    get [Symbol.toStringTag](): string {
      return 'KeyObject';
    }
    get symmetricKeySize(): number {
      return this.#bytes.length;
    }
    export(options?: { readonly format?: string }): unknown {
      const bytes = Buffer.from(this.#bytes);
      return options?.format === 'jwk' ? { kty: 'oct', k: bytes.toString('base64url') } : bytes;
    }
    equals(other: KeyObject): boolean {
      return Buffer.compare(this.#bytes, other.#bytes) === 0;
    }
    toCryptoKey(algorithm: HmacImportParams, extractable: boolean, usages: KeyUsage[]): Promise<CryptoKey> {
      return web.subtle.importKey('raw', this.#bytes, algorithm, extractable, usages);
    }
    static bytesOf(key: unknown): Uint8Array {
      return key instanceof KeyObject ? key.#bytes : bytesFrom(key, 'key');
    }
  }

  function fillRandom(bytes: Uint8Array): void {
    // getRandomValues gives at most 65,536 bytes at once.
    for (let at = 0; at < bytes.length; at += 65_536) {
      const part = new Uint8Array(Math.min(65_536, bytes.length - at));
      bytes.set(web.getRandomValues(part), at);
    }
  }
  function randomFillSync<T extends ArrayBufferView | ArrayBuffer>(target: T, offset = 0, size?: number): T {
    const bytes = bytesOf(target);
    fillRandom(bytes.subarray(offset, size === undefined ? bytes.length : offset + size));
    return target;
  }
  function randomBytes(size: number, done?: (error: null, bytes: Uint8Array) => void): unknown {
    validateInteger(size, 'size', 0, 2 ** 31 - 1);
    const bytes = randomFillSync(Buffer.alloc(size));
    if (!done) return bytes;
    realm.loop.enterLater(() => done(null, bytes));
    return undefined;
  }
  function randomFill(target: ArrayBufferView, ...more: unknown[]): void {
    const done = more.pop() as (error: null, target: ArrayBufferView) => void;
    randomFillSync(target, more[0] as number | undefined, more[1] as number | undefined);
    realm.loop.enterLater(() => done(null, target));
  }
  function randomInt(low: number, high?: number | ((error: null, value: number) => void), done?: unknown): unknown {
    if (typeof high !== 'number') return randomInt(0, low, high);
    validateInteger(low, 'min');
    validateInteger(high, 'max');
    if (high <= low) fail('ERR_OUT_OF_RANGE', 'max', `greater than the value of "min" (${low})`, high);
    const range = high - low;
    const limit = 2 ** 48 - (2 ** 48 % range);
    let drawn = limit;
    while (drawn >= limit) drawn = randomFillSync(Buffer.alloc(6)).readUIntBE(0, 6);
    const value = low + (drawn % range);
    if (typeof done !== 'function') return value;
    realm.loop.enterLater(() => done(null, value));
    return undefined;
  }
  function randomUUID(): string {
    const bytes = randomFillSync(Buffer.alloc(16));
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
  function timingSafeEqual(a: unknown, b: unknown): boolean {
    const types = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];
    if (typeof a === 'string') fail('ERR_INVALID_ARG_TYPE', 'buf1', types, a);
    if (typeof b === 'string') fail('ERR_INVALID_ARG_TYPE', 'buf2', types, b);
    const left = bytesFrom(a, 'buf1');
    const right = bytesFrom(b, 'buf2');
    if (left.length !== right.length) fail('ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH');
    let difference = 0;
    for (let i = 0; i < left.length; i++) difference |= (left[i] as number) ^ (right[i] as number);
    return difference === 0;
  }

  const createHash = (name: string): Hash => new Hash(hashOf(name).create());
  const refuse = (what: string) => () => {
    throw notOffered(`crypto.${what}()`, 'use jose, which signs and verifies with WebCrypto');
  };
  const asymmetric = ['createSign', 'createVerify', 'sign', 'verify', 'generateKeyPair', 'generateKeyPairSync'];
  const keys = [
    'createPrivateKey',
    'createPublicKey',
    'privateEncrypt',
    'publicEncrypt',
    'privateDecrypt',
    'publicDecrypt',
  ];
  const other = ['createCipheriv', 'createDecipheriv', 'createECDH', 'createDiffieHellman', 'diffieHellman', 'scrypt'];
  const derive = ['scryptSync', 'pbkdf2', 'pbkdf2Sync', 'hkdf', 'hkdfSync', 'generateKey', 'generateKeySync'];

  return {
    ...Object.fromEntries([...asymmetric, ...keys, ...other, ...derive].map((name) => [name, refuse(name)])),
    createHash,
    createHmac: (name: string, key: unknown) => new Hmac(hmac.create(hashOf(name), KeyObject.bytesOf(key))),
    hash: (name: string, data: unknown, encoding: BufferEncoding | 'buffer' = 'hex') =>
      createHash(name).update(data).digest(encoding),
    getHashes: () => Object.keys(hashes),
    createSecretKey: (key: unknown, encoding?: BufferEncoding) => new KeyObject(bytesFrom(key, 'key', encoding)),
    randomBytes,
    randomFill,
    randomFillSync,
    randomInt,
    randomUUID,
    timingSafeEqual,
    getRandomValues: (target: Uint8Array<ArrayBuffer>) => web.getRandomValues(target),
    webcrypto: web,
    get subtle() {
      return web.subtle;
    },
    constants: {},
    Hash,
    Hmac,
    KeyObject,
  };
}
