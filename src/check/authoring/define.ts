import type { Check, Expectation } from '../check.ts';
import type { ClaimSource, ExperimentSource } from '../claims.ts';
import type { Script } from '../protocol.ts';

/** A check as an author writes it. */
export interface CheckSource {
  /** Lasting, kebab-case: `eavesdropper`. Learners' progress refers to it. */
  readonly id: string;
  /** What holds when it passes: `A stranger hears nothing of the room`. */
  readonly title: string;
  /** Whether the step counts as done only with it; `false` when left out. */
  readonly core?: boolean;
  /** Whether somebody who means harm makes the attempt; `false` when left out. */
  readonly attack?: boolean;
  readonly script: Script;
  readonly expect: readonly Expectation[];
  /** What is wrong in a server that fails it. */
  readonly why: string;
  /** Four rungs: a nudge, where, what, the code. A pair of wrong and right has none: its answer stands beside it. */
  readonly hints?: readonly [string, string, string, string];
  /** Ids of the misconceptions that a failure shows. */
  readonly refutes?: readonly string[];
  /** `false` where the server may be gone at the end; every other check asks whether it is alive. */
  readonly alive?: boolean;
  /** Words for the column *sent*, where those made from the script would not do. */
  readonly sends?: string;
  /** Words for the column *expected*. */
  readonly expects?: string;
}

/**
 * The checks of an exercise, in the order of the table of attempts. The default export of `checks.ts`.
 *
 * @example
 * export default defineChecks([
 *   {
 *     id: 'eavesdropper',
 *     title: 'A stranger hears nothing of the room',
 *     core: true,
 *     attack: true,
 *     script: [
 *       connect('eve', browser('/')),
 *       connect('ann', node('/', { headers: { authorization: token.bearer({ sub: 'ann' }) } })),
 *       until('ann', received({ type: 'welcome' })),
 *       send('ann', 'for members only'),
 *       until('ann', received({ from: 'ann' })),
 *       barrier('eve'),
 *     ],
 *     expect: [neverReceived('eve', /members/), received('ann', { from: 'ann', text: 'for members only' })],
 *     why: 'What ann says goes to all open sockets, and eve has shown nothing to anybody.',
 *     hints: ['Who hears it?', 'Look at the broadcast.', 'Keep a set of members.', 'for (const member of members) …'],
 *     refutes: ['first-message-enough'],
 *   },
 * ]);
 */
export function defineChecks(checks: readonly CheckSource[]): readonly Check[] {
  return checks.map((check) => ({ core: false, attack: false, alive: true, refutes: [], hints: [], ...check }));
}

/**
 * What the prose beside it claims, by the id that `<Claim id="…">` uses; each with an experiment, a measurement or a standard. The default
 * export of `claims.ts`.
 *
 * @example
 * export default defineClaims({
 *   'bearer-in-101': {
 *     says: '`ws` answers with the first subprotocol that was offered, token or not.',
 *     verdict: 'kept',
 *     cites: ['RFC 6455 §4.2.2'],
 *     experiment: {
 *       template: 'bearer-token',
 *       script: [connect('ann', node('/', { subprotocols: ['bearer.abc', 'chat'] })), until('ann', responded())],
 *       expect: [opened('ann', { subprotocol: 'bearer.abc' })],
 *     },
 *   },
 * });
 */
export function defineClaims(claims: Readonly<Record<string, ClaimSource>>): Readonly<Record<string, ClaimSource>> {
  return claims;
}

/**
 * The experiment that a myth's belief is held against. The default export of a myth's `experiment.ts`.
 *
 * @example
 * export default defineExperiment({
 *   template: 'bearer-token',
 *   script: [connect('eve', node('/')), until('eve', opened()), send('eve', 'let me in'), until('eve', closed())],
 *   expect: [closedWith('eve', 4401)],
 * });
 */
export function defineExperiment(experiment: ExperimentSource): ExperimentSource {
  return experiment;
}
