import { describe, expect, it } from 'vitest';
import { Run } from '../../wire/run.fixture.ts';
import { answered, neverAnswered, setsCookie } from '../authoring.ts';
import { observed, passes } from '../judging.fixture.ts';

describe('answered', () => {
  const run = () =>
    new Run()
      .answer('ann', 'POST /login', 200, '{"access_token":"x"}')
      .answer('ann', 'GET /me?x=1', 401, '', { 'www-authenticate': 'Bearer' });

  it('looks at the last answer, or at those to one request', () => {
    passes(run(), answered('ann', 401, { headers: { 'www-authenticate': /^Bearer/ }, body: '' }));
    passes(run(), answered('ann', 200, { to: 'POST /login', body: { access_token: 'x' } }));
    passes(run(), answered('ann', 200, { nth: 1 }));
    expect(observed(run(), answered('ann', 200, { to: 'GET /me' }))).toBe('answered 401');
    expect(observed(run(), answered('ann', 200, { nth: 3 }))).toBe('no answer');
    expect(observed(run(), answered('bob', 200))).toBe('no answer');
  });

  it('never, looks at every answer and everything in it', () => {
    passes(run(), neverAnswered('ann', 'secret'));
    expect(observed(run(), neverAnswered('ann', 'access_token'))).toBe('200 with “{"access_token":"x"}”');
    expect(observed(run(), neverAnswered('ann', 'Bearer'))).toBe('401 with “Bearer” in WWW-Authenticate');
    expect(
      observed(new Run().answer('ann', 'GET /', 200, '', {}, ['sid=secret']), neverAnswered('ann', 'secret')),
    ).toBe('200 with “sid=secret” in Set-Cookie');
    expect(observed(new Run(), neverAnswered('ann', 'x'))).toBe('no answer');
  });
});

describe('sets a cookie', () => {
  const setting = (line: string) => new Run().answer('ann', 'POST /login', 200, '', {}, [line]);
  const wanted = setsCookie('ann', '__Host-session', {
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: ['Lax', 'Strict'],
    domain: false,
  });

  it('holds with all attributes', () => {
    passes(setting('__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Lax'), wanted);
  });

  it.each([
    ['session=abc', 'set session'],
    ['__Host-session=abc; Path=/app; Secure; HttpOnly; SameSite=Lax', '__Host-session with Path=/app'],
    ['__Host-session=abc; Path=/; Secure; SameSite=Lax', '__Host-session without HttpOnly'],
    ['__Host-session=abc; Path=/; HttpOnly; SameSite=Lax', '__Host-session without Secure'],
    ['__Host-session=abc; Path=/; Secure; HttpOnly', '__Host-session without SameSite'],
    ['__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=None', '__Host-session with SameSite=None'],
    ['__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Lax; Domain=a.example', '__Host-session with Domain'],
  ])('fails on %s', (line, says) => {
    expect(observed(setting(line), wanted)).toBe(says);
  });
});
