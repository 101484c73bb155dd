import type { WebContainer } from '@webcontainer/api';
import { difference, type Files, overlay } from '../../files/files.ts';
import type { Program, Sandbox, SandboxFault, SpawnOptions } from '../contract.ts';
import { bootOnce, headlessFrame } from './boot.ts';
import { faultOf, tellsOutOfMemory, within } from './faults.ts';
import { treeOf } from './file-tree.ts';
import { type HostEvent, type HostState, next } from './host-state.ts';
import { obstacle, surroundings } from './preconditions.ts';
import { programOf } from './program.ts';
import { withSourceNames } from './source-names.ts';

export interface WebContainerOptions {
  /** `node_modules/…` for `ws`, `jose` and `@sinonjs/fake-timers`, as files: nothing is installed from a registry. */
  readonly packages: Files;
  /** Makes a project of TypeScript runnable by a Node that strips no types: `a.ts` becomes `a.js`, and so do the imports of it. */
  readonly toJavaScript: (files: Files) => Files;
  /** What must hold before the host counts as ready: rejects with a `SandboxFault` when it does not. */
  readonly prove?: (sandbox: Sandbox) => Promise<void>;
  readonly onState?: (state: HostState) => void;
  readonly signal?: AbortSignal;
  readonly key?: string;
  readonly bootTimeoutMs?: number;
  readonly callTimeoutMs?: number;
}

const PROJECT: Files = {
  'package.json': '{ "type": "module", "private": true, "engines": { "node": ">=22" } }\n',
};

/**
 * StackBlitz's runtime behind the contract `Sandbox`. Programs run in another origin, loaded from StackBlitz's servers. Its programs
 * share one file system, so a program's root is its working directory and no wall.
 * Rejects with a `SandboxFault`, or with the signal's reason when it was cancelled.
 */
export async function openWebContainerSandbox(options: WebContainerOptions): Promise<Sandbox> {
  let state: HostState = { kind: 'idle' };
  const tell = (event: HostEvent) => {
    state = next(state, event);
    options.onState?.(state);
  };
  tell({ type: 'boot', at: performance.now() });
  const hindrance = obstacle(surroundings());
  if (hindrance) {
    tell(
      hindrance.code === 'offline' ? { type: 'failed', fault: hindrance } : { type: 'unsupported', fault: hindrance },
    );
    throw hindrance;
  }
  const signal = options.signal ?? new AbortController().signal;
  let sandbox: WebContainerSandbox | undefined;
  try {
    const container = await bootOnce({
      signal,
      timeoutMs: options.bootTimeoutMs ?? 45_000,
      onPhase: (phase) => tell({ type: 'phase', phase }),
      ...(options.key ? { key: options.key } : {}),
    });
    sandbox = new WebContainerSandbox(container, options, tell);
    await sandbox.mount({});
    tell({ type: 'phase', phase: 'proving' });
    await options.prove?.(sandbox);
    signal.throwIfAborted();
    tell({ type: 'booted' });
    return sandbox;
  } catch (error) {
    // Told first: the state after it is the last word, whatever the host still says while it goes.
    const fault = sandbox?.fault ?? (error as SandboxFault);
    tell(signal.aborted ? { type: 'cancelled' } : { type: 'failed', fault });
    await sandbox?.dispose();
    throw fault;
  }
}

class WebContainerSandbox implements Sandbox {
  readonly host = 'webcontainer';
  readonly #container: WebContainer;
  readonly #options: WebContainerOptions;
  readonly #tell: (event: HostEvent) => void;
  readonly #callMs: number;
  readonly #lost = Promise.withResolvers<SandboxFault>();
  readonly #watch: MutationObserver;
  readonly #programs = new Set<Program>();
  #mounted: Files | undefined;
  #typeScript: ReadonlySet<string> = new Set();
  #port = 8080;
  #fault: SandboxFault | undefined;

  constructor(container: WebContainer, options: WebContainerOptions, tell: (event: HostEvent) => void) {
    this.#container = container;
    this.#options = options;
    this.#tell = tell;
    this.#callMs = options.callTimeoutMs ?? 10_000;
    this.#watch = new MutationObserver(() => headlessFrame() ?? this.#lose(faultOf('lost')));
    this.#watch.observe(document.documentElement, { childList: true, subtree: true });
    container.on('error', ({ message }) => {
      this.#lose(tellsOutOfMemory(message) ? faultOf('out-of-memory') : faultOf('protocol', message));
    });
  }

  /** What ended this container; nothing while it lives. */
  get fault(): SandboxFault | undefined {
    return this.#fault;
  }

  // A port whose server was killed may stay taken for a moment: the next server gets the next one.
  async freePort(): Promise<number> {
    return this.#port++;
  }

  async mount(files: Files): Promise<void> {
    const wanted = overlay(PROJECT, this.#options.toJavaScript(files));
    if (!this.#mounted) {
      await this.#call('mounting the files', () =>
        this.#container.mount(treeOf(overlay(this.#options.packages, wanted))),
      );
    } else {
      const { written, removed } = difference(this.#mounted, wanted);
      if (Object.keys(written).length > 0)
        await this.#call('writing files', () => this.#container.mount(treeOf(written)));
      for (const path of removed)
        await this.#call(`removing ${path}`, () => this.#container.fs.rm(path, { force: true }));
    }
    this.#mounted = wanted;
    const sources = Object.keys(files).filter((path) => path.endsWith('.ts'));
    this.#typeScript = new Set(sources.map((path) => path.slice(0, -'.ts'.length)));
  }

  async spawn(entry: string, { root, preload, args = [], env = {} }: SpawnOptions): Promise<Program> {
    const { workdir } = this.#container;
    const imports = preload ? ['--import', `${workdir}/${inJavaScript(preload)}`] : [];
    const process = await this.#call('starting the program', () =>
      this.#container.spawn('node', [...imports, inJavaScript(entry), ...args], {
        cwd: root,
        env: { NO_COLOR: '1', NODE_DISABLE_COLORS: '1', ...env },
        // Wide enough that the terminal breaks no line of a probe.
        terminal: { cols: 1_000_000, rows: 24 },
      }),
    );
    const named = (text: string) => withSourceNames(text, this.#typeScript);
    const program = programOf(process, this.#lost.promise, (fault) => this.#lose(fault), named);
    this.#programs.add(program);
    this.#tell({ type: 'spawned' });
    void program.exit.then(() => {
      this.#programs.delete(program);
      this.#tell({ type: 'exited' });
    });
    return program;
  }

  async dispose(): Promise<void> {
    if (this.#fault?.code === 'disposed') return;
    await Promise.all([...this.#programs].map((program) => program.kill()));
    this.#watch.disconnect();
    if (this.#fault?.code !== 'lost') this.#container.teardown();
    this.#fault = faultOf('disposed');
    this.#tell({ type: 'torn-down' });
  }

  #lose(fault: SandboxFault): void {
    if (this.#fault) return;
    this.#fault = fault;
    this.#watch.disconnect();
    this.#lost.resolve(fault);
    this.#tell({ type: 'failed', fault });
  }

  async #call<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (this.#fault) throw this.#fault;
    const lost = this.#lost.promise.then((fault) => Promise.reject(fault));
    try {
      return await within(this.#callMs, name, Promise.race([work(), lost]));
    } catch (error) {
      if (error instanceof Error && error.name === 'SandboxFault') throw error;
      throw faultOf('protocol', `${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function inJavaScript(path: string): string {
  return path.replace(/\.ts$/, '.js');
}
