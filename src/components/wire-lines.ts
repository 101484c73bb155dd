import type { LaneRow, WireItem } from '../elements/inspector/lanes.ts';
import { fromUtf8, toHex } from '../wire/bytes.ts';
import { opcodeName, opcodes, parseCloseBody } from '../wire/frame.ts';
import { startLine } from '../wire/http-head.ts';
import type { ScriptSaw } from '../wire/wire-event.ts';

/** Characters of a payload or a body that a printed transcript shows. */
const SHOWN = 240;

/** One thing on the wire as lines of text, and the way it went. */
export interface WireLines {
  readonly way: 'sent' | 'received';
  readonly lines: readonly string[];
}

export function wireLines(item: WireItem): WireLines {
  switch (item.kind) {
    case 'request':
    case 'response': {
      const fields = item.head.fields.map(({ name, value }) => `${name}: ${value}`);
      const body = item.body.length > 0 ? ['', shortened(fromUtf8(item.body))] : [];
      return { way: item.direction, lines: [startLine(item.head).trimEnd(), ...fields, ...body] };
    }
    case 'frame': {
      const { opcode, length, payload, maskingKey, fin } = item.frame;
      const about = `${opcodeName(opcode).toUpperCase()} · ${length} bytes${maskingKey ? ', masked' : ''}${fin ? '' : ', more follows'}`;
      const { code, reason } = parseCloseBody(payload);
      const words =
        opcode === opcodes.close
          ? `${code ?? 'no code'} ${reason}`.trim()
          : opcode === opcodes.binary
            ? toHex(payload.subarray(0, 32), ' ')
            : shortened(fromUtf8(payload));
      return { way: item.direction, lines: words ? [about, words] : [about] };
    }
    case 'unfinished':
      return { way: item.direction, lines: [`${item.bytes.length} bytes, no whole ${item.frame ? 'frame' : 'head'}`] };
    case 'unreadable':
      return { way: item.direction, lines: [`${item.bytes.length} bytes that cannot be read`] };
    case 'end':
      return {
        way: item.by === 'client' ? 'sent' : 'received',
        lines: [{ fin: 'TCP ended (FIN)', reset: 'TCP reset (RST)', refused: 'no connection' }[item.how]],
      };
  }
}

/** What the client's code was told, as it would meet it. */
export function scriptLines(row: LaneRow): readonly string[] {
  return row.script.map(scriptLine);
}

function scriptLine(saw: ScriptSaw): string {
  switch (saw.type) {
    case 'open':
      return saw.protocol ? `open, protocol "${saw.protocol}"` : 'open';
    case 'message':
      return `message ${shortened(saw.data)}`;
    case 'error':
      return saw.message ? `error ${saw.message}` : 'error';
    case 'close':
      return `close ${saw.code}${saw.reason ? ` "${saw.reason}"` : ''}`;
    case 'response':
      return `unexpected-response ${saw.status}`;
    case 'cookies':
      return `document.cookie "${saw.text}"`;
    case 'exception':
      return `${saw.name}: ${saw.message}`;
  }
}

function shortened(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)} … and ${text.length - SHOWN} more`;
}
