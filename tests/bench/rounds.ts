import type { Measured } from './row.ts';

/** How many rounds a row takes, and after how long it stops asking for another. */
export interface Rounds {
  readonly count: number;
  readonly budgetMs: number;
}

const fewest = 3;

/**
 * Measures the two hosts in turn, so that both meet the same machine; each round begins with the other one. A first round of
 * each is thrown away: code is compiled in it.
 */
export async function inTurn(
  rounds: Rounds,
  native: () => Promise<number>,
  embedded: () => Promise<number>,
): Promise<Measured & { readonly native: readonly number[]; readonly embedded: readonly number[] }> {
  const found = { native: [] as number[], embedded: [] as number[] };
  await native();
  await embedded();
  await repeat(rounds, async (round) => {
    if (round % 2 === 0) found.native.push(await native());
    found.embedded.push(await embedded());
    if (round % 2 === 1) found.native.push(await native());
  });
  return found;
}

/** Measures one thing again and again. */
export async function alone(rounds: Rounds, measure: (round: number) => Promise<number>): Promise<readonly number[]> {
  const found: number[] = [];
  await repeat(rounds, async (round) => {
    found.push(await measure(round));
  });
  return found;
}

async function repeat({ count, budgetMs }: Rounds, perform: (round: number) => Promise<void>): Promise<void> {
  const begun = performance.now();
  for (let round = 0; round < count; round++) {
    if (round >= fewest && performance.now() - begun > budgetMs) return;
    await perform(round);
  }
}
