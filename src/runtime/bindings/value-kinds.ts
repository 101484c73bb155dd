import type { Binding } from '../realm/binding.ts';

type Test = (value: unknown) => boolean;

/**
 * `internalBinding('types')`: src/node_types.cc, by the brand checks that the language itself makes. The library asks whether a
 * value is an error before it shows one: that is where `mendStack` comes in.
 */
export function typesBinding(mendStack: (error: unknown) => void): Binding {
  const isError = nativeErrorTest();
  const isArrayBuffer = getter(ArrayBuffer.prototype, 'byteLength');
  const isSharedArrayBuffer: Test =
    typeof SharedArrayBuffer === 'undefined' ? () => false : getter(SharedArrayBuffer.prototype, 'byteLength');
  const boxed = {
    isNumberObject: boxedAs(Number.prototype.valueOf),
    isStringObject: boxedAs(String.prototype.valueOf),
    isBooleanObject: boxedAs(Boolean.prototype.valueOf),
    isBigIntObject: boxedAs(BigInt.prototype.valueOf),
    isSymbolObject: boxedAs(Symbol.prototype.valueOf),
  };
  return {
    ...boxed,
    isArrayBuffer,
    isSharedArrayBuffer,
    isAnyArrayBuffer: (value: unknown) => isArrayBuffer(value) || isSharedArrayBuffer(value),
    isBoxedPrimitive: (value: unknown) => Object.values(boxed).some((test) => test(value)),
    isMap: getter(Map.prototype, 'size'),
    isSet: getter(Set.prototype, 'size'),
    isWeakMap: method(WeakMap.prototype.has, {}),
    isWeakSet: method(WeakSet.prototype.has, {}),
    isDate: method(Date.prototype.getTime),
    isRegExp: getter(RegExp.prototype, 'flags', 'RegExp'),
    isPromise: (value: unknown) => value instanceof Promise || tagged('Promise')(value),
    isNativeError(value: unknown) {
      const is = isError(value);
      if (is) mendStack(value);
      return is;
    },
    isArgumentsObject: tagged('Arguments'),
    isMapIterator: tagged('Map Iterator'),
    isSetIterator: tagged('Set Iterator'),
    isGeneratorObject: tagged('Generator'),
    isAsyncFunction: (value: unknown) => typeof value === 'function' && /^Async/.test(tagOf(value)),
    isGeneratorFunction: (value: unknown) => typeof value === 'function' && /GeneratorFunction$/.test(tagOf(value)),
    isModuleNamespaceObject: tagged('Module'),
    // Neither can be told from script.
    isExternal: () => false,
    isProxy: () => false,
    isEventTarget: (value: unknown) => value instanceof EventTarget,
  };
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function tagged(name: string): Test {
  return (value) => typeof value === 'object' && value !== null && tagOf(value) === name;
}

function works(probe: () => unknown): boolean {
  try {
    probe();
    return true;
  } catch {
    return false;
  }
}

/** True for objects on which the prototype's own getter does not throw. */
function getter(prototype: object, name: string, tag?: string): Test {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    value !== prototype &&
    (tag === undefined || tagOf(value) === tag) &&
    works(() => get?.call(value));
}

function method(call: (...values: never[]) => unknown, ...values: unknown[]): Test {
  return (value) => typeof value === 'object' && value !== null && works(() => call.apply(value, values as never[]));
}

function boxedAs(unbox: () => unknown): Test {
  return method(unbox);
}

function nativeErrorTest(): Test {
  const isError = (Error as { isError?: Test }).isError;
  return isError ?? ((value) => value instanceof Error || tagged('Error')(value));
}
