import type { ConnectError, FromNetwork, ToNetwork } from './network-operation.ts';

/**
 * Operations on their way between two threads: one buffer for all of a task, and behind it those of bulky bytes, which are handed
 * over and not copied. What has structure costs engines many times what a buffer costs, to write and to read. Each operation is
 * its code, then its numbers (32 bits, little-endian), texts and bytes with their length before them.
 */
export type OperationBatch = ArrayBuffer | readonly ArrayBuffer[];

/** The code of each operation. */
export const codes: Readonly<Record<(ToNetwork | FromNetwork)['op'], number>> = {
  data: 1,
  credit: 2,
  fin: 3,
  rst: 4,
  close: 5,
  listen: 6,
  unlisten: 7,
  connect: 8,
  ports: 9,
  listeners: 10,
  accept: 11,
  connected: 12,
  failed: 13,
};
/** As `data`, but the bytes are the next buffer of the batch. */
export const bulk = 14;
/** A failure travels as its place in this list. */
export const connectErrors: readonly ConnectError[] = ['ECONNREFUSED', 'ENETUNREACH', 'EMFILE', 'EADDRNOTAVAIL'];
/** `ArrayBuffer`, whatever a program puts in the place of the global later. */
export const Buffer = globalThis.ArrayBuffer;
/** Small buffers are cheaper to copy than to hand over. */
const copiedBytes = 512;

/** Whether a message is a batch, whatever is in it. */
export function isBatch(message: unknown): message is OperationBatch {
  return message instanceof Buffer || Array.isArray(message);
}

/** The buffers that a message with this batch should hand over. */
export function transferOf(batch: OperationBatch): readonly ArrayBuffer[] {
  if (!(batch instanceof Buffer)) return batch;
  return batch.byteLength > copiedBytes ? [batch] : [];
}
