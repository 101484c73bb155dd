import { randomBytes } from 'node:crypto';
import { Happenings } from './happenings.ts';
import type { LiveClient } from './live-client.ts';
import type { Recorder } from './recorder.ts';
import { connectTo, type Destination, TappedSocket } from './tapped-socket.ts';
import type { Made } from './values.ts';

/** What a raw client keeps of what came, to recognise heads and frames in it. */
const window = 256 * 1024;

/** A plain TCP socket, for what no library would send. It answers nothing by itself and stays half-open when the server ends. */
export class RawClient implements LiveClient {
  readonly seen = new Happenings();
  readonly settled: Promise<void>;
  readonly #socket: TappedSocket;
  readonly #pongs = new Set<(payload: Buffer) => void>();
  #came: Buffer = Buffer.alloc(0);
  #stage: 'head' | 'frames' | 'rest' = 'head';

  constructor(
    recorder: Recorder,
    client: string,
    destination: Destination,
    bytes: Buffer,
    attempt: (connection: number) => void,
  ) {
    const connection = recorder.nextConnection();
    attempt(connection);
    this.#socket = new TappedSocket(recorder, client, connection, true);
    this.settled = new Promise((resolve) => {
      this.#socket.once('connect', () => this.#socket.write(bytes, () => resolve()));
      this.#socket.once('close', () => resolve());
    });
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('error', () => this.seen.add('error'));
    this.#socket.once('ended-by-server', () => this.seen.add('end'));
    this.#socket.once('close', () => this.seen.end());
    connectTo(this.#socket, destination);
  }

  send({ bytes, binary }: Made): void {
    this.#socket.write(maskedFrame(binary ? 2 : 1, bytes));
  }

  sendBytes(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  sendTogether(messages: readonly Made[]): void {
    this.#socket.write(Buffer.concat(messages.map(({ bytes, binary }) => maskedFrame(binary ? 2 : 1, bytes))));
  }

  ping(): void {
    this.#socket.write(maskedFrame(9, Buffer.alloc(0)));
  }

  close(code?: number, reason = ''): void {
    const payload =
      code === undefined ? Buffer.alloc(0) : Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]);
    this.#socket.write(maskedFrame(8, payload));
  }

  drop(): void {
    this.#socket.resetNow();
  }

  async barrier(withinMs: number): Promise<boolean> {
    const payload = Buffer.from('barrier');
    const pong: Happenings = new Happenings();
    const look = (echoed: Buffer) => {
      if (echoed.equals(payload)) pong.add('message');
    };
    this.#pongs.add(look);
    this.#socket.write(maskedFrame(9, payload));
    const answered = await pong.until({ on: 'message', match: '' }, withinMs);
    this.#pongs.delete(look);
    return answered;
  }

  #read(chunk: Buffer): void {
    if (this.#stage === 'rest') return;
    this.#came = Buffer.concat([this.#came, chunk]);
    if (this.#came.length > window) this.#stage = 'rest';
    if (this.#stage === 'head') this.#readHead();
    while (this.#stage === 'frames' && this.#readFrame());
  }

  #readHead(): void {
    const end = this.#came.indexOf('\r\n\r\n');
    if (end === -1) return;
    const switched = /^HTTP\/1\.1 101 /.test(this.#came.toString('latin1', 0, 16));
    this.#came = this.#came.subarray(end + 4);
    this.#stage = switched ? 'frames' : 'rest';
    this.seen.add('head');
    if (switched) this.seen.add('open');
  }

  /** One unfragmented, unmasked frame (RFC 6455 §5.2), or false when it has not come whole. */
  #readFrame(): boolean {
    const [first = 0, second = 0] = this.#came;
    const extended = second === 126 ? 2 : second === 127 ? 8 : 0;
    if (this.#came.length < 2 + extended) return false;
    const length =
      extended === 0 ? second : extended === 2 ? this.#came.readUInt16BE(2) : Number(this.#came.readBigUInt64BE(2));
    const end = 2 + extended + length;
    if (this.#came.length < end) return false;
    const payload = this.#came.subarray(2 + extended, end);
    this.#came = this.#came.subarray(end);
    const opcode = first & 15;
    if (opcode === 1 || opcode === 2) this.seen.add('message', payload.toString());
    if (opcode === 8) this.seen.add('close');
    if (opcode === 10) for (const look of this.#pongs) look(payload);
    return true;
  }
}

/** A final frame from a client, masked as RFC 6455 §5.3 asks. */
function maskedFrame(opcode: number, payload: Buffer): Buffer {
  const key = randomBytes(4);
  const masked = Buffer.from(payload.map((byte, index) => byte ^ (key[index % 4] ?? 0)));
  const { length } = payload;
  let size = Buffer.from([0x80 | length]);
  if (length > 125) size = Buffer.from([0x80 | 126, length >> 8, length & 255]);
  if (length > 65_535) {
    size = Buffer.alloc(9, 0x80 | 127);
    size.writeBigUInt64BE(BigInt(length), 1);
  }
  return Buffer.concat([Buffer.from([0x80 | opcode]), size, key, masked]);
}
