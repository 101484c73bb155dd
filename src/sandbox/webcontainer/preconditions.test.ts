import { expect, it } from 'vitest';
import { isLikelyToCrash, obstacle, type Surroundings } from './preconditions.ts';

const good: Surroundings = {
  isSecureContext: true,
  crossOriginIsolated: true,
  hasSharedArrayBuffer: true,
  onLine: true,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0',
  maxTouchPoints: 0,
};

it('sees no obstacle in an isolated page of an online desktop browser', () => {
  expect(obstacle(good)).toBeUndefined();
});

it.each([
  [{ onLine: false }, 'offline'],
  [{ crossOriginIsolated: false }, 'not-isolated'],
  [{ hasSharedArrayBuffer: false }, 'unsupported'],
  [{ isSecureContext: false, crossOriginIsolated: false }, 'unsupported'],
])('names the obstacle of %o', (lack, code) => {
  expect(obstacle({ ...good, ...lack })).toMatchObject({ code });
});

it('says offline first, since no header would help', () => {
  expect(obstacle({ ...good, onLine: false, crossOriginIsolated: false })?.code).toBe('offline');
});

it('warns on iPhones and on iPads that call themselves Macintosh', () => {
  expect(isLikelyToCrash({ ...good, userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)' })).toBe(true);
  expect(isLikelyToCrash({ ...good, userAgent: 'Mozilla/5.0 (Macintosh; Intel)', maxTouchPoints: 5 })).toBe(true);
  expect(isLikelyToCrash(good)).toBe(false);
});
