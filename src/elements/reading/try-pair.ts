import { judgeCheck } from '../../check/judge.ts';
import type { Exercise } from '../../lesson/exercise.ts';
import { h } from '../dom.ts';
import { perform } from './performance.ts';

/** Makes every attempt of a served pair (`[data-pair]` holds the address of its exercise) on both sides, and fills its table as results come. */
export async function tryPair(box: HTMLElement): Promise<void> {
  const address = box.dataset['pair'] ?? '';
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The code did not come (${answer.status}).`);
  const exercise: Exercise = await answer.json();
  const says = box.querySelector('[data-pair-says]');
  for (const check of exercise.checks) {
    for (const side of ['wrong', 'right'] as const) {
      const cell = box.querySelector(`[data-check="${CSS.escape(check.id)}"] [data-side="${side}"]`);
      says?.replaceChildren(`${check.title}: ${side} …`);
      const files = side === 'wrong' ? exercise.files : exercise.solution;
      const transcript = await perform({ files, entry: exercise.entry, clock: exercise.clock }, check.script);
      const { passed, verdicts } = judgeCheck(check, transcript);
      const shown = verdicts.find((verdict) => verdict.passed === passed);
      cell?.replaceChildren(
        h('span', { class: passed ? 'ok' : 'no' }, shown?.observed ?? (passed ? 'as expected' : 'not as expected')),
      );
    }
  }
  says?.replaceChildren('Both were tried just now, in this page.');
}
