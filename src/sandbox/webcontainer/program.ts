import type { WebContainerProcess } from '@webcontainer/api';
import { type Exit, type Output, type Program, SandboxFault } from '../contract.ts';
import { faultOf, tellsOutOfMemory, within } from './faults.ts';
import { createTerminalReader } from './terminal-output.ts';

/** Characters of output that are kept; what a program prints beyond them is cut, and that is said. */
const OUTPUT_LIMIT = 4_000_000;
const KILL_MS = 2_000;

/**
 * A process of the WebContainer as the contract's `Program`. Its standard output and error share one terminal, so all of it is
 * `stdout`. `lost` settles when the container is gone: no call into it would settle then. A program that dies for want of memory tells it
 * as text only; then it is `lose` that hears of it. `named` gives files their names in the project.
 */
export function programOf(
  process: WebContainerProcess,
  lost: Promise<SandboxFault>,
  lose: (fault: SandboxFault) => void,
  named: (text: string) => string,
): Program {
  let saidOutOfMemory = false;
  let isKilled = false;
  const stopped = Promise.withResolvers<Exit>();
  const input = process.input.getWriter();
  const exit = Promise.race([
    stopped.promise,
    process.exit.then((code): Exit => {
      if (isKilled) return { signal: 'SIGKILL' };
      if (!saidOutOfMemory || code === 0) return exitOf(code);
      const fault = faultOf('out-of-memory');
      lose(fault);
      return { fault };
    }),
    lost.then((found): Exit => ({ fault: found })),
  ]);

  async function* output(): AsyncGenerator<Output> {
    const reader = process.output.getReader();
    const read = createTerminalReader();
    let left = OUTPUT_LIMIT;
    for (;;) {
      const pending = reader.read();
      const chunk = await Promise.race([pending, exit.then(() => lastOf(pending))]);
      if (chunk === undefined || chunk.done) return;
      saidOutOfMemory ||= tellsOutOfMemory(chunk.value);
      if (left === 0) continue;
      const text = named(read(chunk.value)).slice(0, left);
      left -= text.length;
      if (text) yield { stream: 'stdout', text };
      if (left === 0) yield { stream: 'stderr', text: `\n[Cut here: over ${OUTPUT_LIMIT} characters of output.]\n` };
    }
  }

  return {
    output: output(),
    write: (text) => within(KILL_MS, 'writing to the program', input.write(text)),
    exit,
    async kill() {
      isKilled = true;
      process.kill();
      try {
        await within(KILL_MS, 'ending the program', exit);
      } catch (error) {
        if (error instanceof SandboxFault) stopped.resolve({ fault: error });
      }
    },
  };
}

// What was printed before the exit may still be on its way for a moment; after a lost frame nothing comes.
async function lastOf<T>(pending: Promise<T>): Promise<T | undefined> {
  try {
    return await within(250, 'the last output', pending);
  } catch {
    return undefined;
  }
}

/** The shell's way to tell a signal: 128 and its number (SIGKILL 9, SIGTERM 15). */
function exitOf(code: number): Exit {
  if (code === 137) return { signal: 'SIGKILL' };
  if (code === 143) return { signal: 'SIGTERM' };
  return { code };
}
