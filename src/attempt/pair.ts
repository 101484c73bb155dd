import { overlay, under } from '../files/files.ts';
import type { Output, Sandbox } from '../sandbox/contract.ts';
import type { WireEvent } from '../wire/wire-event.ts';
import type { AttemptFault } from './faults.ts';
import { ProbeRun } from './probe-run.ts';
import type { Exercise } from './programs.ts';
import { ServerRun } from './server-run.ts';

export interface Listeners {
  /** Ends whatever runs; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: WireEvent) => void;
  readonly onOutput?: (output: Output) => void;
}

/** A fresh server and a fresh probe beside each other, each with a folder that the other cannot read. */
export interface Pair {
  readonly server: ServerRun;
  readonly probe: ProbeRun;
  /** Resolves when the server listens and both clocks, where they are under control, show the same; else to why not. */
  ready(withinMs: number): Promise<AttemptFault | undefined>;
  /** Ends both; resolves when they are gone. */
  stop(): Promise<void>;
}

/** Mounts the programs and starts them both at once: while the server begins to listen, the probe boots. Rejects with a `SandboxFault`. */
export async function startPair(
  sandbox: Sandbox,
  exercise: Exercise,
  task: { argument: string; script?: string },
  listeners: Listeners,
): Promise<Pair> {
  const { files, programs, entry = 'server.ts', clock = false } = exercise;
  const script = task.script === undefined ? {} : { [task.argument]: task.script };
  await sandbox.mount(
    overlay(
      under('server', files),
      under('harness', programs.harness),
      under('probe', { ...programs.probe, ...script }),
    ),
  );
  const port = await sandbox.freePort();
  const nonces = { server: crypto.randomUUID(), probe: crypto.randomUUID() };
  const env = { PORT: String(port), ...(clock ? { HANDSHAKE_CLOCK: '1' } : {}) };
  const [serverProgram, probeProgram] = await both(
    sandbox.spawn(entry, {
      root: 'server',
      preload: 'harness/preload.ts',
      env: { ...env, HANDSHAKE_NONCE: nonces.server },
    }),
    sandbox.spawn('probe.ts', { root: 'probe', args: [task.argument], env: { ...env, HANDSHAKE_NONCE: nonces.probe } }),
  );
  const server = new ServerRun(serverProgram, { port, nonce: nonces.server, files, onOutput: listeners.onOutput });
  const probe = new ProbeRun(probeProgram, {
    nonce: nonces.probe,
    tickServer: (ms) => server.tick(ms),
    onEvent: listeners.onEvent,
  });
  return {
    server,
    probe,
    async ready(withinMs) {
      const fault = await server.listening(withinMs);
      const ahead = clock && fault === undefined ? await server.ahead() : undefined;
      if (ahead !== undefined) await probe.setAhead(ahead);
      return fault;
    },
    async stop() {
      await Promise.all([server.stop(), probe.stop()]);
    },
  };
}

/** Both programs, or neither: where one does not start, the other is ended. */
async function both<P extends { kill(): Promise<void> }>(one: Promise<P>, other: Promise<P>): Promise<[P, P]> {
  const [first, second] = await Promise.allSettled([one, other]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  for (const program of [first, second]) if (program.status === 'fulfilled') await program.value.kill();
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
}

/** What `work` resolves to, unless the signal comes first: then it rejects with its reason. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
