import { describe, expect, it } from 'vitest';
import * as authoring from './authoring.ts';
import {
  advance,
  answer,
  closed,
  closedWith,
  connect,
  defineChecks,
  ended,
  handshake,
  hex,
  json,
  node,
  opened,
  raw,
  received,
  refused,
  repeat,
  request,
  send,
  server,
  text,
  token,
  turn,
  until,
} from './authoring.ts';

describe('the language of checks', () => {
  it('is plain data: it comes back from JSON as it was', () => {
    const script = [
      request('ann', 'POST', '/login', { body: json({ user: 'ann' }), page: server.origin }),
      connect(
        'ann',
        node(text`/?ticket=${answer('ann', 'ticket')}`, { headers: { authorization: token.bearer({ sub: 'ann' }) } }),
      ),
      connect(
        'mallory',
        raw(handshake('/chat', { subprotocols: ['chat', token.subprotocol()], origin: server.origin })),
      ),
      until('ann', received(/^hi$/i), { within: '3s' }),
      repeat(
        100,
        { parallel: 100 },
        connect('eve', node('/', { headers: { 'x-forwarded-for': text`10.0.0.${turn}` } })),
      ),
      advance('2s'),
    ];
    const expectations = [
      refused('eve', 401, { headers: { 'WWW-Authenticate': /^Bearer/, 'set-cookie': null }, body: '' }),
      closedWith('ann', 4401),
    ];
    expect(JSON.parse(JSON.stringify({ script, expectations }))).toEqual({ script, expectations });
  });

  it('says an awaited event and an expectation with the same word, told apart by the client', () => {
    expect(opened()).toEqual({ on: 'open' });
    expect(opened('ann')).toEqual({ expect: 'opened', client: 'ann' });
    expect(received('hi')).toEqual({ on: 'message', match: 'hi' });
    expect(received('ann', 'hi')).toEqual({ expect: 'received', client: 'ann', match: 'hi' });
    expect(ended()).toEqual({ on: 'end' });
    expect(ended('ann', { within: '2s' })).toEqual({ expect: 'ended', client: 'ann', withinMs: 2_000 });
    expect(closed()).toEqual({ on: 'close' });
  });

  it('takes durations with units, and says what it expected when it finds another text', () => {
    const withinOf = (within: number | string) => {
      const step = until('ann', opened(), { within });
      return step.do === 'until' ? step.withinMs : undefined;
    };
    expect(['500ms', '2s', '1.5s', '10m', '1h', '30d', 250].map(withinOf)).toEqual([
      500, 2_000, 1_500, 600_000, 3_600_000, 2_592_000_000, 250,
    ]);
    expect(() => advance('2 seconds')).toThrow(
      "expected a duration such as '500ms', '2s', '10m', '1h', '30d' or a number of milliseconds, found '2 seconds'",
    );
    expect(() => advance(-1)).toThrow(TypeError);
    expect(() => advance(Number.NaN)).toThrow(TypeError);
  });

  it('puts names of header fields into lower case', () => {
    expect(refused('eve', 401, { headers: { 'WWW-Authenticate': 'Bearer' } })).toMatchObject({
      head: { headers: { 'www-authenticate': 'Bearer' } },
    });
  });

  it('describes tokens and bytes rather than writing them out', () => {
    expect(token.bearer({ sub: 'ann', exp: '-1m' }, { alg: 'none' })).toEqual({
      make: 'token',
      claims: { sub: 'ann', exp: '-1m' },
      alg: 'none',
      prefix: 'Bearer ',
    });
    expect(hex('81 02\n68 69')).toEqual({ make: 'hex', hex: '81026869' });
    expect(text`a${'b'}c`).toEqual({ make: 'joined', parts: ['a', 'b', 'c'] });
    expect(text`${server.host}`).toEqual({ make: 'joined', parts: [server.host] });
  });

  it('gives a check what its author left out', () => {
    const source = {
      id: 'x',
      title: 'X',
      script: [send('ann', 'hi')],
      expect: [opened('ann')],
      why: 'y',
      hints: ['a', 'b', 'c', 'd'],
    } as const;
    expect(defineChecks([source])).toEqual([{ ...source, core: false, attack: false, alive: true, refutes: [] }]);
  });

  it('is what a lesson gets from handshake/check', async () => {
    expect(Object.keys(await import('handshake/check'))).toEqual(Object.keys(authoring));
  });
});
