import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abbreviated, credentialsIn, splitAtCredentials } from './credential.ts';
import type { WireEvent } from './wire-event.ts';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl';
const marked = (text: string, credentials: readonly string[] = []) =>
  splitAtCredentials(text, credentials)
    .filter(({ isCredential }) => isCredential)
    .map((piece) => piece.text);

describe('a credential', () => {
  it('is found wherever it stands: in a subprotocol, a query, a log line', () => {
    for (const text of [`chat, bearer.${jwt}`, `GET /?token=${jwt} HTTP/1.1`, `refused ${jwt}, sorry`]) {
      expect(marked(text)).toEqual([jwt]);
    }
  });

  it('is found also when it is unsigned and ends in a dot', () => {
    const unsigned = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.';
    expect(marked(`Bearer ${unsigned}`)).toEqual([unsigned]);
  });

  it('is found also when whoever wrote it down cut it short', () => {
    expect(marked('subprotocol “bearer.eyJ0eXAiOiJKV1Qi.eyJ…”')).toEqual(['eyJ0eXAiOiJKV1Qi.eyJ']);
  });

  it('of any form is found once it was minted, set as a cookie or given out as a ticket', () => {
    const transcript = [
      { kind: 'token', client: 'ann', at: 0, token: jwt, header: {}, claims: {}, key: 'ours' },
      {
        kind: 'answer',
        client: 'ann',
        at: 1,
        connection: 1,
        request: 'POST /login',
        status: 200,
        headers: {},
        setCookie: ['__Host-session=s3cr3t-value; Path=/'],
        body: '{"ticket":"one.time+ticket/="}',
      },
    ] as const satisfies readonly WireEvent[];
    const credentials = credentialsIn(transcript);
    expect(credentials).toEqual([jwt, 's3cr3t-value', 'one.time+ticket/=']);
    expect(marked('Cookie: __Host-session=s3cr3t-value', credentials)).toEqual(['s3cr3t-value']);
    expect(marked('GET /?ticket=one.time+ticket/= HTTP/1.1', credentials)).toEqual(['one.time+ticket/=']);
  });

  it('is told from ordinary words, however short the answer’s fields are', () => {
    expect(marked('GET /chat HTTP/1.1')).toEqual([]);
    const short = {
      kind: 'answer',
      client: 'ann',
      at: 1,
      connection: 1,
      request: 'POST /x',
      status: 200,
      headers: {},
      setCookie: ['a=b'],
      body: '{"token":"ok"}',
    } as const;
    expect(credentialsIn([short])).toEqual([]);
  });

  it('splits a text into pieces that put together are the text', () => {
    const texts = fc.array(fc.oneof(fc.string(), fc.constant(jwt), fc.constant('a+b(c)[d]')), { maxLength: 6 });
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('');
        const pieces = splitAtCredentials(text, ['a+b(c)[d]']);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });

  it('is abbreviated to what shows which it is and lets nobody in', () => {
    expect(abbreviated(jwt)).toBe('eyJhbGci…F0dXJl');
  });
});
