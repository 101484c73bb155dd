import type { Option } from './choice.ts';

/** A handshake to judge: what the server keeps to, what arrives, and four decisions with their reasons. */
export interface JudgeConnection {
  readonly kind: 'judge-connection';
  /** What this server requires and when "now" is, in a sentence or two. */
  readonly server: string;
  /** The request as it came, line by line (RFC 9112 §2.1), a token's claims spelled out in place of its text. */
  readonly handshake: string;
  readonly options: readonly Decision[];
}

/** An option of such a question: the decision, with its reason in `says`. */
export type Decision = Option & { readonly decision: 'let-in' | 'refuse' };

export const DECISIONS = 4;
