/** What `internalBinding(name)` returns: the C++ side of one part of Node, replaced. */
export type Binding = Readonly<Record<string, unknown>>;

/** Bytes over a buffer that may be transferred between threads. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A view of any kind over bytes, as Node's APIs accept it. */
export type BytesLike = ArrayBufferView | ArrayBufferLike;

/** The same bytes, whatever view or buffer they came in. */
export function bytesOf(value: BytesLike): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return new Uint8Array(value);
}
