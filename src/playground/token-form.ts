import type { TokenSpec } from '../check/protocol.ts';
import type { Json } from '../wire/wire-event.ts';
import { breakages } from './breakage.ts';

/** A token as it is described by hand: texts as they stand in the fields; what is empty is left out of the token. */
export interface TokenForm {
  readonly sub: string;
  /** A duration from now (`60s`, `-1m`), or seconds since 1970. */
  readonly exp: string;
  readonly aud: string;
  readonly iss: string;
  /** More claims, as a JSON object. */
  readonly claims: string;
  readonly alg: 'HS256' | 'RS256';
  /** Ids of the ways in which it is broken. */
  readonly broken: readonly string[];
}

/** A field that cannot be used as it is: which one, and one sentence with what was expected and what was found. */
export interface FieldFault {
  readonly field: string;
  readonly says: string;
}

const DURATION = /^[+-]?\d+(?:\.\d+)?(?:ms|s|m|h|d)$/;

/** The token that the probe is to mint, or why the fields describe none. */
export function tokenOf(form: TokenForm): TokenSpec | FieldFault {
  const more = objectIn(form.claims);
  if (more === undefined) {
    return { field: 'claims', says: `Expected a JSON object such as {"scope": "write"}, found ${form.claims.trim()}.` };
  }
  const exp = timeIn(form.exp);
  if (exp === undefined) {
    return { field: 'exp', says: `Expected a time such as 60s, -1m or 1893456000, or nothing, found ${form.exp}.` };
  }
  const sub = form.sub.trim();
  const claims = { ...(sub !== '' && { sub }), exp, aud: textOrNone(form.aud), iss: textOrNone(form.iss), ...more };
  let spec: TokenSpec = { make: 'token', claims, alg: form.alg };
  for (const { id, breaks } of breakages) if (form.broken.includes(id)) spec = Object.assign({}, spec, breaks(spec));
  return spec;
}

function timeIn(text: string): Json | undefined {
  const time = text.trim();
  if (time === '') return null;
  if (DURATION.test(time)) return time;
  return /^\d+$/.test(time) ? Number(time) : undefined;
}

function textOrNone(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function objectIn(text: string): Readonly<Record<string, Json>> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, Json>)
      : undefined;
  } catch {
    return undefined;
  }
}
