import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';

/** Shared by whoever signs and whoever verifies. A real app reads it from its environment, never from its source. */
export const secret = new TextEncoder().encode('lab-secret-lab-secret-lab-secret-32b');
export const issuer = 'https://issuer.lab';
export const audience = 'chat';

/** A signed token (JWT) for a user, good for 60 seconds. */
export function signToken(sub: string): Promise<string> {
  return new SignJWT({ sub })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('60s')
    .setJti(randomUUID())
    .sign(secret);
}
