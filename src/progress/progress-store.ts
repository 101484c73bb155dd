import { type Doorstep, leave, leftAt } from './doorstep.ts';
import type { Fact } from './fact.ts';
import { emptyProgress, merge, moved, type Position, type Progress, record } from './progress.ts';
import { type Damage, readProgress } from './read-progress.ts';
import { type Keeping, NotKept, type Shelf } from './shelf.ts';

/** What is known of the learner now, whether it is kept, and how many damaged values lie aside. */
export interface Known {
  readonly progress: Progress;
  readonly keeping: Keeping;
  readonly setAside: number;
}

/** Progress as this browser keeps it. What is not kept stays in memory, and `keeping` says why. */
export interface ProgressStore {
  /** Calls at once with what is known, and after each change, by this tab or another. Returns the way to stop. */
  subscribe(listener: (known: Known) => void): () => void;
  record(...facts: readonly Fact[]): Promise<void>;
  move(lesson: string, position: Position): Promise<void>;
  /** The same, written before it returns, for `pagehide`. */
  moveNow(lesson: string, position: Position): void;
  /** Takes in progress from elsewhere: it joins what is here. */
  takeIn(progress: Progress): Promise<void>;
  /** Forgets everything, here and on the shelf and the doorstep. Rejects with a `NotKept` when the browser refuses. */
  clear(): Promise<void>;
}

const KEY = 'progress';
export const ASIDE_PREFIX = 'aside/';
const DOORSTEP_PREFIX = 'handshake/progress#';

/** What the store stands on. `channel` tells other tabs of changes and hears of theirs; `tab` is this tab's own name. */
export interface ProgressPlaces {
  readonly shelf: Shelf;
  readonly doorstep: Doorstep | undefined;
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'> | undefined;
  readonly tab: string;
  readonly now: () => number;
}

/** Reads what is kept, sets damage aside, takes in what tabs left as they went, and keeps what comes. */
export async function openProgress(places: ProgressPlaces): Promise<ProgressStore> {
  const { shelf, doorstep, channel, tab, now } = places;
  const listeners = new Set<(known: Known) => void>();
  let known: Known = { progress: emptyProgress, keeping: { kind: 'kept' }, setAside: 0 };
  /** What is not on the shelf (yet). */
  let unkept = emptyProgress;

  const tell = (change: Partial<Known>) => {
    known = { ...known, ...change };
    for (const listener of listeners) listener(known);
  };

  const tellNotKept = (fault: unknown) =>
    tell({ keeping: { kind: 'not-kept', why: fault instanceof NotKept ? fault.why : 'blocked' } });

  /** Puts what is not kept on the shelf and reads what is there, both in one transaction. */
  const keep = async (): Promise<void> => {
    const mine = unkept;
    const there: { read: Progress | Damage } = { read: emptyProgress };
    try {
      await shelf.change(KEY, (value) => {
        there.read = readProgress(value);
        if ('damage' in there.read) return value;
        there.read = merge(there.read, mine);
        return there.read;
      });
    } catch (fault) {
      return tellNotKept(fault);
    }
    if (!('damage' in there.read)) {
      // What came meanwhile is in `unkept` and its own `keep` follows.
      if (unkept === mine) unkept = emptyProgress;
      tell({ progress: merge(there.read, unkept), keeping: { kind: 'kept' } });
      channel?.postMessage('changed');
    } else if (there.read.damage === 'newer') {
      tell({ keeping: { kind: 'not-kept', why: 'newer' } });
    } else {
      await mend();
    }
  };

  /** Lays the damaged value aside under a key of its own, unless another tab has done so; then begins anew with what is in memory. */
  const mend = async () => {
    try {
      const raw = await shelf.read(KEY);
      if (isDamaged(raw)) {
        await shelf.change(`${ASIDE_PREFIX}${KEY}/${now()}`, () => raw);
        await shelf.change(KEY, (value) => (isDamaged(value) ? undefined : value));
        tell({ setAside: known.setAside + 1 });
      }
    } catch (fault) {
      return tellNotKept(fault);
    }
    await keep();
  };

  const add = (change: (progress: Progress) => Progress) => {
    unkept = change(unkept);
    tell({ progress: change(known.progress) });
    return keep();
  };

  const readAgain = async () => {
    const read = readProgress(await shelf.read(KEY));
    if (!('damage' in read)) tell({ progress: merge(read, unkept), setAside: await asideCount(shelf) });
  };

  const left: string[] = [];
  for (const [place, value] of leftAt(doorstep, DOORSTEP_PREFIX)) {
    const read = readProgress(value);
    if (!('damage' in read)) unkept = merge(unkept, read);
    left.push(place);
  }
  known = { ...known, setAside: await asideCount(shelf) };
  await keep();
  if (known.keeping.kind === 'kept') for (const place of left) doorstep?.removeItem(place);
  channel?.addEventListener('message', () => void readAgain().catch(tellNotKept));

  return {
    subscribe(listener) {
      listeners.add(listener);
      listener(known);
      return () => listeners.delete(listener);
    },
    record: (...facts) => {
      // Judged by all that is known, or a repeated fact would look new to what is not kept yet.
      const news = facts.filter((fact) => record(known.progress, fact) !== known.progress);
      return news.length === 0 ? Promise.resolve() : add((progress) => record(progress, ...news));
    },
    move: (lesson, position) => add((progress) => moved(progress, lesson, position)),
    moveNow: (lesson, position) => leave(doorstep, DOORSTEP_PREFIX + tab, moved(unkept, lesson, position)),
    takeIn: (progress) => add((known) => merge(known, progress)),
    async clear() {
      unkept = emptyProgress;
      for (const [place] of leftAt(doorstep, 'handshake/')) doorstep?.removeItem(place);
      await shelf.clear();
      tell({ progress: emptyProgress, setAside: 0 });
      channel?.postMessage('changed');
    },
  };
}

/** What a newer edition wrote is whole: it stays where it is. */
function isDamaged(value: unknown): boolean {
  const read = readProgress(value);
  return 'damage' in read && read.damage === 'shape';
}

async function asideCount(shelf: Shelf): Promise<number> {
  return [...(await shelf.entries()).keys()].filter((key) => key.startsWith(ASIDE_PREFIX)).length;
}
