import { outputWindow } from '../protocol.ts';
import type { Realm } from '../realm/realm.ts';

export type PrintTo = (stream: 'stdout' | 'stderr', text: string) => void;

/**
 * Bounds what a program prints: bytes beyond the window, while the reader has not taken what came before, are cut, and the
 * output says so as soon as there is room again.
 */
export class BoundedOutput {
  readonly #send: PrintTo;
  #underway = 0;
  #cut = 0;

  constructor(send: PrintTo) {
    this.#send = send;
  }

  print(stream: 'stdout' | 'stderr', text: string): void {
    if (this.#underway + text.length > outputWindow) {
      this.#cut += text.length;
      return;
    }
    this.#sayWhatWasCut();
    this.#underway += text.length;
    this.#send(stream, text);
  }

  /** The reader took so many characters. */
  taken(count: number): void {
    this.#underway -= count;
    this.#sayWhatWasCut();
  }

  /** The program ends: what was cut is said now. */
  end(): void {
    this.#sayWhatWasCut(true);
  }

  #sayWhatWasCut(now = false): void {
    if (this.#cut === 0 || (!now && this.#underway > outputWindow / 2)) return;
    const notice = `\n[The program printed faster than it could be shown: ${this.#cut} characters were cut here.]\n`;
    this.#cut = 0;
    this.#underway += notice.length;
    this.#send('stderr', notice);
  }
}

/** Gives `process` its three streams. Returns the way to feed stdin. */
export function installStandardStreams(realm: Realm, output: BoundedOutput): (text: string) => void {
  const { Readable, Writable } = realm.require('stream') as typeof import('node:stream');
  const { StringDecoder } = realm.require('string_decoder') as typeof import('node:string_decoder');
  const { process, loop } = realm;

  const printer = (name: 'stdout' | 'stderr', fd: 1 | 2): unknown => {
    const decoder = new StringDecoder('utf8');
    const stream = new Writable({
      decodeStrings: false,
      write(chunk: string | Uint8Array, encoding, done) {
        const text =
          typeof chunk !== 'string'
            ? decoder.write(chunk as Buffer)
            : isTextual(encoding)
              ? chunk
              : decoder.write(bufferFrom(realm, chunk, encoding));
        if (text !== '') output.print(name, text);
        done();
      },
    });
    return Object.assign(stream, { fd, _type: 'pipe', _isStdio: true, destroySoon: stream.destroy });
  };
  define(process, 'stdout', () => printer('stdout', 1));
  define(process, 'stderr', () => printer('stderr', 2));

  const waiting: string[] = [];
  let stdin: InstanceType<typeof Readable> | undefined;
  let reading = false;
  let referenced = true;
  const keep = loop.keeper();
  const hold = (): void => keep(reading && referenced);
  const read = (on: boolean): void => {
    reading = on;
    hold();
  };
  const refer = (on: boolean): void => {
    referenced = on;
    hold();
  };
  const openStdin = (): unknown => {
    stdin = new Readable({
      highWaterMark: 65_536,
      read() {
        read(true);
        for (const text of waiting.splice(0)) this.push(text);
      },
      destroy(error, done) {
        read(false);
        done(error);
      },
    });
    stdin.on('pause', () => read(false));
    stdin.on('resume', () => read(true));
    return Object.assign(stdin, { fd: 0, ref: () => refer(true), unref: () => refer(false) });
  };
  define(process, 'stdin', openStdin);
  process['openStdin'] = () => {
    const opened = process['stdin'] as { resume(): unknown };
    opened.resume();
    return opened;
  };

  return (text) => {
    if (stdin && !stdin.destroyed && reading) loop.enter(() => stdin?.push(text));
    else waiting.push(text);
  };
}

function isTextual(encoding: BufferEncoding): boolean {
  return encoding === 'utf8' || encoding === 'utf-8';
}

function bufferFrom(realm: Realm, text: string, encoding: BufferEncoding): Buffer {
  const { Buffer } = realm.require('buffer') as { Buffer: typeof import('node:buffer').Buffer };
  return Buffer.from(text, encoding);
}

function define(target: object, name: string, make: () => unknown): void {
  let made: unknown;
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get() {
      made ??= make();
      return made;
    },
  });
}
