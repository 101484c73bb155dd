/** A place for values by key that outlives the page. Everything this site keeps lies on one shelf. */
export interface Shelf {
  read(key: string): Promise<unknown>;
  /** Reads and writes in one transaction, so that two tabs never overwrite each other. `undefined` removes the value. */
  change(key: string, update: (value: unknown) => unknown): Promise<void>;
  entries(): Promise<ReadonlyMap<string, unknown>>;
  clear(): Promise<void>;
}

/** Why what the learner does is gone with the page. `newer`: a newer edition of the site wrote what is on the shelf. */
export type WhyNotKept = 'blocked' | 'full' | 'newer';

export type Keeping = { readonly kind: 'kept' } | { readonly kind: 'not-kept'; readonly why: WhyNotKept };

/** A write that did not reach the shelf; its message is for the learner. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
  readonly why: WhyNotKept;
  constructor(why: WhyNotKept, cause?: unknown) {
    super(notKeptSays[why], { cause });
    this.why = why;
  }
}

/** What to tell the learner. */
export const notKeptSays: Readonly<Record<WhyNotKept, string>> = {
  blocked: 'This browser lets the site keep nothing: what you do is gone when the page closes, unless you export it.',
  full: 'This browser has no room left: what you do from here on is gone when the page closes, unless you export it.',
  newer:
    'Your progress was written by a newer edition of this site. Reload the page to get it; nothing is overwritten.',
};

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
