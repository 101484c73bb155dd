/** The id of every right option. A wrong option's id is the misconception it stands for. */
export const RIGHT = 'right';

/** One option of a question where one picks: what it says, and why it is right or wrong. Text may hold `code` in backticks. */
export type Option =
  | { readonly says: string; readonly why: string; readonly right: true }
  | { readonly says: string; readonly why: string; readonly right?: false; readonly misconception: string };

/** How an option is named in answers, in stored progress and on the page; it stays when texts or their order change. */
export function optionId(option: Option): string {
  return option.right ? RIGHT : option.misconception;
}
