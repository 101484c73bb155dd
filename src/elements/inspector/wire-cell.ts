import { fromUtf8, toHex } from '../../wire/bytes.ts';
import { opcodeName, opcodes, parseCloseBody } from '../../wire/frame.ts';
import type { FrameRead } from '../../wire/frame-reader.ts';
import { fieldValue, type Head, startLine } from '../../wire/http-head.ts';
import { acceptSteps } from '../../wire/sec-websocket-accept.ts';
import type { Direction } from '../../wire/wire-event.ts';
import { h } from '../dom.ts';
import { explainEnd, explainField, explainFrame, explainStartLine } from './explain.ts';
import { frameBytes } from './frame-view.ts';
import type { WireItem } from './lanes.ts';
import type { Lens } from './lens.ts';

/** Characters of a payload or a body that are shown. */
const SHOWN = 400;

/** What one thing on the wire looks like in its lane. `key` is the `Sec-WebSocket-Key` that an answer belongs to. */
export function wireCell(item: WireItem, lens: Lens, key: string | undefined): readonly Node[] {
  switch (item.kind) {
    case 'request':
    case 'response':
      return [
        way(item.direction),
        h('div', { class: 'message' }, headLines(item.head, lens, key), ...bodyOf(item.body, item.whole, lens)),
      ];
    case 'frame':
      return [way(item.direction), h('div', { class: 'message' }, ...frameLines(item.frame, lens))];
    case 'unfinished':
      return [
        way(item.direction),
        h(
          'div',
          { class: 'message' },
          h(
            'p',
            {},
            `${item.bytes.length} bytes that make no whole ${item.frame === undefined ? 'head' : 'frame'}: `,
            ...lens.text(cut(fromUtf8(item.bytes))),
          ),
        ),
      ];
    case 'unreadable': {
      const why = 'says' in item.why ? item.why.says : `Expected ${item.why.expected}, found ${item.why.found}.`;
      return [
        way(item.direction),
        h(
          'div',
          { class: 'message' },
          h('p', {}, `${item.bytes.length} bytes that cannot be read. ${why} (${item.why.section})`),
          h('p', {}, ...lens.text(cut(fromUtf8(item.bytes)))),
        ),
      ];
    }
    case 'end': {
      const words = { fin: 'FIN', reset: 'RST', refused: 'no connection' }[item.how];
      return [
        way(item.by === 'client' ? 'sent' : 'received'),
        h('div', { class: 'message' }, lens.asks(words, explainEnd(item.how, item.by))),
      ];
    }
  }
}

function way(direction: Direction): HTMLElement {
  const isSent = direction === 'sent';
  return h(
    'span',
    { class: 'way' },
    h('span', { 'aria-hidden': 'true' }, isSent ? '→' : '←'),
    h('span', { class: 'out-of-sight' }, isSent ? 'client to server' : 'server to client'),
  );
}

function headLines(head: Head, lens: Lens, key: string | undefined): HTMLElement {
  const first = h('li', { class: 'start-line' }, lens.asks(startLine(head).trimEnd(), explainStartLine(head)));
  const fields = head.fields.map(({ name, value }) => {
    const isAccept = head.kind === 'response' && name.toLowerCase() === 'sec-websocket-accept';
    return h(
      'li',
      {},
      lens.asks(name, explainField(name)),
      ': ',
      ...lens.text(value),
      ...(isAccept && key !== undefined ? [acceptBySteps(key, value)] : []),
    );
  });
  return h('ol', { class: 'lines' }, first, ...fields);
}

function acceptBySteps(key: string, found: string): HTMLElement {
  const steps = acceptSteps(key);
  const agrees = steps.accept === found;
  return h(
    'details',
    { class: 'accept' },
    h('summary', {}, 'How it comes about'),
    h(
      'ol',
      {},
      h('li', {}, h('span', {}, 'The key, as text'), h('code', {}, steps.key)),
      h('li', {}, h('span', {}, 'with the GUID of RFC 6455 §1.3 behind it'), h('code', {}, steps.joined)),
      h('li', {}, h('span', {}, 'SHA-1 of that, 20 bytes'), h('code', {}, steps.sha1)),
      h('li', {}, h('span', {}, 'in base64'), h('code', {}, steps.accept)),
      h(
        'li',
        { class: agrees ? 'ok' : 'no' },
        agrees ? 'which is what the server answered' : 'which is not what the server answered',
      ),
    ),
  );
}

function bodyOf(body: Uint8Array, whole: boolean, lens: Lens): readonly Node[] {
  if (body.length === 0) return [];
  const note = whole ? '' : ' (not whole)';
  return [
    h(
      'p',
      { class: 'body' },
      h('span', { class: 'aside-words' }, `body, ${body.length} bytes${note} `),
      ...lens.text(cut(fromUtf8(body))),
    ),
  ];
}

function frameLines(frame: FrameRead, lens: Lens): readonly Node[] {
  const name = opcodeName(frame.opcode).toUpperCase();
  const masked = frame.maskingKey === undefined ? 'not masked' : 'masked';
  const part = frame.fin ? '' : ', more parts follow';
  const bytes = h('details', { class: 'bytes' }, h('summary', {}, 'Bytes'));
  // Most frames are never looked into: their bytes are laid out when somebody does.
  bytes.addEventListener('toggle', () => bytes.childElementCount === 1 && bytes.append(frameBytes(frame)), {
    once: true,
  });
  return [
    h(
      'p',
      {},
      lens.asks(name, explainFrame(frame)),
      h('span', { class: 'aside-words' }, ` ${frame.length} bytes, ${masked}${part}`),
    ),
    ...payloadLine(frame, lens),
    ...frame.faults.map(({ says, section }) => h('p', { class: 'no' }, `${says} (${section})`)),
    bytes,
  ];
}

function payloadLine(frame: FrameRead, lens: Lens): readonly Node[] {
  if (frame.opcode === opcodes.close) {
    const { code, reason } = parseCloseBody(frame.payload);
    const words = code === undefined ? 'no code, no reason' : `${code} “${reason}”`;
    return [h('p', { class: 'payload' }, ...lens.text(words))];
  }
  if (frame.length === 0) return [];
  if (frame.rsv1) return [h('p', { class: 'payload' }, 'compressed: ', toHex(frame.payload.subarray(0, 32), ' '))];
  if (frame.opcode === opcodes.binary) return [h('p', { class: 'payload' }, toHex(frame.payload.subarray(0, 32), ' '))];
  return [
    h('p', { class: 'payload' }, ...lens.text(cut(fromUtf8(frame.payload), frame.length - frame.payload.length))),
  ];
}

function cut(text: string, unknown = 0): string {
  const hidden = Math.max(0, text.length - SHOWN) + unknown;
  return hidden === 0 ? text : `${text.slice(0, SHOWN)} … and ${hidden.toLocaleString('en')} more`;
}

/** The key of the opening handshake that a connection began with. */
export function keyOf(items: readonly WireItem[]): string | undefined {
  const request = items.find((item) => item.kind === 'request');
  return request?.kind === 'request' ? fieldValue(request.head, 'sec-websocket-key') : undefined;
}
