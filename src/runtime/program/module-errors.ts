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
  // Where the engine has written no header yet, reading the stack fixes it; elsewhere it is put in front.
  const { stack = '' } = error;
  if (!stack.startsWith(error.name)) {
    const frames = /\n\s+at [\s\S]*$/.exec(stack)?.[0] ?? '';
    const value = `${error.name}: ${error.message}${frames}`;
    Object.defineProperty(error, 'stack', { value, configurable: true, writable: true });
  } else if (!Object.hasOwn(error, 'stack')) {
    Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
  }
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true, enumerable: false });
  Reflect.deleteProperty(error, 'name');
  return Object.assign(error, { code });
}
