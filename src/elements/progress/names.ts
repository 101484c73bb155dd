/** What ids of the course are called, served in the page as JSON. */
export interface Names {
  /** In the order of the course. */
  readonly lessons: readonly { readonly id: string; readonly title: string }[];
  readonly items: readonly { readonly id: string; readonly lesson: string; readonly stem: string }[];
  readonly misconceptions: Readonly<Record<string, string>>;
}

export function readNames(): Names {
  return JSON.parse(document.querySelector('#names')?.textContent ?? '');
}
