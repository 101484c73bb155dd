import type { IncomingMessage } from 'node:http';
import { jwtVerify } from 'jose';
import { audience, issuer, secret } from './tokens.ts';

/** When the token of a request expires, in seconds since 1970. Rejects when it does not verify. */
export async function expiryOf({ headers }: IncomingMessage): Promise<number> {
  const token = headers.authorization?.slice('Bearer '.length) ?? '';
  const { payload } = await jwtVerify(token, secret, {
    algorithms: ['HS256'],
    issuer,
    audience,
    requiredClaims: ['exp', 'sub'],
  });
  return payload.exp ?? 0;
}
