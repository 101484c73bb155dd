import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import { blockedShelf, NotKept, type Shelf } from './shelf.ts';

const DATABASE = 'handshake';
const STORE = 'kept';
/** Some browsers neither open nor refuse a database in a private window. */
const OPEN_WITHIN_MS = 3_000;

/** The shelf in this browser's IndexedDB; where that is blocked, one whose every write says so. */
export async function openShelf(): Promise<Shelf> {
  try {
    const store = createStore(DATABASE, STORE);
    await within(
      OPEN_WITHIN_MS,
      store('readonly', (values) => promisifyRequest(values.count())),
    );
    return indexedDbShelf(store);
  } catch {
    return blockedShelf();
  }
}

function indexedDbShelf(store: UseStore): Shelf {
  return {
    read: (key) => store('readonly', (values) => promisifyRequest(values.get(key))),
    change: (key, update) =>
      store('readwrite', async (values) => {
        let fault: unknown;
        const request = values.get(key);
        request.onsuccess = () => {
          try {
            const value = update(request.result);
            if (value === undefined) values.delete(key);
            else values.put(value, key);
          } catch (thrown) {
            fault = thrown;
            values.transaction.abort();
          }
        };
        await promisifyRequest(values.transaction).catch((aborted: unknown) => {
          throw fault ?? aborted;
        });
      }).catch((fault: unknown) => {
        throw new NotKept(isFull(fault) ? 'full' : 'blocked', fault);
      }),
    entries: () =>
      store('readonly', async (values) => {
        const [keys, all] = await Promise.all([
          promisifyRequest(values.getAllKeys()),
          promisifyRequest<unknown[]>(values.getAll()),
        ]);
        return new Map(keys.map((key, index) => [String(key), all[index]]));
      }),
    clear: () =>
      store('readwrite', (values) => {
        values.clear();
        return promisifyRequest(values.transaction);
      }).catch((fault: unknown) => {
        throw new NotKept('blocked', fault);
      }),
  };
}

function isFull(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === 'QuotaExceededError';
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DOMException('The database did not answer', 'TimeoutError')), ms);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
