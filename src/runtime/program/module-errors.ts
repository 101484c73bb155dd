/** Where a source error stands; the program prints it as Node prints it. */
export interface ErrorPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

const places = new WeakMap<object, ErrorPlace>();

/** Remembers where an error stands in the sources, without a property that the program could see. */
export function placed<E extends Error>(error: E, place: ErrorPlace): E {
  places.set(error, place);
  return error;
}

/** Where `placed` said that the error stands. */
export function placeOfError(error: object): ErrorPlace | undefined {
  return places.get(error);
}

/** Gives an error one of Node's codes. Like Node's own, its stack begins with `Error [CODE]: …`. */
export function coded<E extends Error>(error: E, code: string): E & { code: string } {
  const { name } = error;
  Object.defineProperty(error, 'name', { value: `${name} [${code}]`, configurable: true, writable: true });
  // Reading the stack fixes its first line.
  void error.stack;
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true, enumerable: false });
  Reflect.deleteProperty(error, 'name');
  return Object.assign(error, { code });
}
