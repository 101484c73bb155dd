import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Doorstep } from './doorstep.ts';
import type { Fact } from './fact.ts';
import { allKept, countKept, keptAside, takeInKept } from './kept.ts';
import { keptFile, readKeptFile } from './kept-file.ts';
import { memoryDoorstep } from './memory-doorstep.fixture.ts';
import { emptyProgress, PROGRESS_VERSION, type Progress } from './progress.ts';
import { type Known, openProgress, type ProgressStore } from './progress-store.ts';
import { anyProgress } from './random-history.ts';
import { blockedShelf, memoryShelf, NotKept, type Shelf } from './shelf.ts';
import { createWorkStore } from './work-store.ts';

const skipped = (at: number): Fact => ({ kind: 'skipped', at, item: 'steps/basics/first' });

/** Tabs of one browser: what one posts, the others hear. */
function channels() {
  const listeners = new Set<() => void>();
  return () => {
    let own: () => void = () => undefined;
    return {
      postMessage: () => {
        for (const listener of listeners) if (listener !== own) listener();
      },
      addEventListener: (_: string, listener: unknown) => {
        own = listener as () => void;
        listeners.add(own);
      },
    };
  };
}

function open(
  shelf: Shelf,
  more: { tab?: string; doorstep?: Doorstep; channel?: ReturnType<ReturnType<typeof channels>> } = {},
) {
  const { tab = 'a', doorstep, channel } = more;
  return openProgress({ shelf, doorstep, channel, tab, now: () => 1 });
}

function known(store: ProgressStore): Known {
  let now: Known | undefined;
  store.subscribe((known) => {
    now = known;
  })();
  return now as Known;
}

async function fileOf(shelf: Shelf, store: ProgressStore) {
  const file = readKeptFile(keptFile(await allKept(shelf, known(store).progress), 'ann', new Date(0)));
  if ('says' in file) throw new Error(file.says);
  return file;
}

test('what is recorded is there on the next visit', async () => {
  const shelf = memoryShelf();
  await (await open(shelf)).record(skipped(1));
  expect(known(await open(shelf)).progress.facts).toEqual([skipped(1)]);
});

test('a position left as the page went is there on the next visit', async () => {
  const [shelf, doorstep] = [memoryShelf(), memoryDoorstep()];
  (await open(shelf, { doorstep })).moveNow('steps/basics', { at: 1, scroll: 0.5 });
  expect(known(await open(shelf, { tab: 'b', doorstep })).progress.positions).toEqual({
    'steps/basics': { at: 1, scroll: 0.5 },
  });
  expect(doorstep.length).toBe(0);
});

test('two tabs record at once, both facts are kept, and each tab learns of the other', async () => {
  const [shelf, channel] = [memoryShelf(), channels()];
  const a = await open(shelf, { tab: 'a', channel: channel() });
  const b = await open(shelf, { tab: 'b', channel: channel() });
  await Promise.all([a.record(skipped(1)), b.record(skipped(2))]);
  await a.record(skipped(3));
  await expect.poll(() => known(b).progress.facts).toEqual([skipped(1), skipped(2), skipped(3)]);
});

test('export, erase, import gives back everything, for any history', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyProgress,
      fc.dictionary(fc.constantFrom('steps/one', 'steps/two'), fc.string()),
      async (progress, texts) => {
        const shelf = memoryShelf(new Map([['progress', progress]]));
        const store = await open(shelf);
        const work = createWorkStore(shelf, undefined, 'a');
        for (const [lesson, text] of Object.entries(texts))
          await work.write(lesson, { at: 1, edits: { 'server.ts': text } });
        const before = await fileOf(shelf, store);
        await store.clear();
        expect(await shelf.entries()).toEqual(new Map());
        await takeInKept(before, store, work);
        expect(await fileOf(shelf, store)).toEqual(before);
        expect(known(store).progress).toEqual(progress);
      },
    ),
  );
});

test('a file joins what is here and replaces nothing', async () => {
  const store = await open(memoryShelf(new Map([['progress', { ...emptyProgress, facts: [skipped(1)] }]])));
  const other: Progress = { ...emptyProgress, facts: [skipped(2)] };
  await store.takeIn(other);
  expect(known(store).progress.facts).toEqual([skipped(1), skipped(2)]);
});

