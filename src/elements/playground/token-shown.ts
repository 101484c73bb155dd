import type { Connection } from '../../wire/connection.ts';
import type { Transcript, WireEvent } from '../../wire/wire-event.ts';
import { h } from '../dom.ts';

type Minted = Extract<WireEvent, { readonly kind: 'token' }>;

/** The token that was made for a connection: the last one of its client before the connection began. */
export function mintedBy(transcript: Transcript, { client, started }: Connection): Minted | undefined {
  const last = transcript
    .slice(0, started.event)
    .findLast((event) => event.client === client && (event.kind === 'token' || event.kind === 'attempt'));
  return last?.kind === 'token' ? last : undefined;
}

/** A token as what it says: its header, its claims, and which key signed it. */
export function tokenShown({ header, claims, key }: Minted): HTMLElement {
  const part = (name: string, value: unknown) => [
    h('dt', {}, name),
    h('dd', {}, h('code', { translate: 'no' }, JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' '))),
  ];
  return h(
    'details',
    { class: 'token-shown' },
    h('summary', {}, 'The token it showed'),
    h('dl', {}, ...part('Header', header), ...part('Payload', claims), h('dt', {}, 'Signed with'), h('dd', {}, key)),
  );
}
