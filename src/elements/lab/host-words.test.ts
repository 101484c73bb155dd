import { expect, test } from 'vitest';
import { faultOf } from '../../sandbox/webcontainer/faults.ts';
import { hostLabel, hostWords } from './host-words.ts';

test('a boot tells its phase and its seconds, and after a while what may be in the way', () => {
  const state = { kind: 'booting', phase: 'connecting', since: 0 } as const;
  expect(hostWords(state, 3)).toEqual({ says: 'Waiting for StackBlitz’s frame, 3 s' });
  expect(hostWords(state, 9)?.wayOn).toMatch(/ad blocker or a proxy .* given up after 45 s/);
  expect(hostWords({ ...state, phase: 'proving' }, 20)).toEqual({ says: 'Comparing its bytes with Node’s, 20 s' });
});

test('a failure says what happened, the way on, and that the embedded host is there', () => {
  const words = hostWords({ kind: 'failed', fault: faultOf('out-of-memory') }, 0);
  expect(words?.says).toBe('The WebContainer ran out of memory.');
  expect(words?.wayOn).toMatch(/Close other tabs .* The embedded host runs the same lesson here and now\./);
});

test('nothing is said while there is nothing to say', () => {
  expect(hostWords({ kind: 'idle' }, 0)).toBeUndefined();
  expect(hostWords({ kind: 'ready' }, 0)).toBeUndefined();
});

test('each host has its name beside a result', () => {
  expect((['embedded', 'webcontainer', 'node'] as const).map(hostLabel)).toEqual(['Embedded', 'WebContainer', 'Node']);
});
