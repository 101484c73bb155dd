type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Makes an element: `true` sets an empty attribute, `false` and `null` leave it out. Text stays text. Nothing here, or in what uses
 * it, holds on to a text node: a browser's translation wraps each of them in an element of its own.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string | null)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Words with `code` between backticks set as code, which translation leaves alone. */
export function prose(words: string): (Node | string)[] {
  return words
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) => (/^`.+`$/.test(part) ? h('code', { translate: 'no' }, part.slice(1, -1)) : part));
}

/** Sets an attribute where the condition holds, and takes it away where it does not. */
export function toggle(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
