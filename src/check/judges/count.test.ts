import { describe, expect, it } from 'vitest';
import { Run } from '../../wire/run.fixture.ts';
import { statuses } from '../authoring.ts';
import { observed, passes } from '../judging.fixture.ts';

describe('statuses', () => {
  const tries = (bad: number, many: number) => {
    const run = new Run();
    for (let n = 1; n <= bad + many; n++)
      run.attempt(`eve#${n}`).refuse(`eve#${n}`, n <= bad ? 401 : 429, n <= bad ? {} : { 'Retry-After': '10' });
    return run;
  };
  const heads = { 429: { headers: { 'retry-after': /^\d+$/ } } };

  it('counts exactly', () => {
    passes(tries(10, 90), statuses('eve', { 401: 10, 429: 90 }, { heads }));
    expect(observed(tries(39, 61), statuses('eve', { 401: 10, 429: 90 }))).toBe('39 × 401, 61 × 429');
    expect(observed(tries(10, 89), statuses('eve', { 401: 10, 429: 90 }))).toBe('10 × 401, 89 × 429');
    expect(observed(tries(10, 91), statuses('eve', { 401: 10, 429: 90 }))).toBe('10 × 401, 91 × 429');
    expect(observed(new Run(), statuses('eve', { 401: 10 }))).toBe('no attempt');
  });

  it('counts what was not answered, and what was let in after all', () => {
    expect(observed(new Run().attempt('eve#1'), statuses('eve', { 401: 1 }))).toBe('1 × no answer');
    const smuggled = new Run().attempt('eve#1').head('eve#1', 401, { 'Content-Length': '0' }).accept('eve#1');
    expect(observed(smuggled, statuses('eve', { 401: 1 }))).toBe('1 × 101');
  });

  it('looks into the heads', () => {
    const run = new Run().attempt('eve').refuse('eve', 429);
    expect(observed(run, statuses('eve', { 429: 1 }, { heads }))).toBe('1 × 429; a 429 without Retry-After');
  });

  it('counts plain answers where it is asked to', () => {
    const run = new Run()
      .answer('eve', 'POST /login', 401)
      .answer('eve', 'POST /login', 429)
      .answer('eve', 'GET /', 200);
    passes(run, statuses('eve', { 401: 1, 429: 1 }, { to: 'POST /login' }));
  });
});