test('a damaged value is set aside as it was found, told, and what comes after is kept', async () => {
  const shelf = memoryShelf(new Map<string, unknown>([['progress', { version: 1, facts: 'gone' }]]));
  const store = await open(shelf);
  expect(known(store)).toMatchObject({ setAside: 1, keeping: { kind: 'kept' } });
  expect(await keptAside(shelf)).toEqual([{ version: 1, facts: 'gone' }]);
  await store.record(skipped(1));
  const again = known(await open(shelf));
  expect(again).toMatchObject({ setAside: 1, progress: { facts: [skipped(1)] } });
});

test('what another tab has mended meanwhile is not set aside once more', async () => {
  const values = new Map<string, unknown>([['progress', 'broken']]);
  const shelf = memoryShelf(values);
  const mended = { ...emptyProgress, facts: [skipped(1)] };
  const store = await open({
    ...shelf,
    read: (key) => {
      values.set('progress', mended);
      return shelf.read(key);
    },
  });
  expect(known(store)).toMatchObject({ setAside: 0, progress: mended, keeping: { kind: 'kept' } });
  expect(await keptAside(shelf)).toEqual([]);
});

test('a shelf that fails while another tab tells of a change is told, and what is known stays', async () => {
  const shelf = memoryShelf();
  const tabs = channels();
  const read = Promise.withResolvers<never>();
  const store = await open({ ...shelf, read: () => read.promise }, { channel: tabs() });
  await store.record(skipped(1));
  tabs().postMessage();
  const told = new Promise<Known>((resolve) => {
    store.subscribe((now) => now.keeping.kind === 'not-kept' && resolve(now));
  });
  read.reject(new DOMException('The database connection is closing.', 'InvalidStateError'));
  expect(await told).toMatchObject({ keeping: { why: 'blocked' }, progress: { facts: [skipped(1)] } });
});

test('what a newer edition wrote is left as it is, and said', async () => {
  const newer = { version: PROGRESS_VERSION + 1, pages: [] };
  const shelf = memoryShelf(new Map<string, unknown>([['progress', newer]]));
  const store = await open(shelf);
  await store.record(skipped(1));
  expect(known(store)).toMatchObject({ keeping: { why: 'newer' }, progress: { facts: [skipped(1)] } });
  expect(await shelf.read('progress')).toEqual(newer);
});

test('where the browser keeps nothing the course works, and says so', async () => {
  const store = await open(blockedShelf());
  await store.record(skipped(1));
  await store.record(skipped(2));
  expect(known(store)).toMatchObject({
    progress: { facts: [skipped(1), skipped(2)] },
    keeping: { kind: 'not-kept', why: 'blocked' },
  });
});

test('a full browser says so, and what did not fit is kept once there is room', async () => {
  const memory = memoryShelf();
  let full = true;
  const shelf: Shelf = {
    ...memory,
    change: async (key, update) => {
      if (full) throw new NotKept('full');
      return memory.change(key, update);
    },
  };
  const store = await open(shelf);
  await store.record(skipped(1));
  expect(known(store).keeping).toEqual({ kind: 'not-kept', why: 'full' });
  full = false;
  await store.record(skipped(2));
  expect(known(store).keeping).toEqual({ kind: 'kept' });
  expect(known(await open(shelf)).progress.facts).toEqual([skipped(1), skipped(2)]);
});

test('erasing in one tab is not undone by another', async () => {
  const [shelf, channel] = [memoryShelf(), channels()];
  const a = await open(shelf, { tab: 'a', channel: channel() });
  const b = await open(shelf, { tab: 'b', channel: channel() });
  await b.record(skipped(1));
  await a.clear();
  await expect.poll(() => known(b).progress.facts).toEqual([]);
  await b.record(skipped(2));
  expect(known(await open(shelf)).progress.facts).toEqual([skipped(2)]);
});

test('the counts say what erasing would take', async () => {
  const shelf = memoryShelf(new Map<string, unknown>([['progress', 'broken']]));
  const store = await open(shelf);
  await createWorkStore(shelf, undefined, 'a').write('steps/basics', { at: 1, edits: {} });
  await store.record(skipped(1), {
    kind: 'ran',
    at: 2,
    lesson: 'steps/basics',
    host: 'embedded',
    passed: [],
    failed: ['echo'],
    holds: false,
  });
  expect(await countKept(shelf, known(store).progress)).toEqual({ answers: 0, runs: 1, labs: 1, setAside: 1 });
});
