/** Where something can be left just before a page is gone: it is written when the call returns. `localStorage` is one. */
export type Doorstep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** `localStorage`, or nothing where even looking at it is refused. */
export function openDoorstep(): Doorstep | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Leaves a value that JSON can hold. Where the browser does not take it, it is not left: this never throws. */
export function leave(doorstep: Doorstep | undefined, place: string, value: unknown): void {
  try {
    doorstep?.setItem(place, JSON.stringify(value));
  } catch {
    // Full or blocked: the shelf has told the learner, or will.
  }
}

/** Places that begin with `prefix`, each with what was left there; `undefined` where it cannot be read. */
export function leftAt(doorstep: Doorstep | undefined, prefix: string): readonly (readonly [string, unknown])[] {
  const places = Array.from({ length: doorstep?.length ?? 0 }, (_, index) => doorstep?.key(index) ?? '');
  return places.filter((place) => place.startsWith(prefix)).map((place) => [place, parsed(doorstep?.getItem(place))]);
}

function parsed(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
