/**
 * How one expectation fared. `expected` and `observed` are short and made for the table of attempts; `event` is the index, in the
 * transcript, of the first event that differs, or of the one that shows it; absent when what differs is that something never came.
 */
export interface Verdict {
  readonly passed: boolean;
  readonly expected: string;
  readonly observed: string;
  /** Of whom it speaks, `eve#3` where one of many differs; absent where it is the server. */
  readonly client?: string;
  readonly event?: number;
}

/** What one judge found, before it is said what was expected. */
export type Finding = Omit<Verdict, 'expected'>;

/** It is as expected. */
export function asExpected(observed: string, event?: number): Finding {
  return { passed: true, observed, ...(event !== undefined && { event }) };
}

/** It differs. */
export function differs(observed: string, event?: number): Finding {
  return { passed: false, observed, ...(event !== undefined && { event }) };
}

/** One finding for several clients: the first that differs, else the last with how many there were. `none` is said when there are none. */
export function eachOf<Item extends { readonly client: string }>(
  items: readonly Item[],
  judge: (item: Item) => Finding,
  none: string,
): Finding {
  const findings = items.map((item) => ({ ...judge(item), client: item.client }));
  const last = findings.at(-1);
  if (last === undefined) return differs(none);
  const different = findings.find(({ passed }) => !passed);
  if (different !== undefined) return different;
  const { client: _, ...alike } = last;
  return findings.length === 1 ? last : { ...alike, observed: `${findings.length} times: ${last.observed}` };
}
