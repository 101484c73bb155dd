import type { Doorstep, Shelf } from './shelf.ts';

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
        const left = leftAt(doorstep, placeOf(id, tab));
        if (left !== undefined && left.work.at <= work.at) doorstep?.removeItem(placeOf(id, tab));
      }),
    writeNow(id, work) {
      try {
        doorstep?.setItem(placeOf(id, tab), JSON.stringify(changeOf(handedOver.get(id), work, tab)));
      } catch {
        // Full or blocked: `write` has told the learner, or will.
      }
    },
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
  const changed = paths.filter((path) => !same(last?.edits[path], work.edits[path]));
  return { tab, work, before: Object.fromEntries(changed.map((path) => [path, last?.edits[path] ?? null])) };
}

/** Lays a change over what is kept: files it does not name stay as another tab may have left them. */
function merged(kept: KeptWork | undefined, { tab, work, before }: Change): KeptWork {
  const edits = new Map(Object.entries(kept?.work.edits ?? {}));
  const by = new Map(Object.entries(kept?.by ?? {}));
  const overwritten = [...(kept?.overwritten ?? [])];
  for (const [path, stood] of Object.entries(before)) {
    const [there, mine, last] = [edits.get(path), work.edits[path], by.get(path)];
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

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function placeOf(id: string, tab: string): string {
  return `${DOORSTEP_PREFIX}${id}#${tab}`;
}

/** What tabs left for a lab before they went, oldest first, with its place on the doorstep. */
function leftFor(doorstep: Doorstep | undefined, id: string): readonly (readonly [string, Change])[] {
  const places = Array.from({ length: doorstep?.length ?? 0 }, (_, index) => doorstep?.key(index) ?? '');
  return places
    .filter((place) => place.startsWith(`${DOORSTEP_PREFIX}${id}#`))
    .flatMap((place) => {
      const left = leftAt(doorstep, place);
      return left === undefined ? [] : [[place, left] as const];
    })
    .sort(([, one], [, other]) => one.work.at - other.work.at);
}

function leftAt(doorstep: Doorstep | undefined, place: string): Change | undefined {
  try {
    const left: unknown = JSON.parse(doorstep?.getItem(place) ?? 'null');
    return isChange(left) ? left : undefined;
  } catch {
    return undefined;
  }
}

function readKept(value: unknown): KeptWork | undefined {
  if (!isRecord(value)) return undefined;
  const { work, by, overwritten } = value as { readonly [key in keyof KeptWork]?: unknown };
  if (!isWork(work) || !isRecord(by) || !Array.isArray(overwritten)) return undefined;
  return { work, by: by as KeptWork['by'], overwritten };
}

function isChange(value: unknown): value is Change {
  return isRecord(value) && typeof value['tab'] === 'string' && isWork(value['work']) && isRecord(value['before']);
}

export function isWork(value: unknown): value is Work {
  return isRecord(value) && typeof value['at'] === 'number' && isRecord(value['edits']);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
