import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryDoorstep } from './memory-doorstep.fixture.ts';
import { blockedShelf, memoryShelf, NotKept, type Shelf } from './shelf.ts';
import { createWorkStore, type KeptWork, type Work } from './work-store.ts';

const LAB = 'steps/passing-credentials';

function work(at: number, edits: Record<string, string>): Work {
  return { at, edits };
}

async function overwritten(shelf: Shelf) {
  return ((await shelf.read(`work/${LAB}`)) as KeptWork).overwritten;
}

test('a lab that was never worked in has no work', async () => {
  expect(await createWorkStore(memoryShelf(), undefined, 'a').read(LAB)).toBeUndefined();
});

test('what was written is read again on the next visit', async () => {
  const shelf = memoryShelf();
  await createWorkStore(shelf, undefined, 'a').write(LAB, work(1, { 'server.ts': 'mine' }));
  expect(await createWorkStore(shelf, undefined, 'b').read(LAB)).toEqual(work(1, { 'server.ts': 'mine' }));
});

test('what was left before the page went is there on the next visit, and is taken in once', async () => {
  const [shelf, doorstep] = [memoryShelf(), memoryDoorstep()];
  const first = createWorkStore(shelf, doorstep, 'a');
  await first.write(LAB, work(1, { 'server.ts': 'typed' }));
  first.writeNow(LAB, work(2, { 'server.ts': 'typed on' }));
  expect(await createWorkStore(shelf, doorstep, 'b').read(LAB)).toEqual(work(2, { 'server.ts': 'typed on' }));
  expect(doorstep.length).toBe(0);
  expect(await overwritten(shelf)).toEqual([]);
});

test('what was left does not take the place of something newer by the same tab', async () => {
  const [shelf, doorstep] = [memoryShelf(), memoryDoorstep()];
  const store = createWorkStore(shelf, doorstep, 'a');
  store.writeNow(LAB, work(1, { 'server.ts': 'early' }));
  const keep = doorstep.getItem(doorstep.key(0) ?? '');
  await store.write(LAB, work(2, { 'server.ts': 'late' }));
  expect(doorstep.length).toBe(0);
  doorstep.setItem(`handshake/work/${LAB}#a`, keep ?? '');
  expect(await createWorkStore(shelf, doorstep, 'b').read(LAB)).toEqual(work(2, { 'server.ts': 'late' }));
});

test('two tabs that edit different files keep both', async () => {
  const shelf = memoryShelf();
  const [a, b] = [createWorkStore(shelf, undefined, 'a'), createWorkStore(shelf, undefined, 'b')];
  await Promise.all([a.read(LAB), b.read(LAB)]);
  await a.write(LAB, work(1, { 'server.ts': 'of a' }));
  await b.write(LAB, work(2, { 'rooms.ts': 'of b' }));
  await a.write(LAB, work(3, { 'server.ts': 'of a again' }));
  expect(await a.read(LAB)).toEqual(work(3, { 'server.ts': 'of a again', 'rooms.ts': 'of b' }));
  expect(await overwritten(shelf)).toEqual([]);
});

test('of two tabs that edit one file the later wins, and the other edit is set aside', async () => {
  const shelf = memoryShelf();
  const [a, b] = [createWorkStore(shelf, undefined, 'a'), createWorkStore(shelf, undefined, 'b')];
  await Promise.all([a.read(LAB), b.read(LAB)]);
  await a.write(LAB, work(1, { 'server.ts': 'of a' }));
  await b.write(LAB, work(2, { 'server.ts': 'of b' }));
  expect(await b.read(LAB)).toEqual(work(2, { 'server.ts': 'of b' }));
  expect(await overwritten(shelf)).toEqual([{ at: 1, path: 'server.ts', edit: 'of a' }]);
});

test('two tabs that leave at once both leave their work', async () => {
  const [shelf, doorstep] = [memoryShelf(), memoryDoorstep()];
  createWorkStore(shelf, doorstep, 'a').writeNow(LAB, work(1, { 'server.ts': 'of a' }));
  createWorkStore(shelf, doorstep, 'b').writeNow(LAB, work(2, { 'rooms.ts': 'of b' }));
  expect(await createWorkStore(shelf, doorstep, 'c').read(LAB)).toMatchObject({
    edits: { 'server.ts': 'of a', 'rooms.ts': 'of b' },
  });
});

