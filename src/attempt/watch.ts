/** Something that changes, and those who wait for it to have become what they look for. */
export class Watch {
  readonly #waiting = new Set<() => void>();

  changed(): void {
    for (const look of [...this.#waiting]) look();
  }

  /** Resolves to what `look` finds as soon as that is not undefined; to undefined when the time is over. */
  until<Found>(look: () => Found | undefined, withinMs: number): Promise<Found | undefined> {
    const now = look();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve) => {
      const settle = (found: Found | undefined) => {
        clearTimeout(timer);
        this.#waiting.delete(lookAgain);
        resolve(found);
      };
      const lookAgain = () => {
        const found = look();
        if (found !== undefined) settle(found);
      };
      const timer = setTimeout(settle, withinMs, undefined);
      this.#waiting.add(lookAgain);
    });
  }
}
