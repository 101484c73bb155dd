import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../src/attempt/open-session.ts';
import {
  advance,
  browser,
  close,
  closed,
  connect,
  json,
  node,
  received,
  send,
  token,
  until,
} from '../../src/check/authoring.ts';
import type { Files } from '../../src/files/files.ts';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import type { WireEvent } from '../../src/wire/wire-event.ts';
import { programs } from '../fixtures/programs.ts';
import { expiring, open, program } from '../fixtures/servers.ts';

/** Connections made by hand: a server that stays up and a probe that is told one step after another. */
export function describeSession(name: string, openSandbox: () => Promise<Sandbox>): void {
  describe(`a session by hand on the ${name} host`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await openSandbox();
    });
    afterAll(() => sandbox.dispose());

    async function start(files: Files, clock = false): Promise<{ session: Session; events: WireEvent[] }> {
      const events: WireEvent[] = [];
      const opened = await openSession(sandbox, { files, clock, programs }, { onEvent: (event) => events.push(event) });
      if (opened.kind === 'fault') throw new Error(opened.fault.message);
      return { session: opened.session, events };
    }

    const saw = (events: readonly WireEvent[]) =>
      events.flatMap((event) => (event.kind === 'script' ? [event.saw] : []));

    test('performs steps as they come, against one server', async () => {
      const { session, events } = await start(open);
      expect(await session.perform(connect('ann', browser('/')))).toBeUndefined();
      expect(await session.perform(send('ann', 'one'))).toBeUndefined();
      expect(await session.perform(until('ann', received('one')))).toBeUndefined();
      expect(await session.perform(connect('bob', node('/')))).toBeUndefined();
      expect(await session.perform(close('ann', 4000, 'bye'))).toBeUndefined();
      expect(await session.perform(until('ann', closed()))).toBeUndefined();
      // When the session ends, bob may still be told of it.
      const seen = saw(events);
      await session.close();
      expect(seen).toEqual([
        { type: 'open', protocol: '' },
        { type: 'message', data: 'one', binary: false },
        { type: 'open', protocol: '' },
        { type: 'close', code: 4000, reason: 'bye', wasClean: true },
      ]);
    });

    test('a step that makes no sense is told, and the next one is performed', async () => {
      const { session } = await start(open);
      expect(await session.perform(send('nobody', 'hello'))).toMatchObject({ kind: 'script' });
      expect(await session.perform(connect('ann', node('/')))).toBeUndefined();
      await session.close();
    });

    test('moves the clock of the server and its own', async () => {
      const { session, events } = await start(expiring, true);
      const offered = ['live', token.subprotocol({ sub: 'ann', exp: '1h' })];
      await session.perform(connect('ann', browser('/', { subprotocols: offered })));
      await session.perform(advance('61m'));
      await session.perform(until('ann', closed()));
      await session.close();
      expect(saw(events).at(-1)).toMatchObject({ type: 'close', code: 4401 });
    });

    test('tells when the server has ended by itself', async () => {
      const { session } = await start(open);
      await session.close();
      const dying = await start(
        program(`import { createServer } from 'node:http';
          createServer().on('upgrade', () => process.exit(4)).listen(Number(process.env.PORT));`),
      );
      await dying.session.perform(connect('ann', node('/')));
      expect(await dying.session.serverEnded).toEqual({ exit: { code: 4 } });
      await dying.session.close();
    });

    test('a server that does not start is a fault, with what it printed', async () => {
      const opened = await openSession(sandbox, { files: program(`console.log('bye');`), programs });
      expect(opened).toMatchObject({
        kind: 'fault',
        fault: { kind: 'ended' },
        output: [{ stream: 'stdout', text: 'bye\n' }],
      });
    });

    test('a token that a message holds is minted when the step runs', async () => {
      const { session, events } = await start(open);
      await session.perform(connect('ann', node('/')));
      await session.perform(send('ann', json({ token: token({ sub: 'ann' }) })));
      await session.perform(until('ann', received(/"token":"ey/)));
      await session.close();
      expect(events.filter((event) => event.kind === 'timeout')).toEqual([]);
    });
  });
}
