import type { Script } from '../check/protocol.ts';
import type { Files } from '../files/files.ts';
import type { Sandbox } from '../sandbox/contract.ts';
import { type Course, coursesOf } from '../wire/course.ts';
import expected from './conformance.json' with { type: 'json' };
import type { AttemptFault } from './faults.ts';
import type { Listeners } from './pair.ts';
import type { Programs } from './programs.ts';
import { runCheck } from './run-check.ts';

/** What a run in a host that has to prove itself came to. `where`: which client's connection differs from plain Node's, and how. */
export type Conformance =
  | { readonly kind: 'conforms' }
  | { readonly kind: 'differs'; readonly where: string }
  | { readonly kind: 'fault'; readonly fault: AttemptFault };

/** A server that answers 401 without a credential, tells what the handshake held, and closes with a code of its own. */
const conformanceServer: Files = {
  'package.json': '{ "type": "module" }\n',
  'server.ts': `import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer((request, response) => response.writeHead(426, { Upgrade: 'websocket' }).end('upgrade'));
const wss = new WebSocketServer({ noServer: true });
server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => {});
  const { authorization, cookie, origin } = request.headers;
  if (!authorization) {
    return socket.end('HTTP/1.1 401 Unauthorized\\r\\nWWW-Authenticate: Bearer\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n');
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.send(JSON.stringify({ authorization, cookie, origin }));
    ws.on('message', (data) => ws.close(4401, String(data)));
  });
});
server.listen(Number(process.env.PORT), '::');
`,
};

const credentials = { authorization: 'Bearer abc', cookie: 'session=1' };

const conformanceScript: Script = [
  { do: 'request', client: 'plain', method: 'GET', path: '/' },
  { do: 'connect', client: 'page', as: { kind: 'browser', path: '/' } },
  { do: 'until', client: 'page', event: { on: 'close' }, withinMs: 2_000 },
  { do: 'connect', client: 'ann', as: { kind: 'node', path: '/', headers: credentials, origin: 'https://a.example' } },
  { do: 'until', client: 'ann', event: { on: 'message', match: 'Bearer abc' }, withinMs: 2_000 },
  { do: 'send', client: 'ann', data: 'a reason of its own' },
  { do: 'until', client: 'ann', event: { on: 'close' }, withinMs: 2_000 },
];

/**
 * Makes the same few attempts that were once made on plain Node, and compares all that went over the wire. A host that changes a
 * handshake would judge learners' work wrongly, so it must pass this before any verdict of it is shown.
 */
export async function proveConformance(
  sandbox: Sandbox,
  programs: Programs,
  listeners: Listeners = {},
): Promise<Conformance> {
  const run = await runCheck(sandbox, { files: conformanceServer, programs }, conformanceScript, listeners);
  if (run.kind === 'fault') return { kind: 'fault', fault: run.fault };
  const where = difference(expected, coursesOf(run.transcript));
  return where === undefined ? { kind: 'conforms' } : { kind: 'differs', where };
}

/** The first line in which two runs differ, in words. */
function difference(wanted: readonly Course[], found: readonly Course[]): string | undefined {
  for (const [index, course] of wanted.entries()) {
    for (const direction of ['sent', 'received'] as const) {
      const other = found[index]?.[direction] ?? [];
      const length = Math.max(course[direction].length, other.length);
      for (let line = 0; line < length; line++) {
        const [expectedLine = 'nothing', foundLine = 'nothing'] = [course[direction][line], other[line]];
        if (expectedLine !== foundLine) return `${course.client}: expected ${expectedLine}, found ${foundLine}`;
      }
    }
  }
  return undefined;
}
