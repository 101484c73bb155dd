import { describe, expect, it } from 'vitest';
import { fromHex, utf8 } from './bytes.ts';
import { readConnections } from './connection.ts';
import { coursesOf } from './course.ts';
import { encodeFrame, opcodes } from './frame.ts';
import { leaksOf, sayPlace } from './leak.ts';
import { normalise } from './normalise.ts';
import { RecordingFault, readRecording, writeRecording } from './recording.ts';
import { Run } from './run.fixture.ts';
import type { Transcript } from './wire-event.ts';

/** Two runs of one script, with other keys, ports, times, masks, tokens and cuts. */
function runOf({ iat, salt, mask, key }: { iat: number; salt: string; mask: string; key: string }): Transcript {
  const token = `eyJhbGciOiJIUzI1NiJ9.${salt.repeat(8)}.${salt.repeat(12)}`;
  const run = new Run().token(token, {
    sub: 'ann',
    iat,
    exp: iat + 60,
    jti: `6ba7b810-9dad-11d1-80b4-00c04fd430${salt.slice(0, 2)}`,
  });
  run.answer('ann', 'POST /ticket', 200, JSON.stringify({ ticket: `${salt.repeat(8)}` }), {
    date: `Mon, 0${salt.length} Jan 2024`,
  });
  run.attempt('ann', 'node', { 'Sec-WebSocket-Protocol': `chat, bearer.${token}`, 'Sec-WebSocket-Key': key });
  run.accept('ann', { 'Sec-WebSocket-Protocol': `bearer.${token}` });
  run.bytes(
    'ann',
    'sent',
    encodeFrame({ opcode: opcodes.text, payload: utf8(`{"token":"${token}"}`), maskingKey: fromHex(mask) }),
  );
  run.hears('ann', `{"exp":${iat + 60},"ticket":"${salt.repeat(8)}"}`);
  return run.closes('ann', 4401, 'token expired').end('ann').alive().done();
}

const one = runOf({ iat: 1_790_000_000, salt: 'abcd', mask: '01020304', key: 'AAAAAAAAAAAAAAAAAAAAAA==' });
const other = runOf({ iat: 1_790_000_777, salt: 'Wxyz', mask: '0a0b0c0d', key: 'BBBBBBBBBBBBBBBBBBBBBB==' });

