/** A place for values by key that outlives the page. Everything this site keeps lies on one shelf. */
export interface Shelf {
  read(key: string): Promise<unknown>;
  /** Reads and writes in one transaction, so that two tabs never overwrite each other. `undefined` removes the value. */
  change(key: string, update: (value: unknown) => unknown): Promise<void>;
  entries(): Promise<ReadonlyMap<string, unknown>>;
  clear(): Promise<void>;
}

/** Where something can be left before a page is gone: written when the call returns. `localStorage` is one. */
export type Doorstep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Whether what the learner does outlives the page, and if not, why. */
export type Keeping = { readonly kind: 'kept' } | { readonly kind: 'not-kept'; readonly why: 'blocked' | 'full' };

/** A write that did not reach the shelf. The value is still in memory; `why` says what to tell the learner. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
  readonly why: 'blocked' | 'full';
  constructor(why: 'blocked' | 'full', cause?: unknown) {
    super(notKeptSays(why), { cause });
    this.why = why;
  }
}

export function notKeptSays(why: 'blocked' | 'full'): string {
  return why === 'full'
    ? 'The browser has no room left: what you do from here on is gone when this page closes. Free some space, or export your progress.'
    : 'The browser lets this site keep nothing: what you do is gone when this page closes. Export your progress if you need it.';
}

/** A shelf that is gone with the page: for tests, and below a blocked one. */
export function memoryShelf(values: Map<string, unknown> = new Map()): Shelf {
  return {
    read: async (key) => values.get(key),
    async change(key, update) {
      const value = update(values.get(key));
      if (value === undefined) values.delete(key);
      else values.set(key, structuredClone(value));
    },
    entries: async () => new Map(values),
    clear: async () => values.clear(),
  };
}

/** The shelf of a browser that lets the site keep nothing: it remembers while the page is open, and every write says so. */
export function blockedShelf(): Shelf {
  const memory = memoryShelf();
  return {
    ...memory,
    async change(key, update) {
      await memory.change(key, update);
      throw new NotKept('blocked');
    },
  };
}

/** `localStorage`, or nothing where even looking at it is refused. */
export function openDoorstep(): Doorstep | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
