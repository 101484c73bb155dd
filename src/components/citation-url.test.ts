import { expect, it } from 'vitest';
import { citationUrl } from './citation-url.ts';

it('leads to the section of an RFC', () => {
  expect(citationUrl('RFC 6455 §4.2.1')).toBe('https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1');
});

it('leads to an RFC as a whole when no section is named', () => {
  expect(citationUrl('RFC 8725')).toBe('https://www.rfc-editor.org/rfc/rfc8725');
});

it('does not take the draft that follows an RFC for the RFC', () => {
  expect(citationUrl('RFC 6265bis §8.5')).toBe('https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis');
});

it('knows the living standards by name', () => {
  expect(citationUrl('WHATWG WebSockets §3.1')).toBe('https://websockets.spec.whatwg.org/');
});

it('knows weaknesses, issues and the documentation of what the course uses', () => {
  expect(citationUrl('CWE-1385')).toBe('https://cwe.mitre.org/data/definitions/1385.html');
  expect(citationUrl('FastAPI issue 2031')).toBe('https://github.com/fastapi/fastapi/issues/2031');
  expect(citationUrl('ws documentation, noServer')).toBe('https://github.com/websockets/ws/blob/master/doc/ws.md');
});

it('leads nowhere for what it does not know', () => {
  expect(citationUrl('a colleague')).toBeUndefined();
});
