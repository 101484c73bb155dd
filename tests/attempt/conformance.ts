import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveConformance } from '../../src/attempt/conformance.ts';
import type { Files } from '../../src/files/files.ts';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { programs } from '../fixtures/programs.ts';

/** What the conformance run says of a host that is sound, and of the same host where something changes a handshake on its way. */
export function describeConformance(name: string, open: () => Promise<Sandbox>): void {
  describe(`the conformance run on the ${name} host`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await open();
    });
    afterAll(() => sandbox.dispose());

    it('finds every byte as plain Node sent it', async () => {
      expect(await proveConformance(sandbox, programs)).toEqual({ kind: 'conforms' });
    });

    it.each([
      ['another status', '401 Unauthorized', '403 Forbidden'],
      ['a header field renamed', 'WWW-Authenticate', 'www-authenticate'],
      ['a credential that is not handed on', 'JSON.stringify({ authorization, ', 'JSON.stringify({ '],
      ['another close code', '4401', '1000'],
    ])('tells %s', async (_what, from, to) => {
      const result = await proveConformance(changing(sandbox, from, to), programs);
      expect(result.kind).toBe('differs');
    });

    it('tells a server that cannot run from one that differs', async () => {
      const result = await proveConformance(changing(sandbox, "from 'ws'", "from 'not-there'"), programs);
      expect(result.kind).toBe('fault');
    });
  });
}

function changing(sandbox: Sandbox, from: string, to: string): Sandbox {
  const change = (files: Files): Files =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, path.startsWith('server/') ? text.replace(from, to) : text]),
    );
  return {
    host: sandbox.host,
    freePort: () => sandbox.freePort(),
    mount: (files) => sandbox.mount(change(files)),
    spawn: (entry, options) => sandbox.spawn(entry, options),
    dispose: () => sandbox.dispose(),
  };
}
