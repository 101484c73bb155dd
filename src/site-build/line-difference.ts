/** Lines, counted from 1, that only one of two texts has: by the longest common subsequence of their lines. */
export interface LineDifference {
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

export function lineDifference(before: string, after: string): LineDifference {
  const [old, young] = [before.split('\n'), after.split('\n')];
  const common = commonLengths(old, young);
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  const removed: number[] = [];
  const added: number[] = [];
  for (let i = 0, j = 0; i < old.length || j < young.length; ) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      i++;
      j++;
    } else if (j >= young.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      removed.push(++i);
    } else {
      added.push(++j);
    }
  }
  return { removed, added };
}

// [i][j]: length of the longest common subsequence of what follows line i of one and line j of the other.
function commonLengths(old: readonly string[], young: readonly string[]): readonly (readonly number[])[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Array<number>(young.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      const row = rows[i] ?? [];
      row[j] = old[i] === young[j] ? 1 + (rows[i + 1]?.[j + 1] ?? 0) : Math.max(rows[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}
