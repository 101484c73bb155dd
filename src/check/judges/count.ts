import { fromUtf8 } from '../../wire/bytes.ts';
import { fieldValue } from '../../wire/http-head.ts';
import { answersOf, responseOf, socketsOf } from '../../wire/transcript.ts';
import type { Expectation } from '../check.ts';
import { type Evidence, statusOf } from '../evidence.ts';
import { asExpected, differs, type Finding } from '../verdict.ts';
import { headDiffers } from './head.ts';

type Statuses = Extract<Expectation, { expect: 'statuses' }>;

/** One answer to be counted. */
interface Counted {
  readonly status: string;
  readonly event?: number;
  readonly field: (name: string) => string | undefined;
  readonly body: string;
}

/** Statuses: how many were answered how, exactly, and what those answers hold. */
export function judgeStatuses(expectation: Statuses, evidence: Evidence): Finding {
  const { counts, heads } = expectation;
  const counted =
    expectation.to === undefined ? handshakesOf(expectation, evidence) : plainAnswersOf(expectation, evidence);
  const found = countOf(counted);
  const says = sayCounts(found);
  const surplus = surplusOf(counted, counts);
  if (surplus !== undefined) return differs(says, surplus.event);
  if (Object.entries(counts).some(([status, count]) => (found[status] ?? 0) !== count)) return differs(says);
  for (const { status, field, body, event } of counted) {
    const wrong = headDiffers(heads[status] ?? {}, field, body);
    if (wrong !== undefined) return differs(`${says}; a ${status} ${wrong}`, event);
  }
  return asExpected(says);
}

/** `10 × 401, 90 × 429`. */
export function sayCounts(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(
    ([status, count]) => `${count} × ${status === 'none' ? 'no answer' : status}`,
  );
  return parts.length === 0 ? 'no attempt' : parts.join(', ');
}

function handshakesOf({ client }: Statuses, { connections }: Evidence): readonly Counted[] {
  return socketsOf(connections, client).map((connection) => {
    const response = responseOf(connection);
    return {
      status: statusOf(connection),
      ...(response !== undefined && { event: response.event }),
      field: (name) => (response === undefined ? undefined : fieldValue(response.head, name)),
      body: response === undefined ? '' : fromUtf8(response.body),
    };
  });
}

function plainAnswersOf({ client, to }: Statuses, { transcript }: Evidence): readonly Counted[] {
  return answersOf(transcript, client, to).map(({ status, headers, body, event }) => ({
    status: String(status),
    event,
    field: (name) => headers[name],
    body,
  }));
}

function countOf(counted: readonly Counted[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of counted) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** The first answer that is one too many. */
function surplusOf(counted: readonly Counted[], counts: Readonly<Record<string, number>>): Counted | undefined {
  const left: Record<string, number> = { ...counts };
  return counted.find(({ status }) => {
    left[status] = (left[status] ?? 0) - 1;
    return left[status] < 0;
  });
}
