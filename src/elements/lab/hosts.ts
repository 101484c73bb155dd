import type { Sandbox } from '../../sandbox/contract.ts';
import type { HostState } from '../../sandbox/webcontainer/host-state.ts';

/** Where a learner may have their server run. */
export type HostChoice = 'embedded' | 'webcontainer';

/** The choice of a lab, and what its WebContainer is doing. */
export interface HostsState {
  readonly choice: HostChoice;
  readonly webcontainer: HostState;
}

export interface HostsParts {
  readonly openEmbedded: () => Promise<Sandbox>;
  readonly openWebContainer: (options: {
    readonly signal: AbortSignal;
    readonly onState: (state: HostState) => void;
  }) => Promise<Sandbox>;
  /** What is known of a WebContainer before anything else is done: it is said at once. */
  readonly foreseen?: () => HostState | undefined;
  /** Keeps the choice between visits. */
  readonly remember: (choice: HostChoice | null) => void;
  readonly first: HostChoice;
}

/** Opens the host that was chosen. Nothing changes to WebContainer by itself, and a choice that failed to start is not kept for the next visit. */
export class Hosts {
  #state: HostsState;
  #boot = new AbortController();
  readonly #parts: HostsParts;
  readonly #watchers = new Set<(state: HostsState) => void>();

  constructor(parts: HostsParts) {
    this.#parts = parts;
    this.#state = { choice: parts.first, webcontainer: { kind: 'idle' } };
  }

  get state(): HostsState {
    return this.#state;
  }

  watch(look: (state: HostsState) => void): void {
    this.#watchers.add(look);
  }

  choose(choice: HostChoice): void {
    this.#boot.abort();
    this.#parts.remember(choice);
    const foreseen = choice === 'webcontainer' ? this.#parts.foreseen?.() : undefined;
    const { webcontainer } = this.#state;
    // The boot that was under way has just been ended, and is not heard any more.
    const left: HostState = webcontainer.kind === 'booting' ? { kind: 'idle' } : webcontainer;
    this.#change({ choice, webcontainer: foreseen ?? left });
  }

  /** Ends a boot that is under way; the embedded host takes its place. */
  cancel(): void {
    this.choose('embedded');
  }

  async open(): Promise<Sandbox> {
    if (this.#state.choice === 'embedded') return this.#parts.openEmbedded();
    this.#boot.abort();
    this.#boot = new AbortController();
    const { signal } = this.#boot;
    const onState = (webcontainer: HostState) => {
      if (!signal.aborted) this.#change({ webcontainer });
    };
    try {
      return await this.#parts.openWebContainer({ signal, onState });
    } catch (error) {
      if (!signal.aborted) this.#parts.remember(null);
      throw error;
    }
  }

  #change(change: Partial<HostsState>): void {
    this.#state = { ...this.#state, ...change };
    for (const look of this.#watchers) look(this.#state);
  }
}
