import { expect, test } from 'vitest';
import { CookieJar } from './cookie-jar.ts';

/*
 * The rules themselves are proved against Chromium (tests/e2e/browser-client.e2e.ts). These are the few that the course speaks of,
 * and the one that needs an https page of another site.
 */

const lab = new URL('ws://localhost:8080/chat');
const ownPage = new URL('http://localhost:8080/');
const otherPort = new URL('http://localhost:9090/');
const evil = new URL('https://evil.example/');

function jarWith(...lines: string[]): CookieJar {
  const jar = new CookieJar();
  jar.store(new URL('http://localhost:8080/login'), lines);
  return jar;
}

test('a Strict cookie goes with a handshake from another port of the same host, which is the same site', () => {
  const jar = jarWith('__Host-session=s; Path=/; Secure; HttpOnly; SameSite=Strict');
  expect(jar.header(lab, ownPage)).toBe('__Host-session=s');
  expect(jar.header(lab, otherPort)).toBe('__Host-session=s');
  expect(jar.header(lab, evil)).toBe('');
  expect(jar.header(lab, null)).toBe('');
});

test('a cookie for other sites must say None and Secure', () => {
  expect(jarWith('a=1; SameSite=None; Secure').header(lab, evil)).toBe('a=1');
  expect(jarWith('a=1; SameSite=None').header(lab, ownPage)).toBe('');
  expect(jarWith('a=1').header(lab, evil)).toBe('');
});

test('what is HttpOnly travels and stays out of document.cookie', () => {
  const jar = jarWith('seen=1', 'hidden=2; HttpOnly');
  expect(jar.header(lab, ownPage)).toBe('seen=1; hidden=2');
  expect(jar.visibleTo(ownPage)).toBe('seen=1');
});

test('a program that keeps cookies sends them whatever SameSite says', () => {
  expect(jarWith('a=1; SameSite=Strict').header(lab)).toBe('a=1');
});

test('a later cookie of the same name and path takes the place of the first, and an expired one removes it', () => {
  const jar = jarWith('a=1', 'a=2');
  expect(jar.value('a')).toBe('2');
  jar.store(ownPage, ['a=; Max-Age=0']);
  expect(jar.header(lab, ownPage)).toBe('');
});
