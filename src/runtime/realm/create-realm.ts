import { blockListBinding } from '../bindings/block-list.ts';
import { bufferBinding } from '../bindings/buffer.ts';
import { caresBinding } from '../bindings/cares.ts';
import { diagnosticsChannelBinding } from '../bindings/diagnostics-channel.ts';
import { httpParserBinding } from '../bindings/http-parser.ts';
import { utilBinding } from '../bindings/inspection.ts';
import { type ProcessHost, processMethodsBinding, SignalTable, signalBinding } from '../bindings/process-methods.ts';
import { stringDecoderBinding } from '../bindings/string-decoder.ts';
import {
  configBinding,
  constantsBinding,
  credentialsBinding,
  encodingBinding,
  optionsBinding,
  osBinding,
  pipeBinding,
  symbolsBinding,
  traceEventsBinding,
} from '../bindings/system.ts';
import { taskQueueBinding } from '../bindings/task-queue.ts';
import { tcpBindings } from '../bindings/tcp.ts';
import { leaveForPromiseJobs, timersBinding } from '../bindings/timers.ts';
import { urlBinding } from '../bindings/url.ts';
import { uvBinding } from '../bindings/uv.ts';
import { typesBinding } from '../bindings/value-kinds.ts';
import { zlibBinding } from '../bindings/zlib.ts';
import type { NetworkLink } from '../network/network-link.ts';
import { overrides } from '../overrides/overrides.ts';
import type { EventLoop } from './event-loop.ts';
import { nodeData } from './node-data.ts';
import { type LibraryFunction, type NodeProcess, Realm } from './realm.ts';
import { refuseNames } from './refused-names.ts';

/** What a realm is made of. */
export interface RealmIngredients {
  readonly loop: EventLoop;
  readonly library: Readonly<Record<string, LibraryFunction>>;
  readonly link: NetworkLink;
  readonly host: ProcessHost;
  /** Files that `fs` reads, by absolute path. May be filled later. */
  readonly files: ReadonlyMap<string, string>;
  /** llhttp's WebAssembly. */
  readonly llhttp: () => Uint8Array<ArrayBuffer>;
  /** Puts the stack of an error into Node's form, before the library shows it. */
  readonly mendStack: (error: unknown) => void;
}

/** Brings Node's library up, as lib/internal/bootstrap/node.js does. */
export function createRealm({ loop, library, link, host, files, llhttp, mendStack }: RealmIngredients): Realm {
  const signals = new SignalTable();
  const realm = new Realm({
    loop,
    library,
    overrides: overrides(files),
    bindings: {
      ...tcpBindings(link),
      async_wrap: () => ({ setupHooks() {} }),
      blob: () => ({}),
      block_list: blockListBinding,
      buffer: bufferBinding,
      cares_wrap: caresBinding,
      config: configBinding,
      constants: constantsBinding,
      credentials: credentialsBinding,
      diagnostics_channel: diagnosticsChannelBinding,
      encoding_binding: encodingBinding,
      errors: () => ({
        exitCodes: nodeData.errors,
        noSideEffectsToString: (value: unknown) => String(value),
        setPrepareStackTraceCallback() {},
        triggerUncaughtException: (error: unknown, fromPromise: boolean) => loop.uncaught(error, fromPromise),
      }),
      fs: () => ({ writeBuffer() {} }),
      http_parser: (of) => httpParserBinding(of, llhttp),
      icu: () => ({}),
      inspector: () => ({}),
      messaging: () => ({ DOMException }),
      options: optionsBinding,
      os: osBinding,
      permission: () => ({ has: () => true }),
      pipe_wrap: pipeBinding,
      process_methods: (of) => processMethodsBinding(of, host, signals),
      profiler: () => ({}),
      signal_wrap: () => signalBinding(signals),
      string_decoder: stringDecoderBinding,
      symbols: symbolsBinding,
      task_queue: taskQueueBinding,
      timers: timersBinding,
      trace_events: traceEventsBinding,
      types: () => typesBinding(mendStack),
      url: urlBinding,
      url_pattern: () => ({ URLPattern: (globalThis as { URLPattern?: unknown }).URLPattern }),
      util: utilBinding,
      uv: uvBinding,
      zlib: zlibBinding,
    },
  });
  describeProcess(realm.process);
  setUpProcess(realm);
  refuseNames(realm);
  return realm;
}

function describeProcess(process: NodeProcess): void {
  Object.assign(process, {
    title: 'node',
    version: nodeData.version,
    versions: Object.freeze({ ...nodeData.versions }),
    arch: 'x64',
    platform: 'linux',
    release: { name: 'node', lts: 'Krypton' },
    execArgv: [],
    execPath: '/usr/local/bin/node',
    argv0: 'node',
    argv: ['/usr/local/bin/node'],
    env: {},
    pid: 1,
    ppid: 0,
    debugPort: 9229,
    domain: null,
    report: { reportOnUncaughtException: false },
    features: Object.freeze({ inspector: false, debug: false, uv: true, ipv6: true, tls: false, typescript: 'strip' }),
    config: Object.freeze({ target_defaults: {}, variables: {} }),
    getuid: () => 1000,
    geteuid: () => 1000,
    getgid: () => 1000,
    getegid: () => 1000,
    getgroups: () => [1000],
  });
}

