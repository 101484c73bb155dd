import { setTimeout as delay } from 'node:timers/promises';
import { jwtVerify, SignJWT } from 'jose';

/** Shared by whoever signs and whoever verifies. A real app reads it from its environment, never from its source. */
export const secret = new TextEncoder().encode('lab-secret-lab-secret-lab-secret-32b');
export const issuer = 'https://issuer.lab';
export const audience = 'chat';

/**
 * The user whom a token speaks for. Rejects when it is forged, expired, meant for others, or no token at all.
 * It takes 50 ms, as it does when keys or sessions have to be looked up elsewhere.
 */
export async function verify(token: string): Promise<string> {
  await delay(50);
  const { payload } = await jwtVerify(token, secret, {
    algorithms: ['HS256'],
    issuer,
    audience,
    requiredClaims: ['exp', 'sub'],
  });
  if (!payload.sub) throw new Error('the token names nobody');
  return payload.sub;
}

/** A token for a user, good for a minute. */
export function mint(user: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('60s')
    .setJti(crypto.randomUUID())
    .sign(secret);
}
