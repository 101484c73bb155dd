import type { Binding } from '../realm/binding.ts';
import { errno, nodeData } from '../realm/node-data.ts';
import type { Realm } from '../realm/realm.ts';

/** What the program's host does for `process`: it cannot be left by script alone. */
export interface ProcessHost {
  readonly cwd: string;
  /** Ends the program with an exit code; does not return. */
  exit(code: number): never;
  /** Ends the program as a signal does. */
  die(signal: string): void;
  /** Prints without the streams, for `process._rawDebug`. */
  printError(text: string): void;
}

/** Signals that a program listens to by number, and the wraps that wait for them. */
export class SignalTable {
  readonly #wraps = new Map<number, Set<SignalWrap>>();

  listen(signal: number, wrap: SignalWrap): void {
    const wraps = this.#wraps.get(signal) ?? new Set();
    this.#wraps.set(signal, wraps.add(wrap));
  }

  forget(wrap: SignalWrap): void {
    for (const wraps of this.#wraps.values()) wraps.delete(wrap);
  }

  /** Delivers a signal; false where nobody listens, so that its default action has to follow. */
  deliver(signal: number): boolean {
    const wraps = this.#wraps.get(signal);
    if (!wraps || wraps.size === 0) return false;
    for (const wrap of [...wraps]) wrap.onsignal(signal);
    return true;
  }
}

interface SignalWrap {
  onsignal(signal: number): void;
}

/** `internalBinding('signal_wrap')`: src/signal_wrap.cc. */
export function signalBinding(signals: SignalTable): Binding {
  class Signal {
    onsignal: (signal: number) => void = () => {};
    start(signal: number): number {
      if (signal === nodeData.os.signals.SIGKILL || signal === nodeData.os.signals.SIGSTOP) return errno('EINVAL');
      signals.listen(signal, this);
      return 0;
    }
    stop(): number {
      signals.forget(this);
      return 0;
    }
    close(): void {
      signals.forget(this);
    }
    ref(): void {}
    unref(): void {}
    hasRef(): boolean {
      return false;
    }
  }
  return { Signal };
}

/** `internalBinding('process_methods')`: src/node_process_methods.cc. */
export function processMethodsBinding(realm: Realm, host: ProcessHost, signals: SignalTable): Binding {
  const { loop } = realm;
  const { platform } = loop;
  const started = platform.now();
  const hrtimeBuffer = new Uint32Array(3);
  const hrtimeBig = new BigUint64Array(hrtimeBuffer.buffer, 0, 1);
  const nanoseconds = (): bigint => BigInt(Math.round(platform.now() * 1e6));
  return {
    hrtimeBuffer,
    hrtime() {
      const now = nanoseconds();
      const seconds = now / 1_000_000_000n;
      hrtimeBuffer[0] = Number(seconds >> 32n);
      hrtimeBuffer[1] = Number(seconds & 0xffffffffn);
      hrtimeBuffer[2] = Number(now % 1_000_000_000n);
    },
    hrtimeBigInt() {
      hrtimeBig[0] = nanoseconds();
    },
    uptime: () => (platform.now() - started) / 1000,
    cwd: () => host.cwd,
    chdir() {
      throw new Error('process.chdir() is not offered by the embedded host.');
    },
    umask: () => 0o22,
    // A page cannot measure its threads: these answer zero, and say so in the course.
    memoryUsage: (values: Float64Array) => values.fill(0),
    rss: () => 0,
    cpuUsage: (values: Float64Array) => values.fill(0),
    threadCpuUsage: (values: Float64Array) => values.fill(0),
    resourceUsage: (values: Float64Array) => values.fill(0),
    constrainedMemory: () => 0,
    availableMemory: () => 0,
    _getActiveRequests: () => [],
    _getActiveHandles: () => [],
    getActiveResourcesInfo: () => [],
    _rawDebug: (text: string) => host.printError(`${text}\n`),
    _debugProcess() {},
    _debugEnd() {},
    _startProfilerIdleNotifier() {},
    _stopProfilerIdleNotifier() {},
    dlopen() {
      throw new Error('Native addons are not offered by the embedded host.');
    },
    setEmitWarningSync() {},
    patchProcessObject() {},
    loadEnvFile() {},
    execve() {},
    reallyExit: (code: number) => host.exit(code),
    causeSegfault: () => host.die('SIGSEGV'),
    abort: () => host.die('SIGABRT'),
    _kill(pid: number, signal: number): number {
      if (pid !== realm.process['pid']) return errno('ESRCH');
      if (signal === 0 || signals.deliver(signal)) return 0;
      const name = Object.entries(nodeData.os.signals).find(([, number]) => number === signal)?.[0];
      host.die(name ?? 'SIGTERM');
      return 0;
    },
  };
}
