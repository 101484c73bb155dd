/** Bits that a character of an alphabet can hold, for the smallest of these that has all characters of the values. */
const alphabets: readonly (readonly [RegExp, number])[] = [
  [/^[\d-]+$/, Math.log2(10)],
  [/^([\da-f-]+|[\dA-F-]+)$/, 4],
  [/^([\da-z-]+|[\dA-Z-]+)$/, Math.log2(36)],
  [/^[\w.~+/=-]+$/, 6],
];

/**
 * About how many bits the values can hold, by what varies between them: a place in which many characters were seen counts in full, one in which few were
 * seen counts as those few, one that never changes counts nothing. It is an upper bound: a weak generator can look strong.
 */
export function bitsOf(values: readonly string[]): number {
  const shortest = Math.min(...values.map(({ length }) => length));
  const perCharacter = alphabets.find(([alphabet]) => values.every((value) => alphabet.test(value)))?.[1] ?? 6;
  const many = Math.min(8, values.length / 3, 2 ** perCharacter / 2);
  let bits = 0;
  for (let place = 0; place < shortest; place++) {
    const seen = new Set(values.map((value) => value[place])).size;
    bits += seen >= many ? perCharacter : Math.log2(seen);
  }
  return bits;
}

/** Whether the values, read as numbers (decimal, or else hex) in the order in which they came, grow by steps that are small for their size. */
export function isCountedUp(values: readonly string[]): boolean {
  const numbers = numbersOf(values);
  const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? number));
  return steps.length > 0 && steps.every((step) => step > 0n && step < 1_000_000n);
}

function numbersOf(values: readonly string[]): readonly bigint[] {
  if (values.every((value) => /^\d+$/.test(value))) return values.map(BigInt);
  if (values.every((value) => /^[\da-f][\da-f-]*$/i.test(value)))
    return values.map((value) => BigInt(`0x${value.replaceAll('-', '')}`));
  return [];
}
