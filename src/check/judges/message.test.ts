import { describe, expect, it } from 'vitest';
import { fromHex, latin1 } from '../../wire/bytes.ts';
import { encodeFrame, opcodes } from '../../wire/frame.ts';
import { Run } from '../../wire/run.fixture.ts';
import type { Transcript } from '../../wire/wire-event.ts';
import { neverReceived, received, receivedInOrder } from '../authoring.ts';
import { judgeExpectations } from '../judge.ts';
import { observed, passes } from '../judging.fixture.ts';

describe('received', () => {
  it('finds a message by a part, a pattern, or members of its JSON', () => {
    const run = () =>
      new Run().open('ann').hears('ann', '{"type":"welcome","sub":"ann","rooms":["a"]}').hears('ann', 'hello');
    passes(run(), received('ann', 'hell'));
    passes(run(), received('ann', /^hello$/));
    passes(run(), received('ann', { type: 'welcome', rooms: ['a'] }));
    expect(observed(run(), received('ann', { rooms: ['a', 'b'] }))).toContain('heard “');
    expect(observed(run(), received('ann', /^hell$/))).toContain('“hello”');
  });

  it('finds it in fragments too', () => {
    const run = new Run()
      .open('ann')
      .bytes('ann', 'received', fromHex('0103 48656c'))
      .bytes('ann', 'received', fromHex('8002 6c6f'));
    passes(run, received('ann', /^Hello$/));
  });

  it('does not take half a message for a message', () => {
    expect(
      observed(new Run().open('ann').bytes('ann', 'received', fromHex('0103 48656c')), received('ann', 'Hel')),
    ).toBe('heard nothing');
  });

  it('knows text from binary where it is asked to', () => {
    const run = () => new Run().open('ann').hears('ann', 'hello', opcodes.binary);
    passes(run(), received('ann', 'hello'));
    expect(observed(run(), received('ann', 'hello', { as: 'text' }))).toBe('heard “hello” as a binary message');
  });

  it('counts exactly where it is asked to', () => {
    const run = () => new Run().open('ann').hears('ann', 'hello').hears('ann', 'hello');
    passes(run(), received('ann', 'hello', { times: 2 }));
    expect(observed(run(), received('ann', 'hello', { times: 1 }))).toBe('heard “hello” 2 times');
  });

  it('says why nothing was heard', () => {
    expect(observed(new Run().attempt('ann').refuse('ann', 401), received('ann', 'x'))).toBe(
      'heard nothing; refused with 401',
    );
    expect(observed(new Run().open('ann').closes('ann', 4401), received('ann', 'x'))).toBe(
      'heard nothing; closed with 4401',
    );
    expect(observed(new Run().open('ann').end('ann'), received('ann', 'x'))).toBe(
      'heard nothing; cut off without a Close frame',
    );
  });

  it('in order, each behind the one before', () => {
    const run = () => new Run().open('ann').hears('ann', 'a').hears('ann', 'b').hears('ann', 'c');
    passes(run(), receivedInOrder('ann', 'a', 'c'));
    expect(observed(run(), receivedInOrder('ann', 'c', 'a'))).toBe('heard “a”, “b” and 1 more');
    expect(observed(run(), receivedInOrder('ann', 'a', 'a'))).toContain('heard');
  });
});

describe('never received', () => {
  const secret = neverReceived('eve', /members/);

  it('holds where nothing of the kind came and a pong shows that all has', () => {
    passes(new Run().open('eve').hears('eve', 'welcome').barrier('eve'), secret);
    passes(new Run().attempt('eve').refuse('eve', 401).barrier('eve', false), secret);
    passes(new Run().open('eve').closes('eve', 4401).barrier('eve', false), secret);
  });

  it.each([
    ['a message', new Run().open('eve').hears('eve', 'for members only'), 'heard “for members only”'],
    [
      'fragments',
      new Run()
        .open('eve')
        .bytes('eve', 'received', encodeFrame({ opcode: 1, fin: false, payload: latin1('mem') }))
        .bytes('eve', 'received', encodeFrame({ opcode: 0, payload: latin1('bers') })),
      'heard “members”',
    ],
    [
      'a message that never ends',
      new Run()
        .open('eve')
        .bytes('eve', 'received', encodeFrame({ opcode: 1, fin: false, payload: latin1('members') })),
      'heard “members”',
    ],
    [
      'a frame that is cut off',
      new Run()
        .open('eve')
        .bytes('eve', 'received', encodeFrame({ opcode: 1, payload: latin1('members only') }).subarray(0, 12)),
      'heard “members on”',
    ],
    [
      'a close reason',
      new Run().open('eve').closes('eve', 4401, 'members only'),
      'read in the close reason: “members only”',
    ],
    ['a ping', new Run().open('eve').hears('eve', 'members', opcodes.ping), 'read in a ping or pong: “members”'],
    [
      'the body of a refusal',
      new Run().attempt('eve').refuse('eve', 401, {}, 'members'),
      'read in the body: “members”',
    ],
    ['a header field', new Run().attempt('eve').refuse('eve', 401, { 'X-Who': 'members' }), 'read in X-Who: “members”'],
    [
      'a subprotocol',
      new Run().attempt('eve').accept('eve', { 'Sec-WebSocket-Protocol': 'members' }),
      'read in Sec-WebSocket-Protocol: “members”',
    ],
    [
      'bytes that are no HTTP',
      new Run().attempt('eve').bytes('eve', 'received', latin1('members\r\n\r\n')),
      'read in bytes that are no frame: “members',
    ],
  ])('fails on %s', (_, run, says) => {
    expect(observed(run, secret)).toContain(says);
  });

  it('is not shown by a client that never connected, nor while more may be on its way', () => {
    expect(observed(new Run(), secret)).toBe('eve never connected');
    expect(observed(new Run().open('eve').barrier('eve', false), secret)).toBe(
      'no pong came, so more may be on its way',
    );
  });

  it('fails on a compressed message that no script was told of', () => {
    const extension = { 'Sec-WebSocket-Extensions': 'permessage-deflate' };
    const run = () =>
      new Run()
        .attempt('eve', 'node', extension)
        .accept('eve', extension)
        .bytes('eve', 'received', fromHex('c107 f248cdc9c90700'));
    expect(observed(run(), secret)).toBe('heard more than could be read');
    passes(run().script('eve', { type: 'message', data: 'Hello', binary: false }), secret);
    expect(observed(run().script('eve', { type: 'message', data: 'members', binary: false }), secret)).toBe(
      'heard “members”',
    );
  });

  it('fails where more came than the recorder kept', () => {
    const { length } = new Uint8Array(100_000);
    const unread = {
      kind: 'bytes',
      client: 'eve',
      connection: 1,
      direction: 'received',
      at: 50,
      length,
      sha256: '',
      head: 'gQI=',
    } as const;
    const transcript: Transcript = [...new Run().open('eve').done(), unread];
    expect(judgeExpectations([secret], transcript)).toMatchObject([
      { passed: false, observed: 'heard more than could be read' },
    ]);
  });
});
