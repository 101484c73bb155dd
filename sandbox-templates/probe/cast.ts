import { Browser } from './browser.ts';
import type { LiveClient } from './live-client.ts';

/** Where a step stands: which turn of a repeat (0 outside), and the path of it in the script. */
export interface Place {
  readonly turn: number;
  readonly step: string;
}

/** Everybody in a script: the clients by their names, what each was answered, and the browser that each person has. */
export class Cast {
  readonly #clients = new Map<string, LiveClient>();
  readonly #answers = new Map<string, readonly string[]>();
  readonly #browsers = new Map<string, Browser>();
  readonly #named = new Set<string>();

  /** Remembers that a step outside of any repeat has named a client: repeats then mean that one. */
  introduce(client: string): void {
    this.#named.add(client);
  }

  nameOf(client: string, { turn }: Place): string {
    return turn === 0 || this.#named.has(client) ? client : `${client}#${turn}`;
  }

  enter(name: string, client: LiveClient): void {
    this.#clients.set(name, client);
  }

  /** The client that a step is about. Throws when it has not connected. */
  clientOf(step: { readonly do: string; readonly client: string }, place: Place): LiveClient {
    const name = this.nameOf(step.client, place);
    const client = this.#clients.get(name);
    if (client !== undefined) return client;
    throw new Error(`expected a connect of “${name}” before ${step.do}, found none at step ${place.step}`);
  }

  answered(name: string, body: string): void {
    this.#answers.set(name, [body, ...(this.#answers.get(name) ?? [])]);
  }

  /** A member of the last answer that has it, else of the last message that has it; empty when none has. */
  fieldOf(name: string, field: string): string {
    const texts = [...(this.#answers.get(name) ?? []), ...(this.#clients.get(name)?.seen.messages() ?? [])];
    return texts.map((text) => memberOf(text, field)).find((value) => value !== undefined) ?? '';
  }

  /** One for all turns of a name. */
  browserOf(name: string): Browser {
    const person = name.split('#')[0] ?? name;
    const known = this.#browsers.get(person) ?? new Browser();
    this.#browsers.set(person, known);
    return known;
  }
}

function memberOf(text: string, field: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, field)) return undefined;
  const member = (value as Record<string, unknown>)[field];
  return typeof member === 'string' || typeof member === 'number' ? String(member) : undefined;
}
