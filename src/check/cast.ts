import type { Client, Script, Step } from './protocol.ts';

/** Who is in a script: how each client connects, who makes plain requests, and who is numbered by a repeat. */
export interface Cast {
  readonly sockets: ReadonlyMap<string, Client['kind']>;
  readonly requesting: ReadonlySet<string>;
  readonly numbered: ReadonlyMap<string, number>;
  /** Whose end the script waits for: `until(…, ended())`. */
  readonly awaitedEnd: ReadonlySet<string>;
  /** Whom the script waits for at the end: nobody sends a message any more behind a `barrier(…)` or `until(…)` of theirs, or they were closed. */
  readonly settled: ReadonlySet<string>;
}

/** Reads the cast of a script. */
export function castOf(script: Script): Cast {
  const sockets = new Map<string, Client['kind']>();
  const requesting = new Set<string>();
  const numbered = new Map<string, number>();
  const awaitedEnd = new Set<string>();
  const over = new Set<string>();
  let waitedFor: readonly string[] = [];
  const named = new Set<string>();
  const meet = (step: Step, times: number) => {
    if (!('client' in step)) return;
    if (step.do === 'connect') sockets.set(step.client, step.as.kind);
    if (step.do === 'request') requesting.add(step.client);
    if (step.do === 'until' && step.event.on === 'end') awaitedEnd.add(step.client);
    if (step.do.startsWith('send')) waitedFor = [];
    if (step.do === 'barrier' || step.do === 'until') waitedFor = [...waitedFor, step.client];
    if (step.do === 'until' && ['end', 'close'].includes(step.event.on)) over.add(step.client);
    if (times > 0 && !named.has(step.client)) numbered.set(step.client, times);
    if (times === 0) named.add(step.client);
  };
  for (const step of script) {
    if (step.do !== 'repeat') meet(step, 0);
    else for (const inner of step.steps) meet(inner, step.times);
  }
  return { sockets, requesting, numbered, awaitedEnd, settled: new Set([...over, ...waitedFor]) };
}

/** `eve` of `eve#3`. */
export function baseOf(client: string): string {
  return client.replace(/#\d+$/, '');
}

/** Whether `eve#3` is one of the numbered clients. */
export function isNumberOf(client: string, { numbered }: Cast): boolean {
  const number = Number(client.slice(baseOf(client).length + 1));
  return number >= 1 && number <= (numbered.get(baseOf(client)) ?? 0);
}

/** Whether a number counts things: whole, from 1. */
export function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}

/** Every name, whatever it does. */
export function everybody({ sockets, requesting }: Cast): Iterable<string> {
  return new Set([...sockets.keys(), ...requesting]);
}

/** The sentence for a client that is not there. */
export function unknown(client: string, known: Iterable<string>): string {
  return `No client '${client}' has connected yet: ${list(known)}.`;
}

/** `there are ann, bob`. */
export function list(names: Iterable<string>): string {
  const all = [...names];
  return all.length === 0 ? 'there is none' : `there are ${all.join(', ')}`;
}
