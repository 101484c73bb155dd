import { execFile } from 'node:child_process';
import { builtinModules, createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { writePlainNode } from '../../src/runtime/build/plain-node.ts';
import { modulesNotOffered } from '../../src/runtime/overrides/not-offered.ts';
import { nativeIsThere, playNatively, transcripts, whySkipped } from './differential.ts';

interface PlainNode {
  requireBuiltin(id: string): Record<string, unknown>;
  has(id: string): boolean;
}

const require = createRequire(import.meta.url);
const folder = resolve('.cache/plain-node-test');
let ours: PlainNode;
let preload: string;

beforeAll(async () => {
  const written = await writePlainNode(folder);
  preload = written.preload;
  ours = require(written.library) as PlainNode;
});

/** `cluster` and `constants` hold no functions of their own; a test runner changes `console` and `process`. */
const notCompared = /^(_|cluster$|constants$|punycode$|sys$|console$|process$)/;
/** Node's own test hooks and what it keeps to itself. */
const inward = ['async_hooks.asyncWrapProviders', 'stream/web.ReadableStreamTee'];
const names = (id: string): readonly string[] =>
  Object.keys(require(`node:${id}`) as object).filter((name) => !name.startsWith('_'));

describe.skipIf(!nativeIsThere)(`the library for a plain Node${nativeIsThere ? '' : `: ${whySkipped}`}`, () => {
  test('every public module of Node is offered, or is refused by name with what to use instead', () => {
    const unknown = builtinModules
      .map((id) => id.replace(/^node:/, ''))
      .filter((id) => !id.startsWith('_') && !ours.has(id) && !Object.hasOwn(modulesNotOffered, id));
    expect(unknown).toEqual([]);
  });

  test('every function and class that Node exports is there, or throws an error that names it', () => {
    const missing: string[] = [];
    for (const id of builtinModules.filter((id) => !notCompared.test(id) && ours.has(id))) {
      const found = ours.requireBuiltin(id);
      const native = require(`node:${id}`) as Record<string, unknown>;
      for (const name of names(id)) {
        if (typeof native[name] === 'function' && typeof found[name] !== 'function') missing.push(`${id}.${name}`);
      }
    }
    expect(missing.filter((name) => !inward.includes(name))).toEqual([]);
  });

  test('what is not offered is told by name, with what to use instead', () => {
    const { watch } = ours.requireBuiltin('fs') as { watch(path: string): void };
    expect(() => watch('/project')).toThrow(
      'fs.watch() is not offered by the embedded host: the files of the project can be read with readFile, and nothing else.',
    );
    const { WebSocket } = ours.requireBuiltin('http') as { WebSocket: new (url: string) => unknown };
    expect(() => new WebSocket('ws://localhost')).toThrow(
      'http.WebSocket is not offered by the embedded host: use the WebSocket class of ws.',
    );
  });

  test('a block list judges addresses, ranges and subnets as Node does', () => {
    const judged = ({ BlockList, SocketAddress }: typeof import('node:net')): unknown[] => {
      const list = new BlockList();
      list.addAddress('1.2.3.4');
      list.addRange('10.0.0.1', '10.0.0.9');
      list.addSubnet('fe80::', 10, 'ipv6');
      list.addSubnet('192.168.0.0', 16);
      list.addAddress('::ffff:5.6.7.8', 'ipv6');
      const four = ['1.2.3.4', '10.0.0.9', '10.0.0.10', '192.168.3.3', '192.169.0.0', '5.6.7.8', 'nonsense'];
      const six = ['::ffff:1.2.3.4', '::ffff:10.0.0.5', 'fe80::1', 'fec0::1', '::ffff:5.6.7.8', '::1', 'x'];
      return [
        list.rules,
        four.map((address) => list.check(address)),
        six.map((address) => list.check(address, 'ipv6')),
        String(new SocketAddress({ address: '::0001', family: 'ipv6', port: 80 }).address),
        thrown(() => new SocketAddress({ address: 'x' })),
        thrown(() => list.addRange('10.0.0.9', '10.0.0.1')),
      ];
    };
    expect(judged(ours.requireBuiltin('net') as never)).toEqual(judged(require('node:net')));
  });

  test('every exchange has the bytes and socket events of native Node when Node’s built-ins are replaced by ours', async () => {
    const play = promisify(execFile)(
      process.execPath,
      ['--import', preload, join(import.meta.dirname, 'player', 'play.ts')],
      { maxBuffer: 1 << 28 },
    );
    const native = transcripts(await playNatively('play.ts'));
    const found = transcripts((await play).stdout);
    expect(found.size).toBe(native.size);
    for (const [title, expected] of native) expect.soft(found.get(title), title).toEqual(expected);
  }, 300_000);
});

function thrown(act: () => unknown): string {
  try {
    act();
    return 'nothing';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return `${code} ${message}`;
  }
}
