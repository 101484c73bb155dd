import type { Json } from '../wire/wire-event.ts';
import type { Match, Script } from './protocol.ts';

/** One attempt on the learner's server and what must come of it. Plain JSON. */
export interface Check {
  /** Lasting, kebab-case, unique in its exercise. */
  readonly id: string;
  /** What holds when it passes, one sentence without a full stop. */
  readonly title: string;
  /** Whether the step counts as done only with it. */
  readonly core: boolean;
  /** Whether somebody who means harm makes the attempt. */
  readonly attack: boolean;
  readonly script: Script;
  readonly expect: readonly Expectation[];
  /** What is wrong in a server that fails it, told to the learner. */
  readonly why: string;
  /** Nudge, where, what, code; none where nobody solves anything. */
  readonly hints: readonly [string, string, string, string] | readonly [];
  /** Ids of the misconceptions that a failure shows. */
  readonly refutes: readonly string[];
  /** `false` where the server may be gone at the end; every other check also asks whether it is alive. */
  readonly alive: boolean;
  /** Words for the table, where those made from script and expectations would not do. */
  readonly sends?: string;
  readonly expects?: string;
}

/**
 * What must be seen on the wire. `client` is a name of the script; the name of a numbered client (`eve` for `eve#1`, `eve#2`)
 * speaks of each of them. Header names are in lower case; `null` means that the field must be absent.
 */
export type Expectation =
  | {
      readonly expect: 'refused';
      readonly client: string;
      readonly status: number;
      readonly head: HeadMatch;
      readonly withinMs?: number;
    }
  | {
      readonly expect: 'opened';
      readonly client: string;
      readonly subprotocol?: string | null;
      readonly headers?: HeaderMatches;
    }
  | {
      readonly expect: 'received';
      readonly client: string;
      readonly match: Match;
      readonly times?: number;
      readonly as?: 'text' | 'binary';
    }
  | { readonly expect: 'receivedInOrder'; readonly client: string; readonly matches: readonly Match[] }
  | { readonly expect: 'neverReceived'; readonly client: string; readonly match: Match }
  | {
      readonly expect: 'closedWith';
      readonly client: string;
      readonly code: number;
      readonly reason?: Match;
      readonly afterMs?: number;
      readonly toleranceMs: number;
    }
  | { readonly expect: 'stillOpen'; readonly client: string }
  | { readonly expect: 'ended'; readonly client: string; readonly withinMs?: number; readonly how?: 'fin' | 'reset' }
  | {
      readonly expect: 'answered';
      readonly client: string;
      readonly status: number;
      readonly head: HeadMatch;
      readonly to?: string;
      readonly nth?: number;
    }
  | { readonly expect: 'neverAnswered'; readonly client: string; readonly match: Match; readonly to?: string }
  | {
      readonly expect: 'statuses';
      readonly client: string;
      readonly counts: Readonly<Record<string, number>>;
      readonly to?: string;
      readonly heads: Readonly<Record<string, HeadMatch>>;
    }
  | {
      readonly expect: 'setsCookie';
      readonly client: string;
      readonly name: string;
      readonly attributes: CookieAttributes;
      readonly to?: string;
    }
  | { readonly expect: 'requested'; readonly client: string; readonly target?: Match; readonly headers: HeaderMatches }
  | { readonly expect: 'neverReflected'; readonly client: string }
  | {
      readonly expect: 'unguessable';
      readonly client: string;
      readonly field: string;
      readonly bits: number;
      readonly to?: string;
    }
  | { readonly expect: 'scriptSees'; readonly client: string; readonly events: readonly string[] }
  | { readonly expect: 'alive' }
  | { readonly expect: 'notAlive' }
  | { readonly expect: 'anyOf'; readonly expectations: readonly Expectation[] };

export type HeaderMatches = Readonly<Record<string, Match | null>>;

/** What a response must hold beside its status. */
export interface HeadMatch {
  readonly headers?: HeaderMatches;
  readonly body?: Match;
}

/** What `Set-Cookie` must say; what is left out may be anything (RFC 6265bis §4.1). */
export interface CookieAttributes {
  readonly path?: string;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
  readonly sameSite?: readonly ('Strict' | 'Lax' | 'None')[];
  /** Whether it must have, or must not have, a `Domain`. */
  readonly domain?: boolean;
}

/** A part of JSON that a message holds at least. */
export type JsonObject = { readonly [key: string]: Json };
