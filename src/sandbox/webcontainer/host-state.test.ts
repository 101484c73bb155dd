import { expect, it } from 'vitest';
import { SandboxFault } from '../contract.ts';
import { type HostEvent, type HostState, next } from './host-state.ts';

const fault = new SandboxFault('boot-timeout', 'It did not start.', 'Retry.');
const after = (...events: readonly HostEvent[]) => events.reduce<HostState>(next, { kind: 'idle' });
const boot: HostEvent = { type: 'boot', at: 5 };

it('passes through the phases of a boot and is ready', () => {
  expect(after(boot, { type: 'phase', phase: 'starting' })).toEqual({ kind: 'booting', phase: 'starting', since: 5 });
  expect(after(boot, { type: 'booted' })).toEqual({ kind: 'ready' });
});

it('runs as long as a program runs', () => {
  const two: HostEvent[] = [boot, { type: 'booted' }, { type: 'spawned' }, { type: 'spawned' }, { type: 'exited' }];
  expect(after(...two)).toEqual({ kind: 'running', programs: 1 });
  expect(after(...two, { type: 'exited' })).toEqual({ kind: 'ready' });
});

it('ends a failed boot with its fault, and a second boot begins anew', () => {
  expect(after(boot, { type: 'failed', fault })).toEqual({ kind: 'failed', fault });
  expect(after(boot, { type: 'failed', fault }, { type: 'boot', at: 9 })).toMatchObject({ kind: 'booting', since: 9 });
});

it('takes no notice of an answer that comes after the boot has failed or was cancelled', () => {
  expect(after(boot, { type: 'failed', fault }, { type: 'booted' })).toEqual({ kind: 'failed', fault });
  expect(after(boot, { type: 'cancelled' }, { type: 'booted' })).toEqual({ kind: 'idle' });
});

it('fails when the frame is lost in the middle of a run', () => {
  expect(after(boot, { type: 'booted' }, { type: 'spawned' }, { type: 'failed', fault })).toEqual({
    kind: 'failed',
    fault,
  });
});
