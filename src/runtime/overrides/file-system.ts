import { errno } from '../realm/node-data.ts';
import type { Realm } from '../realm/realm.ts';

type Options = { readonly encoding?: BufferEncoding | null } | BufferEncoding | null | undefined;
type Done = (error: unknown, value?: unknown) => void;

/** `fs` over the project's files: reading works, writing is refused as on a read-only disk (EROFS). */
export function fileSystem(realm: Realm, files: ReadonlyMap<string, string>): unknown {
  const { Buffer } = realm.require('buffer') as { Buffer: typeof import('node:buffer').Buffer };
  const path = realm.require('path') as typeof import('node:path');
  const { toPathIfFileURL } = realm.require('internal/url') as { toPathIfFileURL(path: unknown): unknown };
  const { UVException } = realm.require('internal/errors') as {
    UVException: new (details: { errno: number; syscall: string; path: string }) => Error;
  };
  const { constants } = { constants: (realm.internalBinding('constants') as { fs: object }).fs };

  const absolute = (name: unknown): string => {
    const given = toPathIfFileURL(name);
    return path.resolve(Buffer.isBuffer(given) ? given.toString() : String(given));
  };
  const failure = (code: 'ENOENT' | 'EISDIR' | 'ENOTDIR' | 'EROFS', syscall: string, name: unknown): Error =>
    new UVException({ errno: errno(code), syscall, path: String(toPathIfFileURL(name)) });
  const isFolder = (name: string): boolean => {
    const prefix = name === '/' ? '/' : `${name}/`;
    for (const file of files.keys()) if (file.startsWith(prefix)) return true;
    return false;
  };
  const encodingOf = (options: Options): BufferEncoding | null | undefined =>
    typeof options === 'string' ? options : options?.encoding;

  function readFileSync(name: unknown, options?: Options): unknown {
    const text = files.get(absolute(name));
    if (text === undefined)
      throw isFolder(absolute(name)) ? failure('EISDIR', 'read', name) : failure('ENOENT', 'open', name);
    const bytes = Buffer.from(text);
    const encoding = encodingOf(options);
    return encoding ? bytes.toString(encoding) : bytes;
  }

  function statSync(name: unknown, options?: { readonly throwIfNoEntry?: boolean }): unknown {
    const text = files.get(absolute(name));
    const folder = text === undefined && isFolder(absolute(name));
    if (text === undefined && !folder) {
      if (options?.throwIfNoEntry === false) return undefined;
      throw failure('ENOENT', 'stat', name);
    }
    return {
      size: text === undefined ? 0 : Buffer.byteLength(text),
      mode: folder ? 0o40755 : 0o100644,
      isFile: () => !folder,
      isDirectory: () => folder,
      isSymbolicLink: () => false,
      isFIFO: () => false,
      isSocket: () => false,
      isBlockDevice: () => false,
      isCharacterDevice: () => false,
    };
  }

  function readdirSync(name: unknown): readonly string[] {
    const folder = absolute(name);
    if (files.has(folder)) throw failure('ENOTDIR', 'scandir', name);
    if (!isFolder(folder)) throw failure('ENOENT', 'scandir', name);
    const prefix = folder === '/' ? '/' : `${folder}/`;
    const inside = [...files.keys()].filter((file) => file.startsWith(prefix));
    return [...new Set(inside.map((file) => file.slice(prefix.length).split('/')[0] as string))].sort();
  }

  function accessSync(name: unknown): void {
    if (!files.has(absolute(name)) && !isFolder(absolute(name))) throw failure('ENOENT', 'access', name);
  }

  const existsSync = (name: unknown): boolean => {
    try {
      accessSync(name);
      return true;
    } catch {
      return false;
    }
  };
  const realpathSync = (name: unknown): string => {
    accessSync(name);
    return absolute(name);
  };
  const refuse = (syscall: string) => (name: unknown) => {
    throw failure('EROFS', syscall, name);
  };

  const sync = {
    readFileSync,
    statSync,
    lstatSync: statSync,
    readdirSync,
    accessSync,
    realpathSync,
    writeFileSync: refuse('open'),
    appendFileSync: refuse('open'),
    mkdirSync: refuse('mkdir'),
    rmSync: refuse('unlink'),
    rmdirSync: refuse('rmdir'),
    unlinkSync: refuse('unlink'),
    renameSync: refuse('rename'),
    copyFileSync: refuse('copyfile'),
    chmodSync: refuse('chmod'),
  };
  type Call = (...values: unknown[]) => unknown;
  const calls = Object.entries(sync).map(([name, call]) => [name.replace(/Sync$/, ''), call as Call] as const);

  const promises = {
    ...Object.fromEntries(calls.map(([name, call]) => [name, async (...values: unknown[]) => call(...values)])),
    constants,
  };
  const withCallback = Object.fromEntries(
    calls.map(([name, call]) => [
      name,
      (...values: unknown[]) => {
        const done = values.pop() as Done;
        realm.loop.enterLater(() => {
          let value: unknown;
          try {
            value = call(...values);
          } catch (error) {
            done(error);
            return;
          }
          done(null, value);
        });
      },
    ]),
  );

  function createReadStream(name: unknown, options?: Options): unknown {
    const { Readable } = realm.require('stream') as typeof import('node:stream');
    let read = false;
    const stream = new Readable({
      read() {
        if (read) return;
        read = true;
        try {
          this.push(readFileSync(name) as Uint8Array);
          this.push(null);
        } catch (error) {
          this.destroy(error as Error);
        }
      },
    });
    const encoding = encodingOf(options);
    return encoding ? stream.setEncoding(encoding) : stream;
  }

  return {
    ...sync,
    ...withCallback,
    existsSync,
    createReadStream,
    promises,
    constants,
    F_OK: 0,
    R_OK: 4,
    W_OK: 2,
    X_OK: 1,
  };
}
