import type { IncomingMessage } from 'node:http';

const targets: string[] = [];

/** Notes the target of a request, as the access log of a proxy does. */
export function log({ url = '' }: IncomingMessage): void {
  targets.push(url);
}

/** What somebody sees who may read logs and nothing else. */
export function readLog(): string {
  return JSON.stringify({ last: targets.at(-1) });
}
