import { describe, expect, it } from 'vitest';
import { fromHex } from '../../wire/bytes.ts';
import { Run } from '../../wire/run.fixture.ts';
import { closedWith, ended, stillOpen } from '../authoring.ts';
import { observed, passes } from '../judging.fixture.ts';

const closed = { type: 'close', code: 1006, reason: '', wasClean: false } as const;

describe('closed with', () => {
  it('is a Close frame of the server, not what the script was told', () => {
    passes(
      new Run().open('ann').closes('ann', 4401, 'token expired'),
      closedWith('ann', 4401, { reason: 'token expired' }),
    );
    const told = new Run()
      .open('ann')
      .end('ann')
      .script('ann', { ...closed, code: 4401 });
    expect(observed(told, closedWith('ann', 4401))).toBe('cut off without a Close frame');
    const own = new Run().open('ann').bytes('ann', 'sent', fromHex('8882 00000000 1131'));
    expect(observed(own, closedWith('ann', 4401))).toBe('still open');
  });

  it('tells code and reason apart from others', () => {
    expect(observed(new Run().open('ann').closes('ann', 1000), closedWith('ann', 4401))).toBe('closed with 1000');
    expect(
      observed(new Run().open('ann').closes('ann', 4401, 'no'), closedWith('ann', 4401, { reason: 'token expired' })),
    ).toBe('closed with 4401 “no”');
    expect(observed(new Run().open('ann').bytes('ann', 'received', fromHex('8800')), closedWith('ann', 4401))).toBe(
      'closed without a code',
    );
    expect(observed(new Run().attempt('ann').refuse('ann', 401), closedWith('ann', 4401))).toBe('refused with 401');
  });

  it('goes by the first Close frame', () => {
    expect(observed(new Run().open('ann').closes('ann', 1000).closes('ann', 4401), closedWith('ann', 4401))).toBe(
      'closed with 1000',
    );
  });

  it('counts its time from the 101, give or take', () => {
    const closedAfter = (ms: number) => new Run().open('eve').after(ms).closes('eve', 4408);
    passes(closedAfter(1_000), closedWith('eve', 4408, { after: '1s', tolerance: '500ms' }));
    expect(observed(closedAfter(100), closedWith('eve', 4408, { after: '1s', tolerance: '500ms' }))).toMatch(
      /^closed with 4408 after 0\.1 s$/,
    );
    expect(observed(closedAfter(1_900), closedWith('eve', 4408, { after: '1s', tolerance: '500ms' }))).toBe(
      'closed with 4408 after 1.9 s',
    );
  });

  it('counts by the moved clock where there is one', () => {
    const run = new Run().clock(1_700_000_000_000).open('ann').advance(60_000).closes('ann', 4401);
    passes(run, closedWith('ann', 4401, { after: '60s' }));
  });
});

describe('still open', () => {
  it('holds until a sign from the server that it is over', () => {
    passes(new Run().open('ann'), stillOpen('ann'));
    expect(observed(new Run().open('ann').closes('ann', 1000), stillOpen('ann'))).toBe('closed with 1000');
    expect(observed(new Run().open('ann').end('ann', 'server', 'reset'), stillOpen('ann'))).toBe(
      'cut off without a Close frame',
    );
    expect(observed(new Run().open('ann').end('ann', 'client'), stillOpen('ann'))).toBe('the client itself ended it');
    expect(observed(new Run().attempt('ann').refuse('ann', 401), stillOpen('ann'))).toBe('refused with 401');
    expect(observed(new Run().attempt('ann'), stillOpen('ann'))).toBe('no answer');
  });
});

describe('ended', () => {
  it('counts from the last word of the server', () => {
    const run = (ms: number) => new Run().open('eve', 'raw').after(5_000).closes('eve', 4401).after(ms).end('eve');
    passes(run(2_000), ended('eve', { within: '2.2s' }));
    expect(observed(run(2_500), ended('eve', { within: '2.2s' }))).toBe('TCP ended after 2.5 s');
  });

  it('is done by the server', () => {
    expect(observed(new Run().open('eve').closes('eve', 4401), ended('eve'))).toBe('TCP still stands');
    expect(observed(new Run().open('eve').end('eve', 'client'), ended('eve'))).toBe(
      'TCP stood until the client ended it',
    );
    expect(observed(new Run().attempt('eve').end('eve', 'server', 'refused'), ended('eve'))).toBe(
      'no connection: nobody listens',
    );
  });

  it('tells half an end from a whole one where it is asked to', () => {
    expect(observed(new Run().open('eve').end('eve'), ended('eve', { how: 'reset' }))).toBe(
      'ended on its side only; still held',
    );
    passes(new Run().open('eve').end('eve').end('eve', 'server', 'reset'), ended('eve', { how: 'reset' }));
  });
});
