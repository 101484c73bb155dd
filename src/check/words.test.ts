import { describe, expect, it } from 'vitest';
import {
  anyOf,
  browser,
  closedWith,
  connect,
  fill,
  handshake,
  hex,
  json,
  neverReceived,
  node,
  opened,
  raw,
  received,
  refused,
  repeat,
  request,
  send,
  sendBytes,
  server,
  setsCookie,
  statuses,
  text,
  token,
  until,
} from './authoring.ts';
import { sayExpectation, wordsOf } from './words.ts';

describe('the words of the table', () => {
  it('say who acts, what is sent and what is expected', () => {
    const check = {
      script: [
        connect('eve', browser('/', { page: 'https://evil.example', jar: 'ann' })),
        connect('ann', node('/', { headers: { Authorization: token.bearer({ sub: 'ann', exp: '-1m' }) } })),
        until('ann', opened()),
        send('ann', 'for members only'),
      ],
      expect: [neverReceived('eve', /members/), closedWith('ann', 4401, { reason: 'token expired', after: '2s' })],
    };
    expect(wordsOf(check)).toEqual({
      who: 'eve, ann',
      sends:
        'eve connects as a page /, on https://evil.example, with the cookies of ann; ' +
        'ann connects as Node /, Authorization: Bearer ‹token of ann, expired›; ann says “for members only”',
      expects: 'eve: never hears “members”; ann: Close 4401 “token expired” after about 2 s',
    });
  });

  it('are the author’s own where there are some', () => {
    expect(wordsOf({ script: [], expect: [], sends: 'eleven bad tokens', expects: 'eleven refusals' })).toEqual({
      who: '',
      sends: 'eleven bad tokens',
      expects: 'eleven refusals',
    });
  });

  it('name together who is to fare alike', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    expect(wordsOf({ script: [], expect: names.slice(0, 2).map((name) => refused(name, 401)) }).expects).toBe(
      'a, b: refused with 401',
    );
    expect(wordsOf({ script: [], expect: names.map((name) => refused(name, 401)) }).expects).toBe(
      'a, b, c and 2 more: refused with 401',
    );
  });

  it.each([
    [
      refused('eve', 401, {
        headers: { 'www-authenticate': /^Bearer\b.*error="?invalid_token\b/i, 'set-cookie': null },
        body: '',
      }),
      'refused with 401, WWW-Authenticate “Bearer…error="invalid_token"”, no Set-Cookie, no body',
    ],
    [opened('ann', { subprotocol: 'chat' }), 'let in (101) with subprotocol “chat”'],
    [received('bob', /^hello$/, { as: 'text', times: 1 }), 'hears “hello” as text once'],
    [received('bob', /a|"b"/), 'hears “a” or “"b"”'],
    [received('bob', /(a|b)c/), 'hears /(a|b)c/'],
    [closedWith('bob', 4401, { after: 0 }), 'Close 4401 at once'],
    [received('bob', { type: 'welcome' }), 'hears {"type":"welcome"}'],
    [received('bob', /^\["x"\]$/), 'hears “["x"]”'],
    [statuses('eve', { 401: 10, 429: 90 }), '10 × 401, 90 × 429'],
    [
      setsCookie('ann', 'sid', { path: '/', httpOnly: true, domain: false, sameSite: ['Lax', 'Strict'] }),
      'sets sid; Path=/; HttpOnly; SameSite=Lax or Strict; no Domain',
    ],
    [anyOf(refused('eve', 401), closedWith('eve', 4401)), 'refused with 401, or Close 4401'],
  ])('say an expectation shortly: %#', (expectation, says) => {
    expect(sayExpectation(expectation)).toBe(says);
  });

  it.each([
    [connect('m', raw(handshake('/chat'))), 'm connects as plain TCP: GET /chat HTTP/1.1'],
    [sendBytes('m', hex('81026869')), 'm writes the bytes 81 02 68 69'],
    [send('m', fill(1_000_000)), 'm says 1,000,000 bytes'],
    [
      send('m', json({ type: 'auth', token: token({ sub: 'ann' }, { tamper: { sub: 'admin' } }) })),
      'm says {"type":"auth","token":"‹token of ann, changed after signing: sub admin›"}',
    ],
    [request('ann', 'POST', '/ticket', { page: server.origin }), 'ann: POST /ticket, on ‹own origin›'],
    [
      connect('eve', node('/', { origin: text`${server.origin}.evil.example` })),
      'eve connects as Node /, Origin: ‹own origin›.evil.example',
    ],
    [repeat(100, { parallel: 100 }, connect('eve', node('/'))), '100 times, 100 at once: eve connects as Node /'],
    [
      connect(
        'eve',
        node('/', {
          headers: { authorization: token.bearer({}, { alg: 'RS256', signedBy: 'attacker', embedKey: true }) },
        }),
      ),
      'eve connects as Node /, authorization: Bearer ‹token of no one, alg RS256, signed by the attacker, brings its own key›',
    ],
  ])('say a step shortly: %#', (step, says) => {
    expect(wordsOf({ script: [step], expect: [] }).sends).toBe(says);
  });
});
