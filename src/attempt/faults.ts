import type { Exit, SandboxFault } from '../sandbox/contract.ts';

/** Why an attempt could not be made. Never an answer to it: what a fault ends is neither passed nor failed. */
export type FaultKind =
  | 'syntax-error'
  | 'threw'
  | 'ended'
  | 'never-listened'
  | 'wrong-port'
  | 'port-taken'
  | 'unresponsive'
  | 'printed-too-much'
  | 'sent-too-much'
  | 'script'
  | 'probe'
  | 'too-long'
  | 'sandbox';

export interface AttemptFault {
  readonly kind: FaultKind;
  /** One sentence that says what happened. */
  readonly message: string;
  /** One sentence that says the way on. */
  readonly hint: string;
  /** Where in the learner's project, when it is known. `line` counts from 1. */
  readonly file?: string;
  readonly line?: number;
}

export interface Place {
  readonly file?: string;
  readonly line?: number;
}

function at({ file, line }: Place): string {
  if (file === undefined) return '';
  return line === undefined ? ` (${file})` : ` (${file}:${line})`;
}

export function syntaxError(message: string, place: Place): AttemptFault {
  const where =
    place.file === undefined
      ? 'The program'
      : `${place.file}${place.line === undefined ? '' : `, line ${place.line},`}`;
  return {
    kind: 'syntax-error',
    message: `${where} cannot be read: ${message}.`,
    hint: 'Nothing was run. Repair the line and run again.',
    ...place,
  };
}

export function threw(name: string, message: string, place: Place): AttemptFault {
  return {
    kind: 'threw',
    message: `The server ended before it listened: ${name}: ${message}${at(place)}.`,
    hint: 'The console has the whole error.',
    ...place,
  };
}

export function ended(exit: Exit, port: number): AttemptFault {
  if ('fault' in exit) return sandboxFault(exit.fault);
  const how = 'code' in exit ? `exit code ${exit.code}` : exit.signal;
  return {
    kind: 'ended',
    message: `The server ended (${how}) and had not listened.`,
    hint: `It must call listen(PORT), here ${port}, and must not exit.`,
  };
}

export function neverListened(port: number, seconds: number): AttemptFault {
  return {
    kind: 'never-listened',
    message: `The server did not listen within ${seconds} s.`,
    hint: `It must call listen(PORT), here ${port}; look for an await that never ends.`,
  };
}

export function wrongPort(found: number, port: number): AttemptFault {
  return {
    kind: 'wrong-port',
    message: `The server listens on port ${found}; it was given PORT=${port}.`,
    hint: 'Let it listen on Number(process.env.PORT).',
  };
}

export function portTaken(port: number): AttemptFault {
  return {
    kind: 'port-taken',
    message: `Port ${port} is taken.`,
    hint: 'Does the server listen twice? If it does not, another program has the port: run again.',
  };
}

export function unresponsive(): AttemptFault {
  return {
    kind: 'unresponsive',
    message: 'The server stopped answering (an endless loop?) and was ended.',
    hint: 'Look for a loop that never ends, or for work that blocks the event loop.',
  };
}

export function printedTooMuch(): AttemptFault {
  return {
    kind: 'printed-too-much',
    message: 'The server printed so much, before it listened, that it was ended.',
    hint: 'Look for a console.log in a loop.',
  };
}

export function sentTooMuch(receivedBytes: number): AttemptFault {
  return {
    kind: 'sent-too-much',
    message: `The server sent ${Math.floor(receivedBytes / 1024 / 1024)} MiB and had not ended: that is more than an attempt takes.`,
    hint: 'Look for a send in a loop, or for a very long message.',
  };
}

export function scriptFault(message: string): AttemptFault {
  return {
    kind: 'script',
    message: `This attempt cannot be made: ${message}.`,
    hint: 'The fault is in the lesson, not in your server.',
  };
}

export function probeFault(message: string): AttemptFault {
  return {
    kind: 'probe',
    message: `The client that makes the attempts failed: ${message}.`,
    hint: 'The fault is not in your server. Run again.',
  };
}

export function tooLong(seconds: number): AttemptFault {
  return {
    kind: 'too-long',
    message: `The attempt had not ended after ${seconds} s.`,
    hint: 'Run again; is the machine very busy?',
  };
}

export function sandboxFault(fault: SandboxFault): AttemptFault {
  if (fault.code === 'unresponsive') return unresponsive();
  return { kind: 'sandbox', message: fault.message, hint: fault.hint };
}
