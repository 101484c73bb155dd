import { expect, test } from 'vitest';
import { type Sandbox, SandboxFault } from '../../sandbox/contract.ts';
import type { HostState } from '../../sandbox/webcontainer/host-state.ts';
import { type HostChoice, Hosts } from './hosts.ts';

interface Boot {
  readonly signal: AbortSignal;
  readonly onState: (state: HostState) => void;
  readonly ready: PromiseWithResolvers<Sandbox>;
}

const sandbox = (host: HostChoice) => ({ host }) as Sandbox;
const fault = new SandboxFault('boot-timeout', 'It did not start.', 'Retry.');

function hosts(first: HostChoice = 'embedded') {
  const boots: Boot[] = [];
  const remembered: (HostChoice | null)[] = [];
  const all = new Hosts({
    openEmbedded: async () => sandbox('embedded'),
    openWebContainer: ({ signal, onState }) => {
      const ready = Promise.withResolvers<Sandbox>();
      signal.addEventListener('abort', () => ready.reject(signal.reason));
      boots.push({ signal, onState, ready });
      return ready.promise;
    },
    remember: (choice) => remembered.push(choice),
    first,
  });
  return { all, boots, remembered };
}

test('nothing but a choice opens a WebContainer', async () => {
  const { all, boots } = hosts();
  expect((await all.open()).host).toBe('embedded');
  expect(boots).toHaveLength(0);
});

test('a choice is remembered, and forgotten when it does not start', async () => {
  const { all, boots, remembered } = hosts();
  all.choose('webcontainer');
  const opening = all.open();
  boots[0]?.onState({ kind: 'failed', fault });
  boots[0]?.ready.reject(fault);
  await expect(opening).rejects.toBe(fault);
  expect(remembered).toEqual(['webcontainer', null]);
  expect(all.state).toEqual({ choice: 'webcontainer', webcontainer: { kind: 'failed', fault } });
});

test('cancel ends the boot, leaves the embedded host, and what the boot still says is not heard', async () => {
  const { all, boots, remembered } = hosts('webcontainer');
  const opening = all.open();
  boots[0]?.onState({ kind: 'booting', phase: 'connecting', since: 0 });
  all.cancel();
  await expect(opening).rejects.toBe(boots[0]?.signal.reason);
  boots[0]?.onState({ kind: 'failed', fault });
  expect(all.state).toEqual({ choice: 'embedded', webcontainer: { kind: 'idle' } });
  expect(remembered).toEqual(['embedded']);
  expect((await all.open()).host).toBe('embedded');
});

test('a page has one WebContainer: who opens again ends the boot before', async () => {
  const { all, boots } = hosts('webcontainer');
  const first = all.open();
  const second = all.open();
  await expect(first).rejects.toBe(boots[0]?.signal.reason);
  boots[1]?.ready.resolve(sandbox('webcontainer'));
  expect((await second).host).toBe('webcontainer');
});

test('whoever watches is told each change', () => {
  const { all } = hosts();
  const seen: HostChoice[] = [];
  all.watch(({ choice }) => seen.push(choice));
  all.choose('webcontainer');
  all.cancel();
  expect(seen).toEqual(['webcontainer', 'embedded']);
});
