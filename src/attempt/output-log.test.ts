import { expect, test } from 'vitest';
import { OutputLog } from './output-log.ts';

test('keeps what is printed, by stream and in order, and tells it on', () => {
  const told: string[] = [];
  const log = new OutputLog(({ text }) => told.push(text));
  log.add({ stream: 'stdout', text: 'one' });
  log.add({ stream: 'stderr', text: 'two' });
  log.add({ stream: 'stdout', text: 'three' });
  expect(log.text('stdout')).toBe('onethree');
  expect(told).toEqual(['one', 'two', 'three']);
  expect(log.cut).toBe(false);
});

test('cuts a flood, says so once, and keeps no more of it', () => {
  const log = new OutputLog();
  for (let k = 0; k < 1000; k += 1) log.add({ stream: 'stdout', text: 'x'.repeat(1024) });
  expect(log.cut).toBe(true);
  expect(log.text('stdout')).toHaveLength(256 * 1024);
  expect(log.text('stderr')).toMatch(/more than 256 KiB/);
});
