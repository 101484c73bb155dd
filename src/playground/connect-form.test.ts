import { describe, expect, it } from 'vitest';
import type { Step } from '../check/protocol.ts';
import { breakages } from './breakage.ts';
import { type ConnectForm, stepOf } from './connect-form.ts';
import { tokenOf } from './token-form.ts';

const token = {
  sub: 'ann',
  exp: '60s',
  aud: 'chat',
  iss: 'https://issuer.lab',
  claims: '',
  alg: 'HS256',
  broken: [],
} as const;
const claims = { sub: 'ann', exp: '60s', aud: 'chat', iss: 'https://issuer.lab' };
const form: ConnectForm = {
  as: 'node',
  path: '/',
  subprotocols: '',
  origin: '',
  headers: '',
  cookies: '',
  method: 'GET',
  body: '',
  credential: 'none',
  member: 'ticket',
  carrier: 'authorization',
  name: 'Bearer',
  token,
};
const made = { make: 'token', claims, alg: 'HS256' };
const joined = (...parts: readonly unknown[]) => ({ make: 'joined', parts });
const stepFor = (change: Partial<ConnectForm>) => stepOf({ ...form, ...change }, 'one');
const clientFor = (change: Partial<ConnectForm>) => {
  const step = stepFor(change) as Extract<Step, { do: 'connect' }>;
  return step.as;
};

describe('what the fields of the playground describe', () => {
  it('is a Node program that shows nothing, when nothing is filled in', () => {
    expect(stepFor({})).toEqual({ do: 'connect', client: 'one', as: { kind: 'node', path: '/' } });
  });

  it('puts a token where it is to travel', () => {
    const shown = { credential: 'token' } as const;
    expect(clientFor(shown)).toEqual({ kind: 'node', path: '/', headers: { authorization: joined('Bearer ', made) } });
    expect(
      clientFor({ ...shown, as: 'browser', carrier: 'subprotocol', name: 'bearer.', subprotocols: 'chat' }),
    ).toEqual({
      kind: 'browser',
      path: '/',
      jar: 'jar',
      subprotocols: ['chat', joined('bearer.', made)],
    });
    expect(clientFor({ ...shown, carrier: 'query', name: 'token', path: '/a?b=1' })).toMatchObject({
      path: joined('/a?b=1&token=', made),
    });
    expect(clientFor({ ...shown, carrier: 'cookie', name: 'session', cookies: 'a=1' })).toMatchObject({
      headers: { cookie: joined('a=1', '; ', joined('session=', made)) },
    });
    expect(clientFor({ ...shown, as: 'browser', carrier: 'cookie', name: 'session' })).toMatchObject({
      setCookies: [joined('session=', made)],
    });
  });

  it('refuses a header field to a page, and says why', () => {
    expect(stepFor({ as: 'browser', credential: 'token' })).toMatchObject({
      field: 'carrier',
      says: expect.stringMatching(/subprotocols/),
    });
    expect(clientFor({ as: 'browser', headers: 'X-Anything: 1' })).not.toHaveProperty('headers');
  });

  it('is a plain request whose answer a later connection can show', () => {
    const body = '{"user":"ann"}';
    expect(stepFor({ as: 'http', path: '/ticket', method: 'post', body })).toEqual({
      do: 'request',
      client: 'request',
      method: 'POST',
      path: '/ticket',
      jar: 'jar',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(clientFor({ credential: 'answer', carrier: 'query', name: 'ticket' })).toMatchObject({
      path: joined('/?ticket=', { make: 'answer', client: 'request', field: 'ticket' }),
    });
  });

  it('is a fault with its field, what was expected and what was found, where it cannot be read', () => {
    expect(stepFor({ path: 'chat' })).toMatchObject({ field: 'path', says: expect.stringMatching(/found chat/) });
    expect(stepFor({ headers: 'no colon' })).toMatchObject({
      field: 'headers',
      says: expect.stringMatching(/found no colon/),
    });
    expect(stepFor({ credential: 'token', token: { ...token, claims: '[1]' } })).toMatchObject({ field: 'claims' });
    expect(stepFor({ credential: 'token', token: { ...token, exp: 'soon' } })).toMatchObject({
      field: 'exp',
      says: expect.stringMatching(/found soon/),
    });
  });
});

describe('a token by hand', () => {
  it('leaves out what is empty, and takes more claims', () => {
    expect(tokenOf({ ...token, sub: '', exp: '', aud: '', claims: '{"scope":"write"}' })).toEqual({
      make: 'token',
      alg: 'HS256',
      claims: { exp: null, aud: null, iss: 'https://issuer.lab', scope: 'write' },
    });
    expect(tokenOf({ ...token, exp: '1893456000' })).toMatchObject({ claims: { exp: 1893456000 } });
  });

  it('is changed by each of its switches, and by several at once', () => {
    const whole = tokenOf(token);
    for (const { id } of breakages) expect(tokenOf({ ...token, broken: [id] }), id).not.toEqual(whole);
    expect(tokenOf({ ...token, broken: ['expired', 'other-audience', 'tampered'] })).toEqual({
      ...made,
      claims: { ...claims, exp: '-1m', aud: 'billing' },
      tamper: { sub: 'admin' },
    });
  });
});
