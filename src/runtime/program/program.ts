import type { ProcessHost } from '../bindings/process-methods.ts';
import { handlerAddedAfterReject, rejectedWithoutHandler, reportRejection } from '../bindings/task-queue.ts';
import { NetworkLink } from '../network/network-link.ts';
import { isBatch, transferOf } from '../network/operation-batch.ts';
import type { CompiledModule, FromProgram, Run, ToProgram } from '../protocol.ts';
import { createRealm } from '../realm/create-realm.ts';
import { EventLoop } from '../realm/event-loop.ts';
import type { Platform } from '../realm/platform.ts';
import type { LibraryFunction, Realm } from '../realm/realm.ts';
import { describeFatalError } from './fatal-error.ts';
import { installGlobals } from './globals.ts';
import { Linker } from './linker.ts';
import { type ModuleBody, moduleEnd, moduleHead, moduleStart } from './module-body.ts';
import type { Packages } from './module-record.ts';
import { installStackMap, type ScriptPart, StackMap } from './stack-trace.ts';
import { BoundedOutput, installStandardStreams } from './standard-streams.ts';
import { keepAliveWhileSubtleWorks, SubtleProxy } from './subtle-proxy.ts';

/** The thread that carries one program: a Web Worker, or a worker thread of Node. */
export interface Thread {
  readonly platform: Platform;
  post(message: FromProgram, transfer: readonly ArrayBuffer[]): void;
  listen(receive: (message: ToProgram) => void): void;
  /** Evaluates an expression as a script of its own. */
  evaluate(code: string, path: string): EvaluatedScript;
  /** Tells of promises that were rejected without a handler, of handlers that came late, and of errors nobody caught. */
  watch(watcher: ThreadWatcher): void;
}

/** What a script gave. */
export interface EvaluatedScript {
  readonly value: unknown;
  /** Under which name its stack frames appear. */
  readonly url: string;
  /** Columns by which the code was moved on its first line. */
  readonly indent: number;
}

export interface ThreadWatcher {
  rejected(promise: Promise<unknown>, reason: unknown): void;
  handledLate(promise: Promise<unknown>): void;
  threw(error: unknown): void;
}

/** What was built into the thread's script. */
export interface BuiltIn {
  readonly library: Readonly<Record<string, LibraryFunction>>;
  readonly packages: Packages;
  readonly llhttp: () => Uint8Array<ArrayBuffer>;
  /** The URL under which the script itself appears in stacks, and what its lines are. */
  readonly script: { readonly url: string; readonly parts: readonly ScriptPart[] };
  /** Leaves the globals of the thread in place, for tests of the boundary. */
  readonly rawGlobals: boolean;
}

/** Thrown to leave the program's code at once after `process.exit()`. */
const left = Symbol('the program has ended');

/** The life of one program, from the boot of Node's library to its exit code. */
export class ProgramLife {
  readonly #thread: Thread;
  readonly #builtIn: BuiltIn;
  readonly #loop: EventLoop;
  readonly #link: NetworkLink;
  readonly #output: BoundedOutput;
  readonly #files = new Map<string, string>();
  readonly #stackMap = new StackMap();
  readonly #mendStack: (error: unknown) => void;
  readonly #host: { cwd: string } & Omit<ProcessHost, 'cwd'>;
  readonly #realm: Realm;
  readonly #feedStdin: (text: string) => void;
  readonly #subtle: SubtleProxy;
  #run: Run | undefined;
  #mainPending = false;

