import type { Files } from '../../files/files.ts';
import { ensureRuntime } from '../../runtime/build/ensure-runtime.ts';
import { Machine } from '../../runtime/machine/machine.ts';
import { nodeCarrier } from '../../runtime/machine/node-carrier.ts';
import type { RunningProcess } from '../../runtime/machine/running-process.ts';
import { type Program, type Sandbox, SandboxFault, type SpawnOptions } from '../contract.ts';
import { MachineProgram } from './machine-program.ts';

const firstPort = 8080;

/** The embedded host on Node's worker threads: the same library, network and linker as in the page. */
export async function openThreadSandbox(): Promise<Sandbox> {
  const { nodeThread } = await ensureRuntime();
  return new ThreadSandbox(new Machine(nodeCarrier(nodeThread), 2));
}

class ThreadSandbox implements Sandbox {
  readonly host = 'embedded';
  readonly #machine: Machine;
  #disposed = false;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  async freePort(): Promise<number> {
    this.#check();
    let port = firstPort;
    while (this.#machine.network.isTaken(port)) port++;
    return port;
  }

  async mount(files: Files): Promise<void> {
    this.#check();
    this.#machine.mount(files);
  }

  async spawn(entry: string, { root, preload, args = [], env = {} }: SpawnOptions): Promise<Program> {
    this.#check();
    let process: RunningProcess | undefined;
    const program = new MachineProgram({
      write: (text) => process?.write(text),
      taken: (characters) => process?.taken(characters),
      kill: () => process?.kill(),
    });
    process = await this.#machine.spawn({ entry, root, preload, args, env }, program);
    return program;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#machine.dispose();
  }

  #check(): void {
    if (!this.#disposed) return;
    throw new SandboxFault('disposed', 'The sandbox was closed.', 'Open a new one.');
  }
}
