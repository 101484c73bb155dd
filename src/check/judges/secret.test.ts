import { describe, expect, it } from 'vitest';
import { Run } from '../../wire/run.fixture.ts';
import { neverReflected, unguessable } from '../authoring.ts';
import { observed, passes } from '../judging.fixture.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl';

describe('never reflected', () => {
  const offer = { 'Sec-WebSocket-Protocol': `bearer.${TOKEN}, chat` };

  it('fails on a token, or its signature, anywhere in what the server sent', () => {
    const asked = () => new Run().token(TOKEN).attempt('ann', 'node', offer);
    passes(asked().accept('ann', { 'Sec-WebSocket-Protocol': 'chat' }), neverReflected('ann'));
    expect(
      observed(asked().accept('ann', { 'Sec-WebSocket-Protocol': `bearer.${TOKEN}` }), neverReflected('ann')),
    ).toBe('the token in Sec-WebSocket-Protocol');
    expect(
      observed(
        asked()
          .accept('ann')
          .hears('ann', `…${TOKEN.split('.')[2]}`),
        neverReflected('ann'),
      ),
    ).toBe('the token in a message');
    expect(observed(asked().refuse('ann', 302, { Location: `/login?t=${TOKEN}` }), neverReflected('ann'))).toBe(
      'the token in Location',
    );
  });

  it('is not shown by a run without a token or an answer', () => {
    expect(observed(new Run().open('ann'), neverReflected('ann'))).toBe(
      'no token was minted, so none could be reflected',
    );
    expect(observed(new Run().token(TOKEN).attempt('ann'), neverReflected('ann'))).toBe('no answer');
  });
});

describe('unguessable', () => {
  const tickets = (make: (n: number) => string | number) => {
    const run = new Run();
    for (let n = 0; n < 20; n++) run.answer('ann', 'POST /ticket', 200, JSON.stringify({ ticket: make(n) }));
    return run;
  };
  const bytes = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  const wanted = (bits: number) => unguessable('ann', 'ticket', { bits, to: 'POST /ticket' });

  it('holds for random values of enough bits, in hex, base64url, or as a UUID', () => {
    passes(
      tickets(() => Buffer.from(bytes(16)).toString('hex')),
      wanted(128),
    );
    passes(
      tickets(() => Buffer.from(bytes(32)).toString('base64url')),
      wanted(128),
    );
    passes(
      tickets(() => crypto.randomUUID()),
      wanted(120),
    );
  });

  it('is asked of a cookie in the same way', () => {
    const sessions = (make: (n: number) => string) => {
      const run = new Run();
      for (let n = 0; n < 20; n++)
        run.answer('ann', 'POST /login', 200, '{}', {}, [`__Host-session=${make(n)}; Path=/; Secure`]);
      return run;
    };
    const session = unguessable('ann', '__Host-session', { bits: 120, to: 'POST /login' });
    passes(
      sessions(() => Buffer.from(bytes(16)).toString('base64url')),
      session,
    );
    expect(
      observed(
        sessions((n) => String(n).padStart(43, '0')),
        session,
      ),
    ).toMatch(/^counted up/);
    expect(
      observed(
        sessions(() => 'of-ann'),
        session,
      ),
    ).toBe('the same value twice');
  });

  it.each([
    ['a count', (n: number) => n + 1, 'counted up'],
    ['a count in hex', (n: number) => (4_096 + n).toString(16).padStart(32, '0'), 'counted up'],
    ['a count behind a name', (n: number) => `ticket-for-ann-number-${n}-of-a-long-name`, 'bits that vary'],
    ['the same value', () => 'abcdefghijklmnopqrstuvwxyz0123456789', 'the same value twice'],
    ['Math.random', () => Math.random().toString(36).slice(2, 12).padEnd(10, '0'), 'bits that vary'],
    [
      'a time and a count',
      (n: number) => Buffer.from(`${1_790_000_000_000 + n * 7}-ann`).toString('base64url'),
      'bits that vary',
    ],
    ['eight random bytes', () => Buffer.from(bytes(8)).toString('hex'), 'bits that vary'],
  ])('fails on %s', (_, make, says) => {
    expect(observed(tickets(make), wanted(120))).toContain(says);
  });

  it('wants at least ten values', () => {
    expect(observed(new Run().answer('ann', 'POST /ticket', 200, '{"ticket":"x"}'), wanted(1))).toBe(
      '1 values of ticket',
    );
  });
});
