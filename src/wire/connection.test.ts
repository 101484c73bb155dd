import { describe, expect, it } from 'vitest';
import { concat, fromHex, fromUtf8, latin1, toBase64, utf8 } from './bytes.ts';
import { readConnections } from './connection.ts';
import { encodeFrame, opcodes } from './frame.ts';
import { messagesOf, wholeMessagesOf } from './message.ts';
import { Run } from './run.fixture.ts';
import { closeOf, closeSeenByScript, endOf, isLive, isNamed, requestOf, responseOf, socketsOf } from './transcript.ts';
import type { Transcript } from './wire-event.ts';

function onlyIn(transcript: Transcript) {
  const [connection] = readConnections(transcript);
  return connection ?? expect.fail('expected a connection');
}

/** The same transcript with the received bytes of each event cut into single bytes. */
function trickled(transcript: Transcript): Transcript {
  return transcript.flatMap((event): Transcript => {
    if (event.kind !== 'bytes' || !('base64' in event)) return [event];
    return Array.from(latin1(atob(event.base64)), (byte) => ({ ...event, base64: toBase64(Uint8Array.of(byte)) }));
  });
}

describe('a transcript read as connections', () => {
  const transcript = new Run()
    .open('ann')
    .says('ann', 'hi')
    .hears('ann', 'hello')
    .closes('ann', 4401, 'token expired')
    .end('ann')
    .done();

  it('tells heads, frames and ends in the order in which they were seen', () => {
    const items = onlyIn(transcript).items.map((item) =>
      'direction' in item ? `${item.direction} ${item.kind}` : item.kind,
    );
    expect(items).toEqual([
      'sent request',
      'received response',
      'script',
      'sent frame',
      'received frame',
      'received frame',
      'end',
    ]);
  });

  it('points from each item to the event that completed it', () => {
    for (const item of onlyIn(transcript).items) expect(transcript[item.event]?.at).toBe(item.at);
  });

  it('reads the same whether bytes come together or one by one', () => {
    const shape = (of: Transcript) => onlyIn(of).items.map((item) => ({ ...item, at: 0, event: 0 }));
    expect(shape(trickled(transcript))).toEqual(shape(transcript));
  });

  it('finds a frame that came in the segment of the 101', () => {
    const run = new Run().attempt('ann');
    const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n';
    const connection = onlyIn(run.bytes('ann', 'received', concat(latin1(head), fromHex('8102 6869'))).done());
    expect(wholeMessagesOf(connection, 'received').map(({ text }) => text)).toEqual(['hi']);
  });

  it('takes what was sent behind the request for frames once it is answered with 101', () => {
    const frame = encodeFrame({ opcode: opcodes.text, payload: utf8('early'), maskingKey: fromHex('01020304') });
    const connection = onlyIn(new Run().attempt('ann').bytes('ann', 'sent', frame).accept('ann').done());
    expect(messagesOf(connection, 'sent').map(({ text }) => text)).toEqual(['early']);
  });

  it('shows a head that never ends as unfinished', () => {
    const run = new Run().attempt('ann').bytes('ann', 'received', latin1('HTTP/1.1 40'));
    expect(onlyIn(run.done()).items.at(-1)).toMatchObject({ kind: 'unfinished', direction: 'received' });
  });

  it('shows an answer that is no HTTP as unreadable', () => {
    const run = new Run().attempt('ann').bytes('ann', 'received', latin1('SSH-2.0-x\r\n\r\n'));
    expect(onlyIn(run.done()).items.at(-1)).toMatchObject({ kind: 'unreadable', why: { section: 'RFC 9112 §4' } });
  });

  it('reads a long message whose bytes were only counted', () => {
    const whole = encodeFrame({
      opcode: opcodes.text,
      payload: utf8('a'.repeat(70_000)),
      maskingKey: fromHex('01020304'),
    });
    const open = new Run().open('ann').done().slice(0, -1);
    const sent = {
      kind: 'bytes',
      client: 'ann',
      connection: 1,
      direction: 'sent',
      at: 99,
      length: whole.length,
      sha256: '',
      head: toBase64(whole.slice(0, 1_024)),
    } as const;
    const [message] = messagesOf(onlyIn([...open, sent, ...new Run().done()]), 'sent');
    expect(message).toMatchObject({ kind: 'text', whole: true, frames: 1 });
    expect(message?.text).toMatch(/^a{1010}$/);
  });
});

