/** What a list knows of a parser: when its message began (milliseconds of the loop, 0 while idle), and whether the head is over. */
export interface TimedParser {
  readonly lastMessageStart: number;
  readonly headersDone: boolean;
}

/** The connections of one server, for its time-outs (src/node_http_parser.cc, `ConnectionsList`). */
export interface ConnectionsList {
  add(parser: TimedParser): void;
  addIdle(parser: TimedParser): void;
  remove(parser: TimedParser): void;
}

/** The class that `_http_server` makes its lists of, on this loop's clock. */
export function connectionsList(loop: { now(): number }): new () => ConnectionsList {
  return class ConnectionsList {
    readonly #all = new Set<TimedParser>();
    readonly #active = new Set<TimedParser>();

    add(parser: TimedParser): void {
      this.#all.add(parser);
      this.#active.add(parser);
    }
    addIdle(parser: TimedParser): void {
      this.#all.add(parser);
    }
    remove(parser: TimedParser): void {
      this.#all.delete(parser);
      this.#active.delete(parser);
    }
    all(): readonly TimedParser[] {
      return [...this.#all];
    }
    active(): readonly TimedParser[] {
      return [...this.#active];
    }
    idle(): readonly TimedParser[] {
      return [...this.#all].filter((parser) => parser.lastMessageStart === 0);
    }

    /** Those that exceed one of the limits (milliseconds, 0 for none); each is given out once. */
    expired(headersTimeout = 0, requestTimeout = 0): readonly TimedParser[] {
      if (headersTimeout === 0 && requestTimeout === 0) return [];
      const swap = requestTimeout > 0 && headersTimeout > requestTimeout;
      const forHeaders = swap ? requestTimeout : headersTimeout;
      const forRequest = swap ? headersTimeout : requestTimeout;
      const now = loop.now();
      const late = (parser: TimedParser, limit: number): boolean =>
        limit > 0 && parser.lastMessageStart > 0 && parser.lastMessageStart < now - limit;
      const found = [...this.#active].filter(
        (parser) => (!parser.headersDone && late(parser, forHeaders)) || late(parser, forRequest),
      );
      for (const parser of found) this.#active.delete(parser);
      return found;
    }
  };
}
