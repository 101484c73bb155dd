/**
 * How one expectation fared. `expected` and `observed` are short and made for the table of attempts; `event` is the index, in the
 * transcript, of the first event that differs, or of the one that shows it; absent when what differs is that something never came.
 */
export interface Verdict {
  readonly passed: boolean;
  readonly expected: string;
  readonly observed: string;
  readonly event?: number;
}
