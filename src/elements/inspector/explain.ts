import { describeCloseCode } from '../../wire/close-code.ts';
import { type Frame, isControl, opcodeName, opcodes, parseCloseBody } from '../../wire/frame.ts';
import { describeField } from '../../wire/header-field.ts';
import type { Head } from '../../wire/http-head.ts';
import type { ScriptSaw } from '../../wire/wire-event.ts';

/** What a thing on the wire, or in a script, means, and where that is written. */
export interface Explanation {
  readonly name: string;
  readonly says: string;
  readonly source: string;
}

const STATUSES: Readonly<Record<number, readonly [says: string, source: string]>> = {
  101: [
    'The server changes the protocol: from the next byte on, this connection speaks WebSocket.',
    'RFC 9110 §15.2.2',
  ],
  200: ['An ordinary answer. A WebSocket client takes it for a failed handshake.', 'RFC 9110 §15.3.1'],
  204: ['Done, and there is nothing to send back.', 'RFC 9110 §15.3.5'],
  302: ['Look elsewhere. A WebSocket client does not: for it the handshake has failed.', 'RFC 9110 §15.4.3'],
  400: ['The server cannot or will not read this request.', 'RFC 9110 §15.5.1'],
  401: ['A credential is missing or not valid. `WWW-Authenticate` says what would be accepted.', 'RFC 9110 §15.5.2'],
  403: ['Understood, and refused: another credential of the same kind would not help.', 'RFC 9110 §15.5.4'],
  404: ['There is nothing at this target.', 'RFC 9110 §15.5.5'],
  408: ['The request was not complete in time.', 'RFC 9110 §15.5.9'],
  426: ['This target is for another protocol; `Upgrade` names it.', 'RFC 9110 §15.5.22'],
  429: ['Too many requests in a given time. `Retry-After` may say how long to wait.', 'RFC 6585 §4'],
  431: ['The fields of the request are too large.', 'RFC 6585 §5'],
  500: ['Something unexpected went wrong in the server.', 'RFC 9110 §15.6.1'],
  503: ['The server cannot answer now.', 'RFC 9110 §15.6.4'],
};

const OPCODES: Readonly<Record<number, readonly [says: string, source: string]>> = {
  [opcodes.continuation]: ['The next part of a message that was begun in an earlier frame.', 'RFC 6455 §5.4'],
  [opcodes.text]: ['A message of text, as UTF-8.', 'RFC 6455 §5.6'],
  [opcodes.binary]: ['A message of bytes; what they mean is up to both sides.', 'RFC 6455 §5.6'],
  [opcodes.close]: [
    'Begins or answers the closing handshake. Whoever sent it sends nothing after it.',
    'RFC 6455 §5.5.1',
  ],
  [opcodes.ping]: ['Asks for a pong with the same payload.', 'RFC 6455 §5.5.2'],
  [opcodes.pong]: ['Answers a ping.', 'RFC 6455 §5.5.3'],
};

/** The first line of a request or a response. */
export function explainStartLine(head: Head): Explanation {
  if (head.kind === 'request') {
    const says = 'Method, request target (path and query), version. The target is written down in logs.';
    return { name: head.method, says, source: 'RFC 9112 §3' };
  }
  const [says, source] = STATUSES[head.status] ?? [statusClass(head.status), 'RFC 9110 §15'];
  return { name: `${head.status} ${head.reason}`, says, source };
}

/** A field of a head, by its name. */
export function explainField(name: string): Explanation {
  const known = describeField(name);
  if (known !== undefined) return { name: known.name, says: known.meaning, source: known.source };
  return { name, says: 'A field that the opening handshake gives no meaning to.', source: 'RFC 9110 §5.1' };
}

/** A frame: what its opcode is for, what a Close says, and why a client's is masked. */
export function explainFrame(frame: Frame): Explanation {
  const [says, source] = OPCODES[frame.opcode] ?? ['An opcode without a meaning so far.', 'RFC 6455 §5.2'];
  const name = opcodeName(frame.opcode);
  if (frame.opcode === opcodes.close) {
    const { code } = parseCloseBody(frame.payload);
    if (code === undefined) return { name, says: `${says} This one has no code: scripts are told 1005.`, source };
    const known = describeCloseCode(code);
    return { name: `close ${code} ${known.name}`, says: `${known.meaning} ${says}`, source: known.source };
  }
  const fragment = frame.fin || isControl(frame.opcode) ? '' : ' This is not its last part.';
  return { name, says: says + fragment, source };
}

/** How TCP ended. */
export function explainEnd(how: 'fin' | 'reset' | 'refused', by: 'client' | 'server'): Explanation {
  const says = {
    fin: `The ${by} sends nothing more (FIN).`,
    reset: `The ${by} threw the connection away (RST): what was still on its way is lost.`,
    refused: 'Nobody listens at this port.',
  }[how];
  return { name: `TCP ${how}`, says, source: how === 'fin' ? 'RFC 9293 §3.6' : 'RFC 9293 §3.5.2' };
}

/** What a client's API told the code that uses it. */
export function explainSaw(saw: ScriptSaw, by: 'node' | 'browser' | 'raw' | 'http'): Explanation {
  const source = by === 'browser' ? 'WHATWG WebSockets, “Feedback from the protocol”' : 'ws, class WebSocket';
  switch (saw.type) {
    case 'open':
      return { name: 'open', says: 'The handshake is done; messages may go both ways.', source };
    case 'message':
      return { name: 'message', says: 'A whole message, put together from its frames and unmasked.', source };
    case 'error':
      return by === 'browser'
        ? {
            name: 'error',
            says: 'Something failed. A page is told nothing else, so that it cannot probe networks it does not belong to.',
            source,
          }
        : { name: 'error', says: 'A Node program is told what failed.', source };
    case 'close': {
      const known = describeCloseCode(saw.code);
      return { name: `close ${saw.code} ${known.name}`, says: known.meaning, source: known.source };
    }
    case 'response':
      return {
        name: `unexpected-response ${saw.status}`,
        says: 'A Node program may read the status, the fields and the body of a refusal.',
        source,
      };
    case 'exception':
      return { name: saw.name, says: 'The constructor or a method threw, before anything went over the wire.', source };
    case 'cookies':
      return {
        name: 'document.cookie',
        says: 'The cookies that a script may read: those without HttpOnly.',
        source: 'RFC 6265 §4.1.2.6',
      };
  }
}

function statusClass(status: number): string {
  if (status < 200) return 'On the way; the answer is still to come.';
  if (status < 300) return 'The request was accepted.';
  if (status < 400) return 'Look elsewhere.';
  return status < 500 ? 'The request cannot be granted as it is.' : 'The server failed at a request that may be sound.';
}
