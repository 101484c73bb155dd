import { bytes, closing, frame, handshake } from './bytes.ts';
import type { ServerName } from './exchange.ts';

/** One case of the fuzzer: what a client sends, in these pieces, and whether it ends its side at once or after the server. */
export interface FuzzCase {
  readonly server: ServerName;
  readonly pieces: readonly string[];
  readonly ends: 'first' | 'last';
}

/** The case of that number in the sequence of a seed: the same on every machine. */
export function fuzzCase(seed: number, index: number): FuzzCase {
  const random = new Random(seed * 1_000_003 + index);
  const makers = [strictHead, strictHead, lenientHead, frames, frames, frames, smallFrames, deflated];
  return random.one(makers)(random);
}

/** mulberry32: a small generator whose whole state is one number. */
class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed | 0;
  }
  /** From 0 up to, and without, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  chance(of: number): boolean {
    return this.next() < of;
  }
  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
  text(length: number, from = 0, to = 256): string {
    return bytes(...Array.from({ length }, () => from + this.below(to - from)));
  }
}

const strictHead = (random: Random): FuzzCase => ({
  server: 'http',
  ends: 'first',
  pieces: pieces(random, requests(random)),
});
const lenientHead = (random: Random): FuzzCase => ({
  server: 'http-lenient',
  ends: 'first',
  pieces: pieces(random, requests(random)),
});

/** One piece, or, where no second request follows, several: how segments fall must change nothing then. */
function pieces(random: Random, list: readonly string[]): readonly string[] {
  const text = mutated(random, list.join(''));
  if (list.length > 1 || random.chance(0.7)) return [text];
  const at = random.below(text.length);
  return [text.slice(0, at), text.slice(at)];
}

function requests(random: Random): readonly string[] {
  return Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => request(random));
}

const methods = [
  'GET',
  'GET',
  'GET',
  'POST',
  'PUT',
  'HEAD',
  'OPTIONS',
  'DELETE',
  'PATCH',
  'QUERY',
  'M-SEARCH',
  'get',
  'FOO',
  '',
];
const targets = ['/', '/?a=b', '/chunked', '/length', '*', 'http://a/b', 'a', '/%00', '/ä', '/a b', '//', '/\t', ''];
const versions = [
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/1.2',
  'HTTP/2.0',
  'HTTP/0.9',
  'http/1.1',
  'ICE/1.0',
  '',
];
const names = [
  'Host',
  'X',
  'Content-Length',
  'Transfer-Encoding',
  'Connection',
  'Expect',
  'Upgrade',
  'Cookie',
  'X Y',
  'X-é',
  '',
  ':',
];
const values = [
  'x',
  '0',
  '3',
  '3, 3',
  '+3',
  '0x3',
  '-1',
  '99999999999999999999',
  'chunked',
  'gzip, chunked',
  'chunked, gzip',
  'close',
  'keep-alive',
];
const oddValues = [
  'Upgrade',
  'websocket',
  '100-continue',
  'a\0b',
  'a\rb',
  'a\nb',
  'a\r\n b',
  '\x7f',
  '\xff',
  ' x ',
  '\t',
  '',
];
const ends = ['\r\n', '\r\n', '\r\n', '\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r', '\r\r\n', ' \r\n'];

function request(random: Random): string {
  const end = (): string => random.one(ends);
  const line = `${random.one(methods)} ${random.one(targets)} ${random.one(versions)}${end()}`;
  const fields = Array.from({ length: random.below(5) }, () => {
    const value = random.one(random.chance(0.5) ? values : oddValues);
    return `${random.one(names)}${random.one([': ', ':', ' : '])}${value}${end()}`;
  });
  const host = random.chance(0.8) ? 'Host: x\r\n' : '';
  return `${line}${host}${fields.join('')}${end()}${body(random)}`;
}

