import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program, Sandbox } from '../../src/sandbox/contract.ts';

const folder = join(import.meta.dirname, 'load');

/** An echo server and a client in a process each, which stay while rounds are measured. */
export class LoadPair {
  readonly #client: Program;
  readonly #answers: AsyncIterator<string>;

  private constructor(client: Program) {
    this.#client = client;
    this.#answers = lines(client);
  }

  /** Starts both; resolves when the server listens. */
  static async start(sandbox: Sandbox): Promise<LoadPair> {
    const [echo, client] = await Promise.all(
      ['echo.ts', 'client.ts'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    const files = { 'package.json': '{ "type": "module" }', 'echo.ts': echo ?? '', 'client.ts': client ?? '' };
    await sandbox.mount(Object.fromEntries(Object.entries(files).map(([path, text]) => [`load/${path}`, text])));
    const env = { PORT: String(await sandbox.freePort()) };
    const server = lines(await sandbox.spawn('echo.ts', { root: 'load', env }));
    const { value } = await server.next();
    if (value !== 'listening') throw new Error(`expected the echo server to listen, found ${value}`);
    return new LoadPair(await sandbox.spawn('client.ts', { root: 'load', env }));
  }

  /** Has the client perform a command; resolves to what it measured. */
  async ask(command: string): Promise<Readonly<Record<string, number>>> {
    await this.#client.write(`${command}\n`);
    const { value } = await this.#answers.next();
    return JSON.parse(value ?? '') as Record<string, number>;
  }
}

/** What a program prints, line by line. Throws with its complaint when it prints to stderr. */
async function* lines(program: Program): AsyncGenerator<string> {
  let rest = '';
  for await (const { stream, text } of program.output) {
    if (stream === 'stderr') throw new Error(`expected the load to run, found: ${text}`);
    const whole = (rest + text).split('\n');
    rest = whole.pop() ?? '';
    yield* whole;
  }
  throw new Error(`expected the load to go on, found its end: ${JSON.stringify(await program.exit)}`);
}
