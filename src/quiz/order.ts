import type { Grade } from './answer.ts';
import { RIGHT } from './choice.ts';

/** Things to put in order; the file lists them in the right one. */
export interface Order {
  readonly kind: 'order';
  readonly items: readonly OrderItem[];
}

export interface OrderItem {
  readonly id: string;
  readonly says: string;
  /** Why it stands where it stands. */
  readonly why: string;
  /** What someone believes who puts it too early. */
  readonly misconception: string;
}

/** Right when every item stands in its place; otherwise the first one that came too early shows the misconception. */
export function gradeOrder(
  items: readonly Pick<OrderItem, 'id' | 'misconception'>[],
  sequence: readonly string[],
): Grade {
  const places = sequence.map((id) => items.findIndex((item) => item.id === id));
  const everyItemOnce = sequence.length === items.length && new Set(places).size === items.length;
  if (!everyItemOnce || places.includes(-1)) {
    throw new RangeError(`expected every item once, found ${sequence.join(', ')}`);
  }
  const early = items[places.find((rightful, place) => rightful > place) ?? -1];
  if (early === undefined) return { right: true, chosen: RIGHT };
  return { right: false, chosen: early.id, misconception: early.misconception };
}
