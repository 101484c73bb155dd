import { describe, expect, it } from 'vitest';
import { latin1 } from '../../wire/bytes.ts';
import { Run } from '../../wire/run.fixture.ts';
import { opened, refused, requested } from '../authoring.ts';
import { observed, passes } from '../judging.fixture.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl';
const closed = { type: 'close', code: 1006, reason: '', wasClean: false } as const;
const error = { type: 'error', message: '' } as const;

describe('refused', () => {
  it('holds for the status, the fields and the body that it asks for', () => {
    const run = new Run().attempt('eve').refuse('eve', 401, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
    passes(
      run,
      refused('eve', 401, {
        headers: { 'www-authenticate': /^Bearer\b.*invalid_token/, 'set-cookie': null },
        body: '',
      }),
    );
  });

  it('says what came instead', () => {
    expect(observed(new Run().attempt('eve').refuse('eve', 403), refused('eve', 401))).toBe('refused with 403');
    expect(observed(new Run().attempt('eve').end('eve'), refused('eve', 401))).toBe('cut off without an answer');
    expect(observed(new Run().attempt('eve').end('eve', 'server', 'refused'), refused('eve', 401))).toBe(
      'no connection: nobody listens',
    );
    expect(observed(new Run().attempt('eve'), refused('eve', 401))).toBe('no answer');
    expect(observed(new Run().open('eve'), refused('eve', 401))).toBe('let in (101)');
    expect(observed(new Run().open('eve').closes('eve', 4401), refused('eve', 401))).toBe(
      'let in (101), then closed with 4401',
    );
    expect(observed(new Run(), refused('eve', 401))).toBe('eve never connected');
    const noHttp = new Run().attempt('eve').bytes('eve', 'received', latin1('hello\r\n\r\n'));
    expect(observed(noHttp, refused('eve', 401))).toBe('an answer that is no HTTP');
  });

  it('fails on a wrong field or body, with the right status', () => {
    const run = new Run()
      .attempt('eve')
      .refuse('eve', 401, { 'Access-Control-Allow-Origin': '*' }, 'JWSInvalid at node:internal');
    expect(observed(run, refused('eve', 401, { headers: { 'www-authenticate': /Bearer/ } }))).toBe(
      '401 without WWW-Authenticate',
    );
    expect(observed(run, refused('eve', 401, { headers: { 'access-control-allow-origin': null } }))).toBe(
      '401 with Access-Control-Allow-Origin: “*”',
    );
    expect(observed(run, refused('eve', 401, { body: '' }))).toBe('401 with the body “JWSInvalid at node:internal”');
  });

  it('fails when a 101 follows on the same connection', () => {
    const run = new Run().attempt('eve').head('eve', 401, { 'Content-Length': '0' }).accept('eve').end('eve');
    expect(observed(run, refused('eve', 401))).toBe('401, and then 101 on the same connection');
  });

  it('fails when the connection stays open', () => {
    const run = new Run().attempt('eve', 'raw').head('eve', 401, { 'Content-Length': '0' });
    expect(observed(run, refused('eve', 401))).toBe('401, but the connection stays open');
  });

  it('fails when the answer has no length and never ends, so that the client gives up on it', () => {
    const run = () => new Run().attempt('eve').head('eve', 401);
    expect(observed(run().after(1_000).end('eve', 'client'), refused('eve', 401))).toBe(
      '401, but the connection stays open',
    );
    expect(observed(run().end('eve', 'client').end('eve', 'server'), refused('eve', 401))).toBe(
      '401, but the connection stays open',
    );
    passes(run().end('eve', 'server').end('eve', 'client'), refused('eve', 401));
  });

  it('takes no offence at a client that hangs up on a whole answer', () => {
    passes(
      new Run().attempt('eve').head('eve', 401, { 'Content-Length': '0' }).end('eve', 'client'),
      refused('eve', 401),
    );
  });

  it('speaks of every numbered client', () => {
    const run = new Run().attempt('eve#1').refuse('eve#1', 401).open('eve#2');
    expect(observed(run, refused('eve', 401))).toBe('let in (101)');
    passes(new Run().attempt('eve#1').refuse('eve#1', 401).attempt('eve#2').refuse('eve#2', 401), refused('eve', 401));
  });

  it('is not satisfied too late', () => {
    const run = new Run().attempt('slow', 'raw').after(3_000).refuse('slow', 408);
    expect(observed(run, refused('slow', 408, { within: '2.4s' }))).toBe('408 only after 3 s');
    passes(new Run().attempt('slow', 'raw').after(2_000).refuse('slow', 408), refused('slow', 408, { within: '2.4s' }));
  });
});

describe('opened', () => {
  const offer = { 'Sec-WebSocket-Protocol': `chat, bearer.${TOKEN}` };

  it('holds for a 101 with the right accept value and the right subprotocol', () => {
    passes(
      new Run().attempt('ann', 'browser', offer).accept('ann', { 'Sec-WebSocket-Protocol': 'chat' }),
      opened('ann', { subprotocol: 'chat' }),
    );
    passes(new Run().open('ann'), opened('ann', { subprotocol: null }));
  });

  it('fails on a refusal, a wrong accept value, a wrong subprotocol', () => {
    expect(observed(new Run().attempt('ann').refuse('ann', 401), opened('ann'))).toBe('refused with 401');
    const forged = new Run().attempt('ann').accept('ann', { 'Sec-WebSocket-Accept': 'AAAA' });
    expect(observed(forged, opened('ann'))).toBe('101, but not so: Sec-WebSocket-Accept answers the key.');
    const token = new Run()
      .attempt('ann', 'node', offer)
      .accept('ann', { 'Sec-WebSocket-Protocol': `bearer.${TOKEN}` });
    expect(observed(token, opened('ann', { subprotocol: 'chat' }))).toMatch(/^101 with the subprotocol “bearer\.eyJ/);
    const none = new Run().attempt('ann', 'raw', offer).accept('ann');
    expect(observed(none, opened('ann', { subprotocol: 'chat' }))).toBe('101 without a subprotocol');
  });

  it('fails when the client did not take the 101', () => {
    const run = new Run().attempt('ann', 'browser', offer);
    run.head('ann', 101, {
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Accept': 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    });
    run.script('ann', error).script('ann', closed);
    expect(observed(run, opened('ann'))).toBe('101, but not one that the client takes');
  });
});

describe('what the client sent', () => {
  it('shows what it adds by itself, and what it does not', () => {
    const run = () =>
      new Run().open('ann', 'browser', { Cookie: '__Host-session=abc', Origin: 'http://localhost:8080' });
    passes(run(), requested('ann', { target: '/', headers: { cookie: /__Host-session=/, authorization: null } }));
    expect(observed(run(), requested('ann', { headers: { cookie: null } }))).toBe(
      'a request with Cookie: “__Host-session=abc”',
    );
    expect(observed(run(), requested('ann', { headers: { authorization: 'Bearer' } }))).toBe(
      'a request without Authorization',
    );
  });
});
