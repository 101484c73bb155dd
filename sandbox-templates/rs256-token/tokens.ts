import { readFileSync } from 'node:fs';

/** The issuer signs with a private key that never leaves it; this server has the public half, which can only verify. */
export const publicKeyPem = readFileSync(new URL('./keys/issuer.public.pem', import.meta.url), 'utf8');
export const issuer = 'https://issuer.lab';
export const audience = 'chat';