interface PerThread {
  wrapProcessMethods(binding: unknown): Record<string, unknown>;
  hrtime: { (time?: [number, number]): [number, number]; bigint?: () => bigint };
  hrtimeBigInt(): bigint;
  ref(handle: unknown): void;
  unref(handle: unknown): void;
}

function setUpProcess(realm: Realm): void {
  const { process, loop } = realm;
  const EventEmitter = realm.require('events') as { prototype: object } & (new () => object);
  Object.setPrototypeOf(Object.getPrototypeOf(process), EventEmitter.prototype);
  Function.prototype.call.call(EventEmitter as unknown as () => void, process);
  Object.defineProperty(process, Symbol.toStringTag, { value: 'process', writable: true });
  defineExitCode(realm);

  const raw = realm.internalBinding('process_methods');
  const perThread = realm.require('internal/process/per_thread') as PerThread;
  const wrapped = perThread.wrapProcessMethods(raw);
  for (const name of [
    'uptime',
    'cwd',
    'chdir',
    'umask',
    'abort',
    'dlopen',
    'reallyExit',
    '_kill',
    'constrainedMemory',
    'availableMemory',
    '_getActiveRequests',
    '_getActiveHandles',
    'getActiveResourcesInfo',
  ]) {
    process[name] = raw[name];
  }
  for (const name of ['_rawDebug', 'cpuUsage', 'threadCpuUsage', 'resourceUsage', 'memoryUsage', 'kill', 'exit']) {
    process[name] = wrapped[name];
  }
  process['hrtime'] = perThread.hrtime;
  perThread.hrtime.bigint = perThread.hrtimeBigInt;
  process['ref'] = perThread.ref;
  process['unref'] = perThread.unref;
  process['getBuiltinModule'] = (id: string) => {
    const name = String(id).replace(/^node:/, '');
    return !name.startsWith('internal/') && realm.has(name) ? realm.require(name) : undefined;
  };
  process['binding'] = (name: string) => {
    throw new Error(`No such module: ${name}`);
  };

  const { initializeDebugEnv } = realm.require('internal/util/debuglog') as { initializeDebugEnv(env?: string): void };
  initializeDebugEnv('');
  const warning = realm.require('internal/process/warning') as { emitWarning: unknown; onWarning: unknown };
  process['emitWarning'] = warning.emitWarning;
  (process['on'] as (event: string, listener: unknown) => void)('warning', warning.onWarning);

  const execution = realm.require('internal/process/execution') as Record<string, unknown>;
  process['_fatalException'] = execution['onGlobalUncaughtException'];
  process['setUncaughtExceptionCaptureCallback'] = execution['setUncaughtExceptionCaptureCallback'];
  process['hasUncaughtExceptionCaptureCallback'] = execution['hasUncaughtExceptionCaptureCallback'];

  setUpTicks(realm);
  const signal = realm.require('internal/process/signal') as Record<string, unknown>;
  const on = process['on'] as (event: string, listener: unknown) => void;
  on.call(process, 'newListener', signal['startListeningIfSignal']);
  on.call(process, 'removeListener', signal['stopListeningIfSignal']);
  loop.tickInfo.fill(0);
}

function setUpTicks(realm: Realm): void {
  const { process, loop } = realm;
  const { setupTaskQueue } = realm.require('internal/process/task_queues') as {
    setupTaskQueue(): { nextTick: (...values: unknown[]) => void; runNextTicks: () => void };
  };
  const { nextTick, runNextTicks } = setupTaskQueue();
  process['nextTick'] = (...values: unknown[]) => {
    nextTick(...values);
    loop.tickScheduled();
  };
  process['_tickCallback'] = runNextTicks;
  const { getTimerCallbacks } = realm.require('internal/timers') as {
    getTimerCallbacks(runNextTicks: () => void): { processImmediate: unknown; processTimers: unknown };
  };
  const { processImmediate, processTimers } = getTimerCallbacks(leaveForPromiseJobs);
  const timers = realm.internalBinding('timers') as { setupTimers(immediate: unknown, timers: unknown): void };
  timers.setupTimers(processImmediate, processTimers);
}

/** `process.exitCode` and `process._exiting`, as bootstrap/node.js defines them. */
function defineExitCode(realm: Realm): void {
  const { process } = realm;
  const { validateInteger } = realm.require('internal/validators') as {
    validateInteger(value: unknown, name: string): void;
  };
  let exitCode: number | undefined;
  process._exiting = false;
  Object.defineProperty(process, 'exitCode', {
    enumerable: true,
    configurable: false,
    get: () => exitCode,
    set(code: unknown) {
      if (code === null || code === undefined) {
        exitCode = undefined;
        return;
      }
      const number = typeof code === 'string' && code !== '' && !Number.isNaN(Number(code)) ? Number(code) : code;
      validateInteger(number, 'code');
      exitCode = number as number;
    },
  });
}
