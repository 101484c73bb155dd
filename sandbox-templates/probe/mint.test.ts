import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Mint } from './mint.ts';

// The probe reads its keys from the folder it runs in.
const before = process.cwd();
beforeAll(() => process.chdir(import.meta.dirname));
afterAll(() => process.chdir(before));

const key = (file: string) => readFileSync(join(import.meta.dirname, 'keys', file));
const secret = new Uint8Array(key('lab.secret'));
const issuer = () => createPublicKey(key('issuer.public.pem'));
const expectations = { issuer: 'https://issuer.lab', audience: 'chat', requiredClaims: ['exp', 'iat', 'jti', 'sub'] };

test('mints what a careful server takes: HS256 with the lab’s secret, the usual claims, sixty seconds', async () => {
  const { token } = await new Mint().mint({ make: 'token', claims: { sub: 'ann' } });
  const { payload } = await jwtVerify(token, secret, { ...expectations, algorithms: ['HS256'] });
  expect([60, 61]).toContain((payload.exp ?? 0) - (payload.iat ?? 0));
});

test('mints RS256 with the issuer’s key, or with the attacker’s, whose public key may ride in the header', async () => {
  const mint = new Mint();
  const ours = await mint.mint({ make: 'token', claims: { sub: 'ann' }, alg: 'RS256' });
  const theirs = await mint.mint({
    make: 'token',
    claims: { sub: 'ann' },
    alg: 'RS256',
    signedBy: 'attacker',
    embedKey: true,
  });
  await jwtVerify(ours.token, issuer(), { ...expectations, algorithms: ['RS256'] });
  await expect(jwtVerify(theirs.token, issuer())).rejects.toThrow(/signature/);
  const { jwk } = decodeProtectedHeader(theirs.token);
  await jwtVerify(theirs.token, createPublicKey({ key: { ...jwk }, format: 'jwk' }));
});

test('mints HS256 with the bytes of the public key, which a careless server would take', async () => {
  const { token } = await new Mint().mint({ make: 'token', claims: { sub: 'admin' }, alg: 'HS256-with-public-key' });
  await jwtVerify(token, new Uint8Array(key('issuer.public.pem')));
});

test('mints alg none with an empty signature', async () => {
  const { token } = await new Mint().mint({ make: 'token', claims: { sub: 'admin' }, alg: 'none' });
  expect(decodeProtectedHeader(token).alg).toBe('none');
  expect(token.endsWith('.')).toBe(true);
});

test('counts durations from now, leaves numbers as they are, and leaves out what is null', async () => {
  const { token } = await new Mint().mint({
    make: 'token',
    claims: { exp: '-1m', nbf: 12, iat: null, aud: null, odd: '60s' },
  });
  const claims = decodeJwt(token);
  expect(Math.abs((claims.exp ?? 0) - (Date.now() / 1000 - 60))).toBeLessThan(2);
  expect(claims).toMatchObject({ nbf: 12, odd: '60s' });
  expect(claims).not.toHaveProperty('iat');
  expect(claims).not.toHaveProperty('aud');
});

test('counts milliseconds when it is told to make that mistake', async () => {
  const { token } = await new Mint().mint({ make: 'token', claims: { exp: '60s' }, inMilliseconds: true });
  expect(Math.abs((decodeJwt(token).exp ?? 0) - (Date.now() + 60_000))).toBeLessThan(2000);
});

test('a changed claim keeps the signature of what was signed, and is shown as it travels', async () => {
  const minted = await new Mint().mint({ make: 'token', claims: { sub: 'ann' }, tamper: { sub: 'admin' } });
  expect(minted.claims['sub']).toBe('admin');
  expect(decodeJwt(minted.token).sub).toBe('admin');
  await expect(jwtVerify(minted.token, secret)).rejects.toThrow(/signature/);
});

test('one name is one token, and its other spelling verifies as well', async () => {
  const mint = new Mint();
  const spec = { make: 'token', claims: { sub: 'ann' }, name: 'first' } as const;
  const [one, again, respelled] = [
    await mint.mint(spec),
    await mint.mint(spec),
    await mint.mint({ ...spec, respelled: true }),
  ];
  expect(again.token).toBe(one.token);
  expect(respelled.token).not.toBe(one.token);
  await jwtVerify(respelled.token, secret, expectations);
});