function body(random: Random): string {
  const chunk = (): string => {
    const data = random.text(random.below(8), 97, 123);
    const size = random.chance(0.9)
      ? data.length.toString(16)
      : random.one(['g', '', '-1', 'ffffffffffffffff', '1 ', '0x1']);
    return `${size}${random.one(['', '', '', ';a=b', ';a="\n"', ' '])}\r\n${data}${random.one(ends)}`;
  };
  if (random.chance(0.5)) return '';
  if (random.chance(0.3)) return random.text(random.below(12), 32, 127);
  return `${Array.from({ length: random.below(4) }, chunk).join('')}0\r\n${random.one(['', 'T: x\r\n', 'T\r\n'])}\r\n`;
}

/** Now and then a byte is changed, left out, put in or doubled. */
function mutated(random: Random, text: string): string {
  let changed = text;
  while (random.chance(0.3) && changed !== '') {
    const at = random.below(changed.length);
    const instead = random.one([
      '',
      random.text(1),
      changed.charAt(at).repeat(2),
      random.one(['\0', '\r', '\n', ' ', ':', '\t']),
    ]);
    changed = changed.slice(0, at) + instead + changed.slice(at + 1);
  }
  return changed;
}

const frames = (random: Random): FuzzCase => ({
  server: 'ws',
  ends: 'first',
  pieces: [handshake() + frameSequence(random)],
});
const smallFrames = (random: Random): FuzzCase => ({
  server: 'ws-small',
  ends: 'first',
  pieces: [handshake() + frameSequence(random)],
});
const deflated = (random: Random): FuzzCase => {
  const offers = [
    'permessage-deflate',
    'permessage-deflate; client_no_context_takeover',
    'permessage-deflate; server_max_window_bits=10',
  ];
  const offer = random.chance(0.1) ? mutated(random, random.one(offers)) : random.one(offers);
  const head = handshake({ 'Sec-WebSocket-Extensions': offer.replace(/[\r\n\0]/g, '') });
  // Inflating takes another thread: the server must not see the client's end before it is done. So every frame is whole, the
  // last one is a Close, and the server ends first.
  const list = Array.from({ length: 1 + random.below(5) }, () => oneFrame(random, true));
  return { server: 'ws-deflate', ends: 'last', pieces: [head + list.join('') + frame(8, closing(1000))] };
};

const opcodes = [0, 1, 1, 1, 2, 2, 8, 9, 10, 3, 11];
const codes = [1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1015, 1016, 2999, 3000, 4401, 4999, 5000, 0, 65_535];
/** "Hello" as RFC 7692 §7.2.3.1 deflates it, and variants that end early or say nothing. */
const deflatedTexts = ['\xf2\x48\xcd\xc9\xc9\x07\x00', '\xf2\x48\xcd', '\x00', '', '\xff\xff\xff'];

function frameSequence(random: Random): string {
  const text = Array.from({ length: 1 + random.below(5) }, () => oneFrame(random, false)).join('');
  return random.chance(0.2) ? mutated(random, text) : text;
}

function oneFrame(random: Random, whole: boolean): string {
  const opcode = random.one(opcodes);
  const payload = payloadFor(random, opcode);
  return frame(opcode, payload, {
    fin: random.chance(0.8),
    rsv: random.chance(0.85) ? 0 : random.one([4, 4, 4, 2, 1, 7]),
    masked: random.chance(0.95),
    ...(random.chance(0.1) && payload.length < 126 ? { lengthBits: random.one([16, 64] as const) } : {}),
    ...(!whole && random.chance(0.05) ? { claims: random.below(200) } : {}),
  });
}

function payloadFor(random: Random, opcode: number): string {
  if (opcode === 8)
    return random.chance(0.2)
      ? random.text(random.below(3))
      : closing(random.one(codes), random.one(['', 'bye', '\xc3\xa9', '\xff']));
  if (random.chance(0.15)) return random.one(deflatedTexts);
  const length = random.one([0, 1, 5, 20, 64, 65, 125, 126, 300]);
  return random.chance(0.6) ? random.text(length, 32, 127) : random.text(length);
}
