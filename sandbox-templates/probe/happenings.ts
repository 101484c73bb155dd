import type { Awaited, Match } from '../../src/check/protocol.ts';
import type { Json } from '../../src/wire/wire-event.ts';

type Kind = Awaited['on'];
interface Happening {
  readonly on: Kind;
  readonly text: string;
  used: boolean;
}

/** What a client has seen, and who waits for it. Each message satisfies one wait; every other event stays true for good. */
export class Happenings {
  readonly #seen: Happening[] = [];
  readonly #waiting = new Set<() => void>();
  #over = false;

  add(on: Kind, text = ''): void {
    this.#seen.push({ on, text, used: false });
    for (const look of [...this.#waiting]) look();
  }

  /** Nothing can happen any more: its connection is gone. Who still waits, and who asks from now on, is told so at once. */
  end(): void {
    this.#over = true;
    for (const look of [...this.#waiting]) look();
  }

  has(on: Kind): boolean {
    return this.#seen.some((happening) => happening.on === on);
  }

  /** The messages that came, last first. */
  messages(): readonly string[] {
    return this.#seen
      .filter(({ on }) => on === 'message')
      .map(({ text }) => text)
      .reverse();
  }

  /** Resolves to false when it has not come within so many milliseconds of real time, or cannot come any more. */
  until(awaited: Awaited, withinMs: number): Promise<boolean> {
    if (this.#take(awaited)) return Promise.resolve(true);
    if (this.#over) return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = (came: boolean) => {
        this.#waiting.delete(look);
        clearRealTimeout(timer);
        resolve(came);
      };
      const look = () => {
        if (this.#take(awaited)) settle(true);
        else if (this.#over) settle(false);
      };
      const timer = setRealTimeout(() => settle(false), withinMs);
      this.#waiting.add(look);
    });
  }

  #take(awaited: Awaited): boolean {
    const found = this.#seen.find(
      ({ on, text, used }) => on === awaited.on && !used && (awaited.on !== 'message' || matches(awaited.match, text)),
    );
    if (found?.on === 'message') found.used = true;
    return found !== undefined;
  }
}

/** Kept from before a controllable clock is installed. */
export const setRealTimeout = globalThis.setTimeout;
export const clearRealTimeout = globalThis.clearTimeout;

function matches(match: Match, text: string): boolean {
  if (typeof match === 'string') return match === '' ? text === '' : text.includes(match);
  if ('pattern' in match) return new RegExp(match.pattern, match.flags.replace(/[gy]/g, '')).test(text);
  try {
    return holds(JSON.parse(text), match.json);
  } catch {
    return false;
  }
}

/** Whether `found` has at least what `wanted` has, at any depth; arrays must be equally long. */
function holds(found: Json, wanted: Json): boolean {
  if (wanted === null || typeof wanted !== 'object') return found === wanted;
  if (found === null || typeof found !== 'object' || Array.isArray(found) !== Array.isArray(wanted)) return false;
  if (Array.isArray(wanted) && Array.isArray(found)) {
    return found.length === wanted.length && wanted.every((value, index) => holds(found[index], value));
  }
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(found, key) && holds((found as { [key: string]: Json })[key] ?? null, value),
  );
}
