import { expect, test } from 'vitest';
import type { FromNetwork, ToNetwork } from './network-operation.ts';
import { isBatch, type OperationBatch, transferOf } from './operation-batch.ts';
import { readReports, readRequests } from './operation-reader.ts';
import { OperationWriter } from './operation-writer.ts';

const bytes = Uint8Array.from({ length: 10_000 }, (_, index) => index % 251);
const requests: readonly ToNetwork[] = [
  { op: 'listen', listener: 1, address: '::', port: 8080 },
  { op: 'unlisten', listener: 1 },
  { op: 'connect', id: 3, address: '127.0.0.1', port: 8080, local: undefined },
  { op: 'connect', id: 5, address: '::1', port: 65_535, local: { address: '127.0.0.2', port: 0 } },
  { op: 'data', id: 3, bytes },
  { op: 'data', id: 3, bytes: new Uint8Array(0) },
  { op: 'credit', id: 2, bytes: 2 ** 32 - 1 },
  { op: 'fin', id: 3 },
  { op: 'rst', id: 5 },
  { op: 'close', id: 3 },
];
const local = { address: '::ffff:127.0.0.1', family: 'IPv6', port: 8080 } as const;
const peer = { address: '127.0.0.1', family: 'IPv4', port: 50_000 } as const;
const reports: readonly FromNetwork[] = [
  { op: 'ports', first: 32_768 },
  { op: 'listeners', taken: [] },
  {
    op: 'listeners',
    taken: [
      ['::', 8080],
      ['127.0.0.1', 9000],
    ],
  },
  { op: 'accept', listener: 1, id: 2, local, peer },
  { op: 'connected', id: 3, local: peer, peer: local },
  { op: 'failed', id: 7, error: 'EMFILE' },
  { op: 'data', id: 2, bytes },
  { op: 'credit', id: 3, bytes: 1 },
  { op: 'fin', id: 2 },
  { op: 'rst', id: 2 },
];

function batchOf(operations: readonly (ToNetwork | FromNetwork)[]): OperationBatch {
  const writer = new OperationWriter(false);
  for (const operation of operations) writer.write(operation);
  return writer.take();
}

test('what is written is read again, in both directions', () => {
  expect(readRequests(batchOf(requests))).toEqual(requests);
  expect(readReports(batchOf(reports))).toEqual(reports);
});

test('bytes are copied when they are written, and each report has a buffer of its own', () => {
  for (const length of [3, 10_000]) {
    const writer = new OperationWriter(false);
    const mine = new Uint8Array(length).fill(1);
    writer.write({ op: 'data', id: 2, bytes: mine });
    mine.fill(9);
    const [read] = readReports(writer.take());
    if (read?.op !== 'data') throw new Error('expected data');
    expect(read.bytes.every((byte) => byte === 1)).toBe(true);
    expect(read.bytes.buffer.byteLength).toBe(length);
  }
});

test('bulky bytes travel in buffers of their own, which a writer may take as they are', () => {
  const own = new Uint8Array(10_000).fill(1);
  const part = new Uint8Array(20_000).subarray(0, 10_000);
  const writer = new OperationWriter(true);
  writer.write({ op: 'data', id: 2, bytes: own });
  writer.write({ op: 'data', id: 2, bytes: part });
  const [operations, first, second] = transferOf(writer.take());
  expect(operations?.byteLength).toBe(10);
  expect(first).toBe(own.buffer);
  expect(second?.byteLength).toBe(10_000);
});

test('a writer begins anew after each batch', () => {
  const writer = new OperationWriter(false);
  for (let i = 0; i < 200; i++) writer.write({ op: 'data', id: 2, bytes: new Uint8Array(4000) });
  expect(writer.empty).toBe(false);
  expect(transferOf(writer.take())).toHaveLength(1);
  expect(writer.empty).toBe(true);
  writer.write({ op: 'fin', id: 2 });
  const small = writer.take();
  expect(transferOf(small)).toEqual([]);
  expect(readReports(small)).toEqual([{ op: 'fin', id: 2 }]);
});

test('what ends too early, has no meaning or goes the wrong way is refused', () => {
  const whole = batchOf(requests.filter((request) => request.op !== 'data')) as ArrayBuffer;
  for (const length of [1, 3, 30, whole.byteLength - 1]) {
    expect(() => readRequests(whole.slice(0, length)), `${length} bytes`).toThrow(RangeError);
  }
  const data = batchOf([{ op: 'data', id: 1, bytes: Uint8Array.of(1, 2, 3) }]) as ArrayBuffer;
  const bulky = batchOf([{ op: 'data', id: 1, bytes }]) as readonly ArrayBuffer[];
  for (const wrong of [
    data.slice(0, -1),
    Uint8Array.of(0).buffer,
    Uint8Array.of(255, 1, 2, 3, 4).buffer,
    [],
    bulky.slice(0, 1),
    [...bulky.slice(0, 1), 1e9 as unknown as ArrayBuffer],
    batchOf(reports.slice(0, 1)),
  ]) {
    expect(isBatch(wrong)).toBe(true);
    expect(() => readRequests(wrong)).toThrow(RangeError);
  }
  expect(() => readReports(batchOf(requests.slice(0, 1)))).toThrow(RangeError);
});
