import { type Doorstep, leave, leftAt } from './doorstep.ts';
import { fields, isTime } from './read-fact.ts';
import type { Shelf } from './shelf.ts';

/** Work in a lab, as far as its store must know it: when it was done, and what was edited, by path. */
export interface Work {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly edits: Readonly<Record<string, unknown>>;
}

/** An edit that another tab's later edit of the same file took the place of; kept, so that nothing is lost. */
export interface Overwritten {
  readonly at: number;
  readonly path: string;
  readonly edit: unknown;
}

/** What lies on the shelf for one lab; `by` names the tab that last edited a file, and when. */
export interface KeptWork {
  readonly work: Work;
  readonly by: Readonly<Record<string, { readonly tab: string; readonly at: number }>>;
  readonly overwritten: readonly Overwritten[];
}

/** The work of labs, by id of the lesson. Two tabs on one lesson merge file by file. */
export interface WorkStore {
  /** What was written last, by whichever tab; unchecked. `undefined` when nothing was. */
  read(id: string): Promise<unknown>;
  /** Rejects with `NotKept`, whose message is for the learner, when the browser does not take it. */
  write(id: string, work: Work): Promise<void>;
  /** Written when it returns: for `pagehide`, and between a keystroke and the next `write`. Never throws. */
  writeNow(id: string, work: Work): void;
  /** Takes in work from elsewhere (a file): of two edits of one file the later work's stays, the other is set aside. */
  takeIn(id: string, work: Work): Promise<void>;
}

/** At most so many overwritten edits are kept for a lab, the latest. */
const MOST_OVERWRITTEN = 20;
export const WORK_PREFIX = 'work/';
const DOORSTEP_PREFIX = 'handshake/work/';

/** `tab` tells this tab's writes from those of others. */
export function createWorkStore(shelf: Shelf, doorstep: Doorstep | undefined, tab: string): WorkStore {
  /** What this tab handed over last, by id: what differs from it is what this tab changed since. */
  const handedOver = new Map<string, Work>();
  let writing: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const turn = writing.then(task, task);
    writing = turn.catch(() => undefined);
    return turn;
  };

  return {
    read: (id) =>
      inTurn(async () => {
        const key = WORK_PREFIX + id;
        const left = leftFor(doorstep, id);
        for (const [place, change] of left) {
          await shelf
            .change(key, (kept) => merged(readKept(kept), change))
            .then(
              () => doorstep?.removeItem(place),
              () => undefined, // it stays on the doorstep for the next visit
            );
        }
        const work = readKept(await shelf.read(key))?.work ?? left.at(-1)?.[1].work;
        if (work !== undefined) handedOver.set(id, work);
        return work;
      }),
    write: (id, work) =>
      inTurn(async () => {
        const change = changeOf(handedOver.get(id), work, tab);
        await shelf.change(WORK_PREFIX + id, (kept) => merged(readKept(kept), change));
        handedOver.set(id, work);
        const left = leftFor(doorstep, id, tab)[0]?.[1];
        if (left !== undefined && left.work.at <= work.at) doorstep?.removeItem(placeOf(id, tab));
      }),
    writeNow: (id, work) => leave(doorstep, placeOf(id, tab), changeOf(handedOver.get(id), work, tab)),
    takeIn: (id, work) => inTurn(() => shelf.change(WORK_PREFIX + id, (kept) => united(readKept(kept), work))),
  };
}

/** What a tab did since it last handed work over: `before` has the paths that it changed, and what stood there. */
interface Change {
  readonly tab: string;
  readonly work: Work;
  readonly before: Readonly<Record<string, unknown>>;
}

function changeOf(last: Work | undefined, work: Work, tab: string): Change {
  const paths = [...new Set([...Object.keys(last?.edits ?? {}), ...Object.keys(work.edits)])];
  const stood = (path: string) => editOf(last?.edits ?? {}, path);
  const changed = paths.filter((path) => !same(stood(path), editOf(work.edits, path)));
  return { tab, work, before: Object.fromEntries(changed.map((path) => [path, stood(path) ?? null])) };
}

/** Lays a change over what is kept: files it does not name stay as another tab may have left them. */
function merged(kept: KeptWork | undefined, { tab, work, before }: Change): KeptWork {
  const edits = new Map(Object.entries(kept?.work.edits ?? {}));
  const by = new Map(Object.entries(kept?.by ?? {}));
  const overwritten = [...(kept?.overwritten ?? [])];
  for (const [path, stood] of Object.entries(before)) {
    const [there, mine, last] = [edits.get(path), editOf(work.edits, path), by.get(path)];
    if (last?.tab === tab && last.at > work.at) continue;
    const isAnothers = last !== undefined && last.tab !== tab && !same(there, stood) && !same(there, mine);
    if (isAnothers) overwritten.push({ at: last.at, path, edit: there ?? null });
    if (mine === undefined) edits.delete(path);
    else edits.set(path, mine);
    by.set(path, { tab, at: work.at });
  }
  const latest = kept !== undefined && kept.work.at > work.at ? kept.work : work;
  return {
    work: { ...latest, edits: Object.fromEntries(edits) },
    by: Object.fromEntries(by),
    overwritten: overwritten.slice(-MOST_OVERWRITTEN),
  };
}

/** Both works in one: the later's edit of a file stays, a different one of the earlier is set aside. */
function united(kept: KeptWork | undefined, work: Work): KeptWork {
  if (kept === undefined) return { work, by: {}, overwritten: [] };
  const [earlier, later] = kept.work.at > work.at ? [work, kept.work] : [kept.work, work];
  const aside = Object.entries(earlier.edits)
    .filter(([path, edit]) => Object.hasOwn(later.edits, path) && !same(later.edits[path], edit))
    .map(([path, edit]) => ({ at: earlier.at, path, edit }));
  return {
    work: { ...later, edits: { ...earlier.edits, ...later.edits } },
    by: kept.by,
    overwritten: [...kept.overwritten, ...aside].slice(-MOST_OVERWRITTEN),
  };
}

/** A learner may call a file `constructor`: only what the work itself holds is an edit. */
function editOf(edits: Work['edits'], path: string): unknown {
  return Object.hasOwn(edits, path) ? edits[path] : undefined;
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function placeOf(id: string, tab: string): string {
  return `${DOORSTEP_PREFIX}${id}#${tab}`;
}

/** What tabs (or one tab) left for a lab before they went, oldest first, with its place on the doorstep. */
function leftFor(doorstep: Doorstep | undefined, id: string, tab = ''): readonly (readonly [string, Change])[] {
  return leftAt(doorstep, placeOf(id, tab))
    .flatMap(([place, left]) => (isChange(left) ? [[place, left] as const] : []))
    .sort(([, one], [, other]) => one.work.at - other.work.at);
}

/** What lies on the shelf for a lab; `undefined` when it is nothing of the kind. */
export function readKept(value: unknown): KeptWork | undefined {
  const { work, by, overwritten } = (fields(value) ?? {}) as { readonly [key in keyof KeptWork]?: unknown };
  if (!isWork(work) || fields(by) === undefined || !Array.isArray(overwritten)) return undefined;
  return { work, by: by as KeptWork['by'], overwritten };
}

function isChange(value: unknown): value is Change {
  const { tab, work, before } = (fields(value) ?? {}) as { readonly [key in keyof Change]?: unknown };
  return typeof tab === 'string' && isWork(work) && fields(before) !== undefined;
}

export function isWork(value: unknown): value is Work {
  const { at, edits } = (fields(value) ?? {}) as { readonly [key in keyof Work]?: unknown };
  return isTime(at) && fields(edits) !== undefined;
}
