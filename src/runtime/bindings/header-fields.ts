/** The header fields of one message, as a parser finds them: piece by piece, names and values in turn. */
export class HeaderFields {
  /** Names that have begun, those that were taken included. */
  count = 0;
  #texts: string[] = [];
  #inValue = true;

  /** Names and values that nobody has taken. */
  get waiting(): number {
    return this.#texts.length / 2;
  }

  /** Whether a name that comes now begins a field. */
  get between(): boolean {
    return this.#inValue;
  }

  /** Whether the field that has just ended is a Transfer-Encoding without a value. */
  get lacksCoding(): boolean {
    const [name = '', value = ''] = this.#texts.slice(-2);
    return value.trim() === '' && name.toLowerCase() === 'transfer-encoding';
  }

  begin(name: string): void {
    this.#texts.push(name, '');
    this.#inValue = false;
  }

  addToName(text: string): void {
    this.#texts[this.#texts.length - 2] += text;
  }

  addToValue(text: string): void {
    this.#texts[this.#texts.length - 1] += text;
    this.#inValue = true;
  }

  /** `[name, value, name, value, …]`, without the space behind values. */
  take(): string[] {
    const texts = this.#texts.map((text, i) => (i % 2 === 1 ? text.replace(/[ \t]+$/, '') : text));
    this.#texts = [];
    this.#inValue = true;
    return texts;
  }
}
