import { concat, isUtf8 } from './bytes.ts';
import { mayBeOnTheWire } from './close-code.ts';
import { type Frame, isControl, masked, opcodeName, opcodes, parseCloseBody } from './frame.ts';

/** A rule that a frame breaks. A reader goes on behind it, so that attacks can be looked at. */
export interface FrameFault {
  readonly section: string;
  readonly says: string;
}

/** A frame found in a stream. */
export interface FrameRead extends Frame {
  /** Where it begins, in bytes of the stream from its first frame. */
  readonly offset: number;
  readonly headerSize: number;
  /** The payload length that the header says. `payload` is shorter only where the stream was cut by its recorder. */
  readonly length: number;
  /** Whether it begins a message that permessage-deflate compressed (RFC 7692 §6). */
  readonly compressed: boolean;
  readonly faults: readonly FrameFault[];
}

/** What a stream may hold: who sends it, and whether an extension may use RSV1 (permessage-deflate, RFC 7692 §6). */
export interface StreamRules {
  readonly sender: 'client' | 'server';
  readonly compressed: boolean;
}

/** Reads one direction of a connection, piece by piece, wherever the pieces were cut. */
export interface FrameReader {
  /** The frames that became whole with these bytes. */
  feed(bytes: Uint8Array): readonly FrameRead[];
  /** Bytes that nobody wrote down, only counted. Inside a payload they are passed over; anywhere else reading ends. */
  skip(length: number): readonly FrameRead[];
  /** The frame that has begun and is not whole, as far as its header is known. */
  unfinished(): FrameRead | undefined;
  /** The bytes of the stream behind the last whole frame, masked as they came. */
  pending(): Uint8Array;
  /** Why nothing more can be read. */
  readonly lost: FrameFault | undefined;
}

interface Header {
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  readonly opcode: number;
  readonly maskingKey?: Uint8Array;
  readonly length: number;
  readonly headerSize: number;
  readonly lengthForm: 7 | 16 | 64;
}

/** A reader at the start of a stream: behind the empty line of the opening handshake. */
export function createFrameReader(rules: StreamRules): FrameReader {
  let offset = 0;
  let waiting: Uint8Array = new Uint8Array();
  let pending: Uint8Array[] = [];
  let header: Header | undefined;
  let payload: Uint8Array[] = [];
  let came = 0;
  let fragmented = false;
  let lost: FrameFault | undefined;

  function takeHeader(): boolean {
    const read = readHeader(waiting);
    if (read === undefined) return false;
    pending.push(waiting.subarray(0, read.headerSize));
    waiting = waiting.subarray(read.headerSize);
    if (read.length > Number.MAX_SAFE_INTEGER) {
      lost = {
        section: 'RFC 6455 §5.2',
        says: 'A 64-bit length has its highest bit 0; nobody sends a frame this long.',
      };
      return false;
    }
    header = read;
    return true;
  }

  function takePayload(current: Header): void {
    const part = waiting.subarray(0, current.length - came);
    pending.push(part);
    payload.push(masked(part, current.maskingKey ?? new Uint8Array(), came));
    came += part.length;
    waiting = waiting.subarray(part.length);
  }

  function take(current: Header): FrameRead {
    const frame = frameOf(current);
    pending = [];
    offset += current.headerSize + current.length;
    if (!isControl(current.opcode)) fragmented = !current.fin;
    header = undefined;
    payload = [];
    came = 0;
    return frame;
  }

  function frameOf(current: Header): FrameRead {
    const { lengthForm, ...parts } = current;
    const compressed = rules.compressed && current.rsv1 && !isControl(current.opcode);
    const frame = { ...parts, payload: concat(...payload), offset, compressed };
    return { ...frame, faults: faultsOf(frame, lengthForm, rules, fragmented) };
  }

  function drain(): readonly FrameRead[] {
    const frames: FrameRead[] = [];
    while (lost === undefined && (header !== undefined || takeHeader())) {
      if (header === undefined) break;
      takePayload(header);
      if (came < header.length) break;
      frames.push(take(header));
    }
    return frames;
  }

  return {
    feed(bytes) {
      if (lost !== undefined) return [];
      waiting = waiting.length === 0 ? bytes.slice() : concat(waiting, bytes);
      return drain();
    },
    skip(length) {
      if (lost !== undefined || length === 0) return [];
      if (header === undefined || came + length > header.length) {
        lost = {
          section: 'the recording',
          says: `${length} bytes were counted but not written down, and a frame ends among them.`,
        };
        return [];
      }
      came += length;
      return drain();
    },
    pending: () => concat(...pending, waiting),
    unfinished: () => (header === undefined ? undefined : frameOf(header)),
    get lost() {
      return lost;
    },
  };
}

