import { toHex } from '../../wire/bytes.ts';
import type { FrameRead } from '../../wire/frame-reader.ts';
import { h } from '../dom.ts';
import { type FrameField, fieldsOf, unmasking } from './frame-bytes.ts';

/** A frame as bytes and as fields: pointing at one shows the other. */
export function frameBytes(frame: FrameRead): HTMLElement {
  const fields = fieldsOf(frame);
  const cells = fields.flatMap((field, index) => bytesOf(field, index, fields));
  const rows = fields.map((field, index) =>
    h(
      'tr',
      { 'data-field': index, tabindex: 0 },
      h('th', { scope: 'row' }, field.name),
      h(
        'td',
        {},
        field.bits === undefined
          ? toHex(field.bytes.subarray(0, 8), ' ') + (field.bytes.length > 8 ? ' …' : '')
          : field.bits,
      ),
      h('td', {}, field.value, h('span', { class: 'aside-words' }, ` ${field.says} ${field.section}`)),
    ),
  );
  const head = h(
    'thead',
    {},
    h('tr', {}, ...['Field', 'On the wire', 'Meaning'].map((name) => h('th', { scope: 'col' }, name))),
  );
  const hex = h('p', { class: 'hex', translate: 'no', 'aria-hidden': 'true' }, ...cells);
  const view = h(
    'div',
    { class: 'frame-bytes' },
    hex,
    h('table', {}, head, h('tbody', {}, ...rows)),
    ...masking(frame),
  );
  for (const type of ['pointerover', 'focusin'] as const)
    view.addEventListener(type, (event) => light(view, event.target));
  view.addEventListener('pointerleave', () => light(view, null));
  return view;
}

/** Bytes that several bit fields share are shown once, for all of them. */
function bytesOf(field: FrameField, index: number, fields: readonly FrameField[]): readonly (Node | string)[] {
  if (field.bits !== undefined && fields[index - 1]?.offset === field.offset) return [];
  const sharing = fields.flatMap((other, at) =>
    other.offset === field.offset && (other.bits === undefined) === (field.bits === undefined) ? [at] : [],
  );
  return Array.from(field.bytes, (byte) => [
    h('span', { 'data-fields': sharing.join(' ') }, toHex(Uint8Array.of(byte))),
    ' ',
  ]).flat();
}

function masking(frame: FrameRead): readonly Node[] {
  const bytes = unmasking(frame);
  if (bytes.length === 0) return [];
  const printable = (byte: number) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·');
  const row = (name: string, values: readonly string[]) =>
    h('tr', {}, h('th', { scope: 'row' }, name), ...values.map((value) => h('td', {}, value)));
  const hex = (byte: number) => toHex(Uint8Array.of(byte));
  return [
    h(
      'table',
      { class: 'masking' },
      h('caption', {}, 'Masking, undone: wire XOR key'),
      h(
        'tbody',
        {},
        row(
          'wire',
          bytes.map(({ wire }) => hex(wire)),
        ),
        row(
          'key',
          bytes.map(({ key }) => hex(key)),
        ),
        row(
          'payload',
          bytes.map(({ plain }) => hex(plain)),
        ),
        row(
          'as text',
          bytes.map(({ plain }) => printable(plain)),
        ),
      ),
    ),
  ];
}

function light(view: Element, target: EventTarget | null): void {
  const at = target instanceof Element ? target.closest('[data-field], [data-fields]') : null;
  const lit = new Set(
    (at?.getAttribute('data-field') ?? at?.getAttribute('data-fields') ?? '').split(' ').filter(Boolean),
  );
  for (const element of view.querySelectorAll('[data-field], [data-fields]')) {
    const own = (element.getAttribute('data-field') ?? element.getAttribute('data-fields') ?? '').split(' ');
    element.toggleAttribute(
      'data-lit',
      own.some((field) => lit.has(field)),
    );
  }
}
