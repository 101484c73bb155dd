import { expect, test } from 'vitest';
import { Watch } from './watch.ts';

test('resolves at once to what is there already', async () => {
  expect(await new Watch().until(() => 'there', 1000)).toBe('there');
});

test('resolves when a change brings it, and not before', async () => {
  const watch = new Watch();
  let count = 0;
  const found = watch.until(() => (count === 2 ? count : undefined), 10_000);
  for (let k = 0; k < 3; k += 1) {
    count += 1;
    watch.changed();
  }
  expect(await found).toBe(2);
});

test('resolves to undefined when the time is over', async () => {
  expect(await new Watch().until(() => undefined, 5)).toBeUndefined();
});