describe('messages (RFC 6455 §5.4)', () => {
  it('are put together from their fragments, with pings between them', () => {
    const run = new Run().open('ann');
    for (const hex of ['0103 48656c', '8900', '8002 6c6f', '8201 ff']) run.bytes('ann', 'received', fromHex(hex));
    const messages = messagesOf(onlyIn(run.done()), 'received');
    expect(messages).toMatchObject([
      { kind: 'text', text: 'Hello', frames: 2, whole: true },
      { kind: 'binary', frames: 1, whole: true },
    ]);
  });

  it('are told as unfinished while their last fragment, or a part of a frame, is missing', () => {
    const run = new Run()
      .open('ann')
      .bytes('ann', 'received', fromHex('0103 48656c'))
      .bytes('ann', 'received', fromHex('8002 6c'));
    expect(messagesOf(onlyIn(run.done()), 'received')).toMatchObject([{ text: 'Hell', whole: false }]);
    expect(wholeMessagesOf(onlyIn(run.done()), 'received')).toEqual([]);
  });

  it('are what the script was told where their bytes are compressed', () => {
    const extension = { 'Sec-WebSocket-Extensions': 'permessage-deflate' };
    const run = new Run().attempt('ann', 'node', extension).accept('ann', extension);
    run.bytes('ann', 'received', fromHex('c107 f248cdc9c90700'));
    run.script('ann', { type: 'message', data: 'Hello', binary: false });
    const [message] = messagesOf(onlyIn(run.done()), 'received');
    expect(message).toMatchObject({ text: 'Hello', whole: true });
  });
});

describe('the questions that one may ask', () => {
  it('tells the close on the wire from the close that the script saw', () => {
    const cut = onlyIn(
      new Run().open('ann').end('ann').script('ann', { type: 'close', code: 1006, reason: '', wasClean: false }).done(),
    );
    expect(closeOf(cut, 'received')).toBeUndefined();
    expect(closeSeenByScript(cut)).toMatchObject({ code: 1006 });
    const closed = onlyIn(new Run().open('ann').closes('ann', 1001, 'bye').done());
    expect(closeOf(closed, 'received')).toMatchObject({ code: 1001, reason: 'bye' });
    expect(closeOf(closed, 'sent')).toBeUndefined();
  });

  it('passes over interim responses', () => {
    const run = new Run().attempt('ann').head('ann', 103).refuse('ann', 401, {}, 'No');
    const response = responseOf(onlyIn(run.done()));
    expect(response?.head.status).toBe(401);
    expect(fromUtf8(response?.body ?? new Uint8Array())).toBe('No');
  });

  it('knows whether something can still come', () => {
    expect(isLive(onlyIn(new Run().open('ann').done()))).toBe(true);
    expect(isLive(onlyIn(new Run().attempt('ann').done()))).toBe(true);
    expect(isLive(onlyIn(new Run().attempt('ann').refuse('ann', 401).done()))).toBe(false);
    expect(isLive(onlyIn(new Run().open('ann').closes('ann', 1000).done()))).toBe(false);
    expect(isLive(onlyIn(new Run().open('ann').end('ann', 'server', 'reset').done()))).toBe(false);
  });

  it('names numbered clients by their common name', () => {
    expect(['eve', 'eve#1', 'eve#12', 'eve#', 'evelyn', 'eve#x'].filter((client) => isNamed(client, 'eve'))).toEqual([
      'eve',
      'eve#1',
      'eve#12',
    ]);
    const connections = readConnections(new Run().open('eve#1').open('eve#2').open('ann').done());
    expect(socketsOf(connections, 'eve')).toHaveLength(2);
    expect(requestOf(connections[0] ?? expect.fail())?.head.target).toBe('/');
    expect(endOf(connections[0] ?? expect.fail(), 'server')).toBeUndefined();
  });
});