/** Reads a whole stream at once. */
export function readFrames(bytes: Uint8Array, rules: StreamRules): readonly FrameRead[] {
  return createFrameReader(rules).feed(bytes);
}

function readHeader(bytes: Uint8Array): Header | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  const short = second & 0x7f;
  const lengthForm = short < 126 ? 7 : short === 126 ? 16 : 64;
  const lengthSize = lengthForm === 7 ? 0 : lengthForm / 8;
  const keySize = second & 0x80 ? 4 : 0;
  const headerSize = 2 + lengthSize + keySize;
  if (bytes.length < headerSize) return undefined;
  return {
    fin: (first & 0x80) !== 0,
    rsv1: (first & 0x40) !== 0,
    rsv2: (first & 0x20) !== 0,
    rsv3: (first & 0x10) !== 0,
    opcode: first & 0xf,
    ...(keySize > 0 && { maskingKey: bytes.slice(2 + lengthSize, headerSize) }),
    length:
      lengthSize === 0 ? short : bytes.subarray(2, 2 + lengthSize).reduce((length, byte) => length * 256 + byte, 0),
    headerSize,
    lengthForm,
  };
}

/** The rules in the order of their sections. */
function faultsOf(
  frame: Omit<FrameRead, 'faults'>,
  lengthForm: Header['lengthForm'],
  rules: StreamRules,
  fragmented: boolean,
): readonly FrameFault[] {
  const faults: FrameFault[] = [];
  const check = (broken: boolean, section: string, says: string) => {
    if (broken) faults.push({ section, says });
  };
  const { opcode, length, payload, fin } = frame;
  const control = isControl(opcode);
  const whole = payload.length === length;
  check(
    rules.sender === 'client' && frame.maskingKey === undefined,
    'RFC 6455 §5.1',
    'A client masks every frame it sends; the server closes with 1002.',
  );
  check(
    rules.sender === 'server' && frame.maskingKey !== undefined,
    'RFC 6455 §5.1',
    'A server masks no frame it sends.',
  );
  check(
    (frame.rsv1 && !rules.compressed) || frame.rsv2 || frame.rsv3,
    'RFC 6455 §5.2',
    'RSV bits are 0 unless an extension was agreed on that gives them a meaning.',
  );
  check(opcodeName(opcode).startsWith('reserved'), 'RFC 6455 §5.2', `Opcode 0x${opcode.toString(16)} is reserved.`);
  check(
    isLongerThanNeeded(length, lengthForm),
    'RFC 6455 §5.2',
    'The length is written in the fewest bytes that hold it.',
  );
  check(
    !control && opcode === opcodes.continuation && !fragmented,
    'RFC 6455 §5.4',
    'A continuation frame follows a fragment; there is none before it.',
  );
  check(
    !control && opcode !== opcodes.continuation && fragmented,
    'RFC 6455 §5.4',
    'A fragmented message is finished before another begins.',
  );
  check(control && length > 125, 'RFC 6455 §5.5', 'A control frame holds at most 125 bytes.');
  check(control && !fin, 'RFC 6455 §5.5', 'A control frame is not fragmented.');
  check(
    opcode === opcodes.close && length === 1,
    'RFC 6455 §5.5.1',
    'The body of a Close frame is empty or begins with a code of two bytes.',
  );
  const code = opcode === opcodes.close ? parseCloseBody(payload).code : undefined;
  check(code !== undefined && !mayBeOnTheWire(code), 'RFC 6455 §7.4', `Close code ${code} is not sent in a frame.`);
  check(
    opcode === opcodes.close && !isUtf8(payload.subarray(2)),
    'RFC 6455 §5.5.1',
    'The reason of a Close frame is UTF-8.',
  );
  check(
    opcode === opcodes.text && fin && whole && !frame.rsv1 && !isUtf8(payload),
    'RFC 6455 §8.1',
    'A text message is UTF-8.',
  );
  return faults;
}

function isLongerThanNeeded(length: number, form: Header['lengthForm']): boolean {
  return (form === 16 && length <= 125) || (form === 64 && length <= 0xffff);
}
