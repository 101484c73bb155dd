import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Exit, type Output, type Program, SandboxFault } from '../contract.ts';
import { BoundedOutput } from './bounded-output.ts';

export interface ChildOptions {
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts `node …arguments` as the leader of its own process group. Rejects with the fault `not-started`. */
export async function startChild({ arguments: args, folder, env }: ChildOptions): Promise<ChildProgram> {
  const child = spawn(process.execPath, [...args], { cwd: folder, env, stdio: 'pipe', detached: true });
  const program = new ChildProgram(child);
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw new SandboxFault(
      'not-started',
      `Node did not start: ${String(error)}.`,
      'Look whether the folder exists and memory is left.',
    );
  }
  return program;
}

export class ChildProgram implements Program {
  readonly output: AsyncIterable<Output>;
  readonly exit: Promise<Exit>;
  readonly #child: ChildProcessWithoutNullStreams;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    const output = new BoundedOutput();
    this.output = output;
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => output.add({ stream, text }));
    }
    // A program may be gone before it has read what was written to it: that is told by `exit`.
    child.stdin.on('error', () => {});
    this.exit = new Promise((resolve) => {
      child.once('close', (code: number | null, signal: string | null) => {
        output.end();
        resolve(code === null ? { signal: signal ?? 'SIGKILL' } : { code });
      });
    });
  }

  write(text: string): Promise<void> {
    return new Promise((resolve) => this.#child.stdin.write(text, () => resolve()));
  }

  async kill(): Promise<void> {
    this.killAtOnce();
    await this.exit;
  }

  /** Sends SIGKILL to the whole group and does not wait. */
  killAtOnce(): void {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      this.#child.kill('SIGKILL');
    }
  }
}
