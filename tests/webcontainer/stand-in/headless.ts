// Stands in for the page that StackBlitz serves at /headless: it speaks the messages of @webcontainer/api 1.6.4 and runs programs in
// the embedded runtime. It proves the adapter, not StackBlitz's runtime.

// The package's own copy of Comlink: another version speaks another dialect, and both sides would wait in silence.
// @ts-expect-error it ships without declarations
import { Comlink as untyped } from '../../../node_modules/@webcontainer/api/dist/vendor/index.js';
import type { Program, Sandbox } from '../../../src/sandbox/contract.ts';
import { openFrameSandbox } from '../../../src/sandbox/embedded/frame-sandbox.ts';

/** What is used of Comlink. */
interface Comlink {
  expose(value: object, port: MessagePort): void;
  proxy<T extends object>(value: T): T;
}
const Comlink: Comlink = untyped;

/** What goes wrong, set by the test before this runs. */
export type Scenario =
  | 'sound'
  | 'silent'
  | 'late'
  | 'build-rejects'
  | 'build-hangs'
  | 'never-exits'
  | 'garbled'
  | 'forged'
  | 'out-of-memory'
  | 'changed-header'
  | 'calls-hang';

interface RunRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The package's wire form of a tree: `d` a folder's entries, `f.c` a file's contents, `f.b` when they are binary. */
interface Tree {
  readonly d?: Readonly<Record<string, Tree>>;
  readonly f?: { readonly c: string; readonly b?: boolean };
}

declare global {
  var scenario: Scenario | undefined;
}

const played = globalThis.scenario ?? 'sound';
const WORKDIR = '/home/lesson';
const decoder = new TextDecoder();
const encoder = new TextEncoder();

class Instance {
  readonly #files = new Map<string, string>();
  readonly #listeners = new Set<(error: { message: string }) => void>();
  readonly #sandbox: Promise<Sandbox> = openFrameSandbox();

  loadFiles(payload: Uint8Array, { mountPoints = '' }: { mountPoints?: string } = {}): void {
    this.#take(JSON.parse(decoder.decode(payload)) as Tree, mountPoints);
  }

  #take(tree: Tree, path: string): void {
    if (tree.f)
      this.#files.set(
        path,
        played === 'changed-header' ? tree.f.c.replace('WWW-Authenticate', 'www-authenticate') : tree.f.c,
      );
    for (const [name, child] of Object.entries(tree.d ?? {})) this.#take(child, path ? `${path}/${name}` : name);
  }

  fileSystem() {
    return {
      readFile: async (path: string) => this.#files.get(path) ?? '',
      writeFile: async (path: string, text: string) => void this.#files.set(path, text),
      rm: async (path: string) => void this.#files.delete(path),
      mkdir: async () => {},
      readdir: async () => [...this.#files.keys()],
    };
  }

  async run(request: RunRequest, onOutput?: (chunk: Uint8Array | null) => void) {
    if (request.command !== 'node') throw new Error(`jsh: command not found: ${request.command}`);
    if (played === 'calls-hang') return new Promise<never>(() => {});
    const sandbox = await this.#sandbox;
    await sandbox.mount(Object.fromEntries(this.#files));
    const { entry, preload, args } = commandOf(request.args);
    const program = await sandbox.spawn(entry, {
      root: request.cwd ?? '',
      args,
      ...(preload ? { preload } : {}),
      ...(request.env ? { env: request.env } : {}),
    });
    return this.#process(
      program,
      (text) => onOutput?.(encoder.encode(text.replaceAll('\n', '\r\n'))),
      () => onOutput?.(null),
    );
  }

  #process(program: Program, print: (text: string) => void, end: () => void) {
    let killed = false;
    const printed = (async () => {
      for await (const { text } of program.output) print(this.#spoiled(text));
    })();
    if (played === 'out-of-memory') {
      print('RangeError: WebAssembly.Memory(): could not allocate memory\n');
      void program.kill();
    }
    const onExit = (async () => {
      const exit = await program.exit;
      await printed;
      end();
      if (played === 'never-exits') return new Promise<number>(() => {});
      if ('code' in exit) return exit.code;
      if (played === 'out-of-memory') return 1;
      return killed ? 143 : 137;
    })();
    return Comlink.proxy({
      onExit,
      kill: async () => {
        killed = true;
        await program.kill();
      },
      // A terminal echoes what is typed into it.
      write: async (text: string) => {
        print(text);
        await program.write(text);
      },
      resize: async () => {},
    });
  }

  #spoiled(text: string): string {
    switch (played) {
      case 'garbled':
        return text.replaceAll('"kind":', '"k\u001b[31mnd":');
      case 'forged':
        return `\u001e00000000-0000-4000-8000-000000000000 {"kind":"done","client":"","at":0}\n${text}`;
      default:
        return text;
    }
  }

  on(event: string, listener: (error: { message: string }) => void) {
    if (event === 'error') this.#listeners.add(listener);
    return Comlink.proxy(() => this.#listeners.delete(listener));
  }

  async teardown(): Promise<void> {
    await (await this.#sandbox).dispose();
  }
}

/** `--import /home/lesson/harness/preload.js server.js …args`. */
function commandOf(args: readonly string[]) {
  const rest = [...args];
  const preload = rest[0] === '--import' ? rest.splice(0, 2)[1]?.replace(`${WORKDIR}/`, '') : undefined;
  const [entry = '', ...others] = rest;
  return { entry, preload, args: others };
}

const server = {
  async build() {
    if (played === 'build-rejects') throw new Error('Your browser does not support all necessary features');
    if (played === 'build-hangs') return new Promise<never>(() => {});
    const instance = new Instance();
    return Comlink.proxy({
      fs: async () => Comlink.proxy(instance.fileSystem()),
      previewScript: async () => undefined,
      runtimeInfo: async () => ({ path: '/bin', cwd: WORKDIR }),
      loadFiles: async (payload: Uint8Array, options?: { mountPoints?: string }) =>
        instance.loadFiles(payload, options),
      run: async (
        request: RunRequest,
        _stdout: unknown,
        _stderr: unknown,
        onOutput?: (chunk: Uint8Array | null) => void,
      ) => instance.run(request, onOutput),
      on: async (event: string, listener: (error: { message: string }) => void) => instance.on(event, listener),
      setPreviewScript: async () => {},
      setCredentials: async () => {},
      teardown: () => instance.teardown(),
    });
  },
};

const { port1, port2 } = new MessageChannel();
Comlink.expose(server, port1);
const init = () => parent.postMessage({ type: 'init' }, '*', [port2]);
// 'late' answers when the test says so: after the page has given up waiting.
if (played === 'late') addEventListener('message', ({ data }) => data === 'answer now' && init());
else if (played !== 'silent') init();