describe('a normalised transcript', () => {
  it('has nothing left of its one run', () => {
    expect(JSON.stringify(normalise(one))).not.toMatch(/abcdabcd/);
    expect(coursesOf(one)).toEqual(coursesOf(other));
  });

  it('reads as the one that it was made of', () => {
    const shape = (transcript: Transcript) =>
      readConnections(transcript).map(({ items }) => items.map(({ kind, at }) => `${kind} ${at}`));
    expect(shape(normalise(one))).toEqual(shape(one));
  });

  it('does not change when it is normalised again', () => {
    expect(normalise(normalise(one))).toEqual(normalise(one));
  });

  it('keeps a wrong accept value wrong and a right one right', () => {
    const wrong = new Run().attempt('ann').accept('ann', { 'Sec-WebSocket-Accept': 'AAAA' }).done();
    expect(coursesOf(wrong)[0]?.received).toContain('Sec-WebSocket-Accept: AAAA');
    expect(coursesOf(new Run().open('ann').done())[0]?.received).toContain(
      'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    );
  });

  it('tells a different answer from the same one', () => {
    expect(coursesOf(new Run().open('ann').hears('ann', 'a').done())).not.toEqual(
      coursesOf(new Run().open('ann').hears('ann', 'b').done()),
    );
    expect(coursesOf(new Run().attempt('ann').refuse('ann', 401).done())).not.toEqual(
      coursesOf(new Run().attempt('ann').refuse('ann', 403).done()),
    );
  });

  it('does not depend on the second in which a token without anything random is issued again', () => {
    const jwt = (second: number) => `eyJhbGciOiJIUzI1NiJ9.lost${second}.c2lnbmF0dXJl`;
    const twice = (...seconds: readonly number[]) =>
      seconds
        .reduce((run, iat, index) => {
          const token = run.token(jwt(iat), { jti: 'lost-laptop', iat, exp: iat + 60 + (index % 2) }, `${index}`);
          return token.attempt(`ann${index}`, 'node', {}, `/?token=${jwt(iat)}`);
        }, new Run())
        .done();
    expect(coursesOf(twice(1_790_000_000, 1_790_000_000))).toEqual(coursesOf(twice(1_790_000_000, 1_790_000_001)));
  });

  it('keeps tokens of one sort apart by the step that minted them, also when it is normalised again', () => {
    const claims = (index: number) => ({ jti: `6ba7b810-9dad-11d1-80b4-00c04fd4300${index}`, iat: 1_790_000_000 });
    const run = new Run();
    for (const index of [1, 2]) {
      const token = `eyJhbGciOiJIUzI1NiJ9.laptop${index}.c2lnbmF0dXJl`;
      run.token(token, claims(index), `${index}`).attempt(`ann${index}`, 'node', {}, `/?token=${token}`);
    }
    const transcript = run.done();
    expect(JSON.stringify(coursesOf(transcript))).toContain('token=minted-2');
    expect(coursesOf(normalise(transcript))).toEqual(coursesOf(transcript));
  });

  it('does not depend on which of many alike came first', () => {
    const race = (first: string, second: string) =>
      new Run().attempt('eve#1').attempt('eve#2').refuse(first, 401).refuse(second, 429).done();
    expect(coursesOf(race('eve#1', 'eve#2'))).toEqual(coursesOf(race('eve#2', 'eve#1')));
  });
});

describe('a leak', () => {
  it('is told with its place: request line, header field, message, close reason, ping', () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlc2lnbmF0dXJl';
    const run = new Run().attempt('ann', 'browser', { Cookie: `s=${token}` }, `/?token=${token}`);
    run.accept('ann').hears('ann', `no ${token}`).hears('ann', token, opcodes.ping).closes('ann', 4401, token);
    const [connection] = readConnections(run.done());
    expect(leaksOf(token, connection ?? expect.fail()).map((place) => `${place.direction} ${sayPlace(place)}`)).toEqual(
      [
        'sent the request line',
        'sent Cookie',
        'received a message',
        'received a ping or pong',
        'received the close reason',
      ],
    );
  });

  it('is a signature alone, too', () => {
    const run = new Run().attempt('ann').refuse('ann', 401, {}, 'bad signature c2lnbmF0dXJlc2lnbmF0dXJl');
    const [connection] = readConnections(run.done());
    expect(leaksOf('eyJh.eyJz.c2lnbmF0dXJlc2lnbmF0dXJl', connection ?? expect.fail()).map(sayPlace)).toEqual([
      'the body',
    ]);
    expect(leaksOf('eyJh.eyJz.', connection ?? expect.fail())).toEqual([]);
  });
});

describe('a recording (.wsrec)', () => {
  const header = { wsrec: 1, id: 'steps/x/eavesdropper', host: 'node', made: 'abc' } as const;
  const text = writeRecording({ header, transcript: one });
  const lines = text.trimEnd().split('\n');

  it('comes back as it was written', () => {
    expect(readRecording(text)).toEqual({ header, transcript: one });
    expect(readRecording(text.replaceAll('\n', '\r\n'))).toEqual({ header, transcript: one });
  });

  it.each([
    ['line 1: expected the header of a recording, found an empty file', ''],
    ['line 1: expected the header {"wsrec":1,…}, found {"a":1}', '{"a":1}\n'],
    ['line 1: expected version 1 of the format, found 2', '{"wsrec":2}\n'],
    ['line 1: expected a text as host, found nothing', '{"wsrec":1,"id":"x"}\n'],
    ['line 2: expected one JSON object, found {"kind"', `${lines[0]}\n{"kind"\n`],
    [
      'line 3: connection: expected number, found "1"',
      `${lines[0]}\n\n{"kind":"attempt","client":"a","at":1,"connection":"1"}\n`,
    ],
    ['expected the event done at the end', lines.slice(0, -1).join('\n')],
  ])('is refused with words: %s', (says, wrong) => {
    expect(() => readRecording(wrong)).toThrow(RecordingFault);
    expect(() => readRecording(wrong)).toThrow(says);
  });
});
