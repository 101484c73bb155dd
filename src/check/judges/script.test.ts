import { describe, expect, it } from 'vitest';
import { Run } from '../../wire/run.fixture.ts';
import { scriptSees } from '../authoring.ts';
import { observed, passes } from '../judging.fixture.ts';

const closed = { type: 'close', code: 1006, reason: '', wasClean: false } as const;
const error = { type: 'error', message: '' } as const;

describe('what the script sees', () => {
  it('is told in order and complete', () => {
    const failed = () =>
      new Run().attempt('eve', 'browser').refuse('eve', 401).script('eve', error).script('eve', closed);
    passes(failed(), scriptSees('eve', 'error', 'close 1006'));
    expect(observed(failed(), scriptSees('eve', 'close 1006'))).toBe('error, close 1006');
    expect(
      observed(
        new Run().open('eve', 'browser').script('eve', error).script('eve', closed),
        scriptSees('eve', 'error', 'close 1006'),
      ),
    ).toBe('open, error, close 1006');
    expect(observed(new Run().open('eve', 'browser'), scriptSees('eve', 'open', 'close 4401'))).toBe('open');
  });

  it('takes a close with or without its reason', () => {
    const run = () =>
      new Run()
        .open('ann', 'browser')
        .script('ann', { type: 'close', code: 4401, reason: 'token expired', wasClean: true });
    passes(run(), scriptSees('ann', 'open', 'close 4401'));
    passes(run(), scriptSees('ann', 'open', 'close 4401 token expired'));
    expect(observed(run(), scriptSees('ann', 'open', 'close 4401 token'))).toBe('open, close 4401 token expired');
    expect(observed(run(), scriptSees('ann', 'open', 'close 440'))).toContain('close 4401');
  });

  it('counts messages, cookies and exceptions only where one is named', () => {
    const run = () =>
      new Run()
        .open('ann', 'browser')
        .script('ann', { type: 'message', data: 'hi', binary: false })
        .script('ann', { type: 'cookies', text: 'theme=dark' });
    passes(run(), scriptSees('ann', 'open'));
    passes(run(), scriptSees('ann', 'open', 'message hi'));
    passes(run(), scriptSees('ann', 'cookies "theme=dark"'));
    expect(observed(run(), scriptSees('ann', 'cookies ""'))).toBe('cookies "theme=dark"');
    expect(observed(new Run(), scriptSees('ann', 'open'))).toBe('ann’s script was told nothing');
  });
});