test('a reset in one tab stays a reset', async () => {
  const shelf = memoryShelf();
  const store = createWorkStore(shelf, undefined, 'a');
  await store.write(LAB, work(1, { 'server.ts': 'mine', 'rooms.ts': 'mine' }));
  await store.write(LAB, work(2, { 'rooms.ts': 'mine' }));
  expect(await store.read(LAB)).toEqual(work(2, { 'rooms.ts': 'mine' }));
});

test('every text that any of three tabs ever wrote is current, overwritten by its own tab, or set aside', async () => {
  const write = fc.record({ tab: fc.nat(2), path: fc.constantFrom('server.ts', 'rooms.ts') });
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 12 }), async (writes) => {
      const shelf = memoryShelf();
      const tabs = ['a', 'b', 'c'].map((name) => createWorkStore(shelf, undefined, name));
      const texts = [{}, {}, {}] as Record<string, string>[];
      for (const [at, { tab, path }] of writes.entries()) {
        texts[tab] = { ...texts[tab], [path]: `${tab}.${at}` };
        await tabs[tab]?.write(LAB, work(at, texts[tab] ?? {}));
      }
      if (writes.length === 0) return;
      const kept = (await shelf.read(`work/${LAB}`)) as KeptWork;
      const there = new Set([...Object.values(kept.work.edits), ...kept.overwritten.map((one) => one.edit)]);
      for (const [at, { tab, path }] of writes.entries()) {
        const typedOn = writes.some((later, index) => index > at && later.tab === tab && later.path === path);
        expect(there.has(`${tab}.${at}`) || typedOn).toBe(true);
      }
    }),
  );
});

test('a file may be called as something that every object has: it is kept, found on the doorstep, and removed again', async () => {
  const doorstep = memoryDoorstep();
  const shelf = memoryShelf();
  const store = createWorkStore(shelf, doorstep, 'a');
  await store.write(LAB, work(1, { 'server.ts': 'mine' }));
  store.writeNow(LAB, work(2, { 'server.ts': 'mine', constructor: 'typed' } as Record<string, string>));
  const kept = (await createWorkStore(shelf, doorstep, 'b').read(LAB)) as Work;
  expect(kept.edits).toEqual({ 'server.ts': 'mine', constructor: 'typed' });
  await store.write(LAB, work(3, { 'server.ts': 'mine', constructor: 'typed' } as Record<string, string>));
  await store.write(LAB, work(4, { 'server.ts': 'mine' }));
  expect(await store.read(LAB)).toEqual(work(4, { 'server.ts': 'mine' }));
});

test('where the browser keeps nothing a write says so, and the work is still there while the page is open', async () => {
  const store = createWorkStore(blockedShelf(), undefined, 'a');
  await expect(store.write(LAB, work(1, { 'server.ts': 'mine' }))).rejects.toThrow(NotKept);
  expect(await store.read(LAB)).toEqual(work(1, { 'server.ts': 'mine' }));
});

test('a value of another shape is treated as no work, never as a crash', async () => {
  const shelf = memoryShelf(new Map<string, unknown>([[`work/${LAB}`, ['not', 'work']]]));
  expect(await createWorkStore(shelf, undefined, 'a').read(LAB)).toBeUndefined();
});

test('work from a file joins what is here: the later edit of a file stays, the other is set aside', async () => {
  const shelf = memoryShelf();
  const store = createWorkStore(shelf, undefined, 'a');
  await store.write(LAB, work(5, { 'server.ts': 'here', 'rooms.ts': 'only here' }));
  await store.takeIn(LAB, work(3, { 'server.ts': 'in the file', 'log.ts': 'only in the file' }));
  expect(await store.read(LAB)).toEqual(
    work(5, { 'server.ts': 'here', 'rooms.ts': 'only here', 'log.ts': 'only in the file' }),
  );
  expect(await overwritten(shelf)).toEqual([{ at: 3, path: 'server.ts', edit: 'in the file' }]);
});
