/** What a close code means, who may send it, and where that is written. */
export interface CloseCode {
  readonly code: number;
  readonly name: string;
  readonly meaning: string;
  /** `nobody`: a client's API reports it, no frame carries it. */
  readonly sentBy: 'client' | 'server' | 'either' | 'nobody';
  readonly source: string;
}

/** The codes of RFC 6455 §7.4.1, of IANA's registry, and of this course. */
export const closeCodes: readonly CloseCode[] = [
  entry(1000, 'Normal Closure', 'The purpose is fulfilled.', 'either', 'RFC 6455 §7.4.1'),
  entry(1001, 'Going Away', 'A server goes down, or a browser leaves the page.', 'either', 'RFC 6455 §7.4.1'),
  entry(1002, 'Protocol Error', 'The other side broke a rule of the protocol.', 'either', 'RFC 6455 §7.4.1'),
  entry(1003, 'Unsupported Data', 'A kind of data came that cannot be taken.', 'either', 'RFC 6455 §7.4.1'),
  entry(1004, 'Reserved', 'Kept for a later meaning.', 'nobody', 'RFC 6455 §7.4.1'),
  entry(1005, 'No Status Received', 'A Close frame came without a code.', 'nobody', 'RFC 6455 §7.4.1'),
  entry(
    1006,
    'Abnormal Closure',
    'No Close frame came: the handshake failed, or the connection broke.',
    'nobody',
    'RFC 6455 §7.4.1',
  ),
  entry(
    1007,
    'Invalid Payload Data',
    'A message does not fit its kind, such as text that is not UTF-8.',
    'either',
    'RFC 6455 §7.4.1',
  ),
  entry(
    1008,
    'Policy Violation',
    'A message breaks a policy; for when no other code fits.',
    'either',
    'RFC 6455 §7.4.1',
  ),
  entry(1009, 'Message Too Big', 'A message is larger than can be taken.', 'either', 'RFC 6455 §7.4.1'),
  entry(
    1010,
    'Mandatory Extension',
    'The server did not agree on an extension that the client needs.',
    'client',
    'RFC 6455 §7.4.1',
  ),
  entry(1011, 'Internal Error', 'Something unexpected kept the server from going on.', 'server', 'RFC 6455 §7.4.1'),
  entry(1012, 'Service Restart', 'The server restarts; come back, after a random wait.', 'server', 'IANA registry'),
  entry(1013, 'Try Again Later', 'The server has too much to do.', 'server', 'IANA registry'),
  entry(1014, 'Bad Gateway', 'A gateway got an invalid answer from the server behind it.', 'server', 'IANA registry'),
  entry(1015, 'TLS Handshake', 'The TLS handshake failed.', 'nobody', 'RFC 6455 §7.4.1'),
  entry(
    3000,
    'Unauthorized',
    'The endpoint wants authentication, and there was none that holds.',
    'server',
    'IANA registry',
  ),
  entry(3003, 'Forbidden', 'Known, but not allowed.', 'server', 'IANA registry'),
  entry(3008, 'Timeout', 'It took too long.', 'server', 'IANA registry'),
  entry(
    4401,
    'Not authenticated',
    'No credential that holds, or one that has expired.',
    'server',
    'this course, after HTTP 401',
  ),
  entry(4403, 'Not allowed', 'Known, but not allowed.', 'server', 'this course, after HTTP 403'),
  entry(4408, 'Too late', 'No credential came before the deadline.', 'server', 'this course, after HTTP 408'),
  entry(4429, 'Too many', 'Too many connections, tries or waiting messages.', 'server', 'this course, after HTTP 429'),
];

/** What is known of any code, by its range where it has no name of its own (RFC 6455 §7.4.2). */
export function describeCloseCode(code: number): CloseCode {
  const known = closeCodes.find((entry) => entry.code === code);
  if (known !== undefined) return known;
  if (code >= 4000 && code <= 4999)
    return entry(code, 'Private use', 'Agreed between this client and this server.', 'either', 'RFC 6455 §7.4.2');
  if (code >= 3000 && code <= 3999)
    return entry(code, 'Registered', 'For libraries and frameworks, by IANA’s registry.', 'either', 'RFC 6455 §7.4.2');
  if (code >= 1000 && code <= 2999)
    return entry(code, 'Reserved', 'Kept for the protocol and its extensions.', 'nobody', 'RFC 6455 §7.4.2');
  return entry(code, 'Not a close code', 'Outside 1000–4999.', 'nobody', 'RFC 6455 §7.4.2');
}

/** Whether a Close frame may carry the code. */
export function mayBeOnTheWire(code: number): boolean {
  return describeCloseCode(code).sentBy !== 'nobody';
}

function entry(code: number, name: string, meaning: string, sentBy: CloseCode['sentBy'], source: string): CloseCode {
  return { code, name, meaning, sentBy, source };
}
