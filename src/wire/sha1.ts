const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0] as const;

/**
 * SHA-1 (RFC 3174), 20 bytes. For `Sec-WebSocket-Accept`, which is no secret and wants an answer at once; never for anything that must resist
 * forgery.
 */
export function sha1(message: Uint8Array): Uint8Array {
  const hash = Int32Array.from(INITIAL);
  const words = new Int32Array(80);
  const padded = pad(message);
  for (let start = 0; start < padded.byteLength; start += 64) {
    for (let t = 0; t < 80; t++) words[t] = t < 16 ? padded.getInt32(start + 4 * t) : rotate(mixed(words, t), 1);
    addBlock(hash, words);
  }
  const digest = new DataView(new ArrayBuffer(20));
  hash.forEach((word, index) => {
    digest.setInt32(4 * index, word);
  });
  return new Uint8Array(digest.buffer);
}

/** The message, a 1 bit, zeros, and its length in bits, in whole blocks of 64 bytes (RFC 3174 §4). */
function pad(message: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  return view;
}

function addBlock(hash: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash;
  words.forEach((word, t) => {
    const next = (rotate(a, 5) + choose(t, b, c, d) + e + word) | 0;
    [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
  });
  [a, b, c, d, e].forEach((word, index) => {
    hash[index] = (hash[index] ?? 0) + word;
  });
}

/** f(t) + K(t) of RFC 3174 §5. */
function choose(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function mixed(words: Int32Array, t: number): number {
  return (words[t - 3] ?? 0) ^ (words[t - 8] ?? 0) ^ (words[t - 14] ?? 0) ^ (words[t - 16] ?? 0);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
