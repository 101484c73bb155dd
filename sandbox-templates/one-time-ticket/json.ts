import type { IncomingMessage, ServerResponse } from 'node:http';

/** The JSON body of a request; undefined where it is no JSON object or longer than 1 KiB. A longer one is read and not kept, so that it can be answered. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  let text = '';
  try {
    for await (const chunk of request.setEncoding('utf8')) {
      if (text.length <= 1024) text += chunk;
    }
    if (text.length > 1024) return undefined;
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(value));
}
