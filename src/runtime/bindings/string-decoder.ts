import { type Binding, type BytesLike, bytesOf } from '../realm/binding.ts';
import {
  type Decode,
  decodeAscii,
  decodeBase64,
  decodeBase64url,
  decodeHex,
  decodeLatin1,
  decodeUtf8,
  decodeUtf16,
  encodings,
} from './text-codecs.ts';

// The state's layout is src/string_decoder.h's: four bytes of an unfinished character, and three numbers.
const missingBytes = 4;
const bufferedBytes = 5;
const encodingField = 6;

const decoders: Readonly<Record<(typeof encodings)[number], Decode>> = {
  ascii: decodeAscii,
  utf8: decodeUtf8,
  base64: decodeBase64,
  utf16le: decodeUtf16,
  latin1: decodeLatin1,
  hex: decodeHex,
  buffer: decodeUtf8,
  base64url: decodeBase64url,
};

/** `internalBinding('string_decoder')`: src/string_decoder.cc. */
export function stringDecoderBinding(): Binding {
  return {
    encodings,
    kIncompleteCharactersStart: 0,
    kIncompleteCharactersEnd: 4,
    kMissingBytes: missingBytes,
    kBufferedBytes: bufferedBytes,
    kEncodingField: encodingField,
    kNumFields: 7,
    kSize: 7,
    decode: (state: Uint8Array, input: BytesLike) => decode(state, bytesOf(input)),
    flush,
  };
}

function decode(state: Uint8Array, input: Uint8Array): string {
  const encoding = encodings[state[encodingField] as number] ?? 'utf8';
  const kept = state[bufferedBytes] as number;
  let bytes = input;
  if (kept > 0) {
    bytes = new Uint8Array(kept + input.length);
    bytes.set(state.subarray(0, kept));
    bytes.set(input, kept);
  }
  const [unfinished, missing] = unfinishedAtEnd(bytes, encoding);
  const complete = bytes.length - unfinished;
  state.set(bytes.subarray(complete), 0);
  state[bufferedBytes] = unfinished;
  state[missingBytes] = missing;
  return complete === 0 ? '' : decoders[encoding](bytes, 0, complete);
}

function flush(state: Uint8Array): string {
  const encoding = encodings[state[encodingField] as number] ?? 'utf8';
  let kept = state[bufferedBytes] as number;
  if (encoding === 'utf16le' && kept % 2 === 1) kept--;
  state[bufferedBytes] = 0;
  state[missingBytes] = 0;
  return kept === 0 ? '' : decoders[encoding](state, 0, kept);
}

/** How many bytes at the end belong to a character that is not whole yet, and how many it lacks. */
function unfinishedAtEnd(bytes: Uint8Array, encoding: string): readonly [unfinished: number, missing: number] {
  if (encoding === 'utf8' || encoding === 'buffer') return unfinishedUtf8(bytes);
  if (encoding === 'utf16le') return unfinishedUtf16(bytes);
  if (encoding === 'base64' || encoding === 'base64url') {
    const left = bytes.length % 3;
    return [left, left === 0 ? 0 : 3 - left];
  }
  return [0, 0];
}

function unfinishedUtf8(bytes: Uint8Array): readonly [number, number] {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = utf8CharacterLength(bytes, bytes.length - back);
    return length > back ? [back, length - back] : [0, 0];
  }
  return [0, 0];
}

/** 1 where no well-formed character can begin so, because then nothing is worth waiting for. */
function utf8CharacterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
  const second = bytes[at + 1];
  if (second === undefined) return length;
  if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f)) return 1;
  if ((lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f)) return 1;
  return length;
}

function unfinishedUtf16(bytes: Uint8Array): readonly [number, number] {
  const odd = bytes.length % 2;
  const lastUnit = bytes.length - odd - 2;
  const highSurrogate = lastUnit >= 0 && ((bytes[lastUnit + 1] as number) & 0xfc) === 0xd8;
  if (highSurrogate) return [2 + odd, 2 - odd];
  return [odd, odd];
}
