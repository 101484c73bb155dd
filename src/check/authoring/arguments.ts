/** Throws a TypeError, whose stack names the author’s line, where a word of the language is given what it does not take. */
export function mustBe(is: boolean, expected: string, found: unknown): void {
  if (!is) throw new TypeError(`expected ${expected}, found ${written(found)}`);
}

/** The same where the options of a word hold a member that it does not know. */
export function mustHaveOnly(options: object, word: string, known: readonly string[]): void {
  const isOptions = typeof options === 'object' && options !== null && !Array.isArray(options);
  mustBe(isOptions, `options of ${word}(…) in braces`, options);
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const all = known.map((one) => `\`${one}\``).join(', ');
    throw new TypeError(`expected only ${all} among the options of ${word}(…), found \`${name}\``);
  }
}

/** A client is known by its name. */
export function mustBeName(client: unknown, word: string): void {
  mustBe(typeof client === 'string' && client !== '', `the name of a client first in ${word}(…)`, client);
}

/** A status or a close code. */
export function mustBeCode(code: unknown, word: string): void {
  mustBe(Number.isInteger(code), `a whole number, such as ${word === 'closedWith' ? 4401 : 401}, in ${word}(…)`, code);
}

/** Which one, or how many, from 1; it may be left out. */
export function mustBeCount(count: unknown, name: string, word: string): void {
  const isCount = Number.isInteger(count) && Number(count) >= (name === 'times' ? 0 : 1);
  mustBe(count === undefined || isCount, `a whole number as \`${name}\` of ${word}(…)`, count);
}

/** Header fields to send: texts, or values that are made when the step runs. They may be left out. */
export function mustBeFields(fields: object | undefined, word: string): void {
  for (const [name, value] of Object.entries(fields ?? {})) {
    const isMade = typeof value === 'object' && value !== null && 'make' in value;
    mustBe(typeof value === 'string' || isMade, `a text as the header field \`${name}\` of ${word}(…)`, value);
  }
}

/** A thing that a word of the language has made: `kind` is the member by which it is known. */
export function mustBeMade(made: unknown, kind: 'do' | 'on' | 'kind' | 'expect', expected: string): void {
  mustBe(typeof made === 'object' && made !== null && kind in made, expected, made);
}

/** A value as its author would know it again, at most 60 characters long. */
function written(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function that is not called';
  const text = value instanceof RegExp ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