  constructor(thread: Thread, builtIn: BuiltIn) {
    this.#thread = thread;
    this.#builtIn = builtIn;
    this.#loop = new EventLoop(thread.platform);
    this.#loop.uncaught = (error, fromPromise) => this.#uncaught(error, fromPromise);
    this.#loop.idle = () => this.#idle();
    this.#link = new NetworkLink(this.#loop, (batch) => this.#post(batch, transferOf(batch)));
    this.#output = new BoundedOutput((stream, text) => {
      this.#link.flush();
      this.#post({ kind: 'output', stream, text });
    });
    this.#host = {
      cwd: '/',
      exit: (code) => {
        this.#exit(code);
        throw left;
      },
      die: (signal) => this.#end({ kind: 'died', signal }),
      printError: (text) => this.#output.print('stderr', text),
    };
    this.#subtle = new SubtleProxy(this.#loop, (call) => this.#post({ kind: 'subtle', call }));
    if (globalThis.crypto.subtle) keepAliveWhileSubtleWorks(this.#loop);
    else this.#subtle.install();
    // Before the library takes its primordials.
    this.#stackMap.addScript(builtIn.script.url, builtIn.script.parts);
    this.#mendStack = installStackMap(this.#stackMap);
    this.#realm = createRealm({
      loop: this.#loop,
      library: builtIn.library,
      link: this.#link,
      host: this.#host,
      files: this.#files,
      llhttp: builtIn.llhttp,
      mendStack: this.#mendStack,
    });
    this.#feedStdin = installStandardStreams(this.#realm, this.#output);
    // What nearly every program needs is loaded while nobody waits.
    for (const id of ['http', 'crypto', 'internal/console/global', 'zlib']) this.#realm.require(id);
    installGlobals(this.#realm, builtIn.rawGlobals);
    this.#watch();
    thread.listen((message) => this.#receive(message));
    this.#post({ kind: 'ready' });
  }

  #post(message: FromProgram, transfer: readonly ArrayBuffer[] = []): void {
    if (!this.#loop.ended) this.#thread.post(message, transfer);
  }

  #receive(message: ToProgram): void {
    if (isBatch(message)) {
      this.#link.receive(message);
      return;
    }
    switch (message.kind) {
      case 'run':
        this.#start(message.run);
        return;
      case 'stdin':
        this.#feedStdin(message.text);
        return;
      case 'printed':
        this.#output.taken(message.bytes);
        return;
      case 'ping':
        this.#post({ kind: 'pong' });
        return;
      case 'subtle':
        this.#subtle.answered(message.answer);
        return;
    }
  }

  #watch(): void {
    this.#thread.watch({
      rejected: (promise, reason) => {
        if (reason === left) return;
        this.#mendStack(reason);
        reportRejection(this.#realm, rejectedWithoutHandler, promise, reason);
      },
      handledLate: (promise) => reportRejection(this.#realm, handlerAddedAfterReject, promise),
      threw: (error) => {
        this.#loop.enter(() => {
          throw error;
        });
      },
    });
  }

  #start(run: Run): void {
    this.#run = run;
    this.#host.cwd = run.cwd;
    for (const [path, text] of Object.entries(run.files)) this.#files.set(path, text);
    const { process } = this.#realm;
    process['argv'] = ['/usr/local/bin/node', run.entry, ...run.args];
    process['env'] = environment(run.env);
    const { initializeDebugEnv } = this.#realm.require('internal/util/debuglog') as {
      initializeDebugEnv(env?: string): void;
    };
    initializeDebugEnv(run.env['NODE_DEBUG']);
    const linker = new Linker(this.#realm, run, this.#builtIn.packages, (module, path) => this.#load(module, path));
    this.#mainPending = true;
    // In a promise job, as Node evaluates ES modules: ticks come after the jobs.
    const main = Promise.resolve()
      .then(() => (run.preload === undefined ? undefined : linker.import(run.preload)))
      .then(() => linker.import(run.entry));
    main.then(
      () => this.#mainSettled(),
      (error) => {
        this.#mainSettled();
        if (error !== left) this.#loop.enter(() => this.#uncaught(error, false));
      },
    );
  }

  /** The first module has begun: from here on only what the program started keeps it alive. */
  #mainSettled(): void {
    this.#mainPending = false;
    this.#loop.checkIdle();
  }

  #load({ code, hoisted, indent }: CompiledModule & { kind: 'module' }, path: string): ModuleBody {
    const head = `(${moduleHead} { ${moduleStart(hoisted)}`;
    const script = this.#thread.evaluate(`${head}${code}\n${moduleEnd}})`, path);
    const columns = script.indent + head.length + indent;
    this.#stackMap.addScript(script.url, [{ firstLine: 0, name: `file://${path}`, indent: columns }]);
    return script.value as ModuleBody;
  }

  #uncaught(error: unknown, fromPromise: boolean): void {
    if (error === left || this.#loop.ended) return;
    const handle = this.#realm.process['_fatalException'] as (error: unknown, fromPromise: boolean) => boolean;
    try {
      if (handle(error, fromPromise)) return;
    } catch (second) {
      if (second === left) return;
      this.#die(second, 7);
      return;
    }
    this.#die(error, this.#realm.process.exitCode ?? 1);
  }

  #die(error: unknown, code: number): void {
    let text: string;
    this.#mendStack(error);
    try {
      text = describeFatalError(this.#realm, error, (name, line) => this.#sourceLine(name, line));
    } catch {
      text = `${String(error)}\n`;
    }
    this.#output.print('stderr', text);
    this.#exit(code);
  }

  #sourceLine(name: string, line: number): string | undefined {
    if (name.startsWith('file://')) return this.#files.get(decodeURIComponent(name.slice(7)))?.split('\n')[line - 1];
    if (!name.startsWith('node:')) return undefined;
    // Line 1 of the function's text is its head.
    return this.#builtIn.library[name.slice(5)]?.toString().split('\n')[line];
  }

  /** Nothing keeps the program alive: `beforeExit`, then the end, as `SpinEventLoop` does it. */
  #idle(): void {
    if (!this.#run || this.#link.pending) return;
    const { process } = this.#realm;
    if (!this.#mainPending) {
      this.#loop.enter(() => process.emit('beforeExit', process.exitCode ?? 0));
      if (this.#loop.alive || this.#loop.ended) return;
    }
    if (this.#mainPending) {
      this.#output.print('stderr', `Warning: Detected unsettled top-level await at file://${this.#run.entry}\n\n\n\n`);
      process.exitCode ??= 13;
    }
    this.#loop.enter(() => {
      if (process._exiting) return;
      process._exiting = true;
      process.emit('exit', process.exitCode ?? 0);
    });
    this.#exit(process.exitCode ?? 0);
  }

  #exit(code: number): void {
    this.#end({ kind: 'exit', code });
  }

  #end(last: FromProgram): void {
    if (this.#loop.ended) return;
    this.#output.end();
    this.#link.flush();
    this.#post(last);
    this.#loop.ended = true;
  }
}

/** `process.env`: every value is text, as in Node. */
function environment(values: Readonly<Record<string, string>>): object {
  return new Proxy(
    { ...values },
    {
      set: (target, name, value) => Reflect.set(target, name, typeof name === 'string' ? String(value) : value),
      defineProperty: (target, name, descriptor) =>
        Reflect.defineProperty(target, name, { ...descriptor, value: String(descriptor.value) }),
    },
  );
}
