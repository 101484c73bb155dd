import type { Sandbox } from '../../src/sandbox/contract.ts';
import { playIn, playNatively, transcripts } from './differential.ts';
import { fuzzCase } from './player/fuzz-cases.ts';

/** What differs is played again: beyond so many cases it is named only. */
const mostToPlayAgain = 5;

/** Plays a stretch of a seed's cases natively and in a sandbox. Resolves to what differs, each with the way to play it again. */
export async function differencesIn(
  sandbox: Sandbox,
  seed: number,
  first: number,
  count: number,
): Promise<readonly string[]> {
  const args = [seed, first, count].map(String);
  const native = transcripts(await playNatively('fuzz.ts', args));
  const ours = transcripts(await playIn(sandbox, 'fuzz.ts', args));
  const differing: string[] = [];
  for (const [title, expected] of native) {
    if (JSON.stringify(ours.get(title)) === JSON.stringify(expected)) continue;
    const index = Number(title.split('/')[1]);
    if (differing.length >= mostToPlayAgain) {
      differing.push(`node tests/runtime/player/fuzz.ts ${seed} ${index} 1`);
      continue;
    }
    const again = await playedAgain(sandbox, seed, index);
    if (again !== undefined) differing.push(again);
  }
  if (ours.size !== count) differing.push(`expected ${count} cases to be played, found ${ours.size}`);
  return differing;
}

/** Undefined when the sandbox does, on another try, what Node does on one of several: then it was a race, on either side. */
async function playedAgain(sandbox: Sandbox, seed: number, index: number): Promise<string | undefined> {
  const args = [seed, index, 1].map(String);
  const natively = new Set<string>();
  const inside = new Set<string>();
  for (let round = 0; round < 5; round++) {
    natively.add(JSON.stringify([...transcripts(await playNatively('fuzz.ts', args)).values()]));
    inside.add(JSON.stringify([...transcripts(await playIn(sandbox, 'fuzz.ts', args)).values()]));
    if ([...inside].some((one) => natively.has(one))) return undefined;
  }
  return [
    `node tests/runtime/player/fuzz.ts ${args.join(' ')}`,
    `case:   ${JSON.stringify(fuzzCase(seed, index))}`,
    `native: ${[...natively].join('\n    or: ')}`,
    `ours:   ${[...inside].join('\n    or: ')}`,
  ].join('\n');
}
