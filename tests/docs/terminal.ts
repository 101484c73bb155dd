import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** What a command printed, both streams as they came, and how it ended. */
export interface Printed {
  readonly code: number | null;
  readonly text: string;
}

/** A reader's terminal: the folder and the variables that one command leaves behind are those of the next. */
export class Terminal {
  #folder: string;
  #variables: NodeJS.ProcessEnv;
  readonly #running: ChildProcess[] = [];

  constructor(folder: string, variables: NodeJS.ProcessEnv) {
    this.#folder = folder;
    const path = `${dirname(process.execPath)}:${process.env['PATH']}`;
    // What npm says of itself (`> handshake@0.1.0 course`) is no part of what the page shows.
    this.#variables = { ...ofReader(process.env), PATH: path, npm_config_loglevel: 'silent', ...variables };
  }

  /** Runs a command to its end. */
  async run(command: string): Promise<Printed> {
    const child = this.#spawn(`${command}\nended=$?; { pwd; env -0; } >&3; exit $ended`);
    const text = collect(child, 1, 2);
    const left = collect(child, 3);
    const code = await exitOf(child);
    const [folder, ...variables] = (await left.ended).split(/\n(.*)/s);
    if (folder) this.#folder = folder;
    if (variables[0]) this.#variables = Object.fromEntries(variables[0].split('\0').filter(Boolean).map(pair));
    return { code, text: await text.ended };
  }

  /** Starts a command that does not end by itself, and resolves when it has printed what is looked for. Rejects when it ends before. */
  async start(command: string, isThere: (text: string) => boolean): Promise<string> {
    const child = this.#spawn(command);
    this.#running.push(child);
    const text = collect(child, 1, 2);
    return text.until(isThere);
  }

  /** Ctrl+C for everything that was started; resolves to how it ended. */
  close(): Promise<readonly (number | null)[]> {
    return Promise.all(
      this.#running.map((child) => {
        if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
        return exitOf(child);
      }),
    );
  }

  #spawn(script: string): ChildProcess {
    return spawn('sh', ['-c', script], {
      cwd: this.#folder,
      env: this.#variables,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
  }
}

/** The variables without those of the test runner: where they are set, Vite and Astro serve nothing. */
function ofReader(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(VITEST|NODE_ENV$|TEST$|DEV$|PROD$|MODE$|SSR$|BASE_URL$|FORCE_COLOR$|npm_)/;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !own.test(name)));
}

function pair(line: string): readonly [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

interface Collected {
  /** All that was printed, when there is no more. */
  readonly ended: Promise<string>;
  until(isThere: (text: string) => boolean): Promise<string>;
}

function collect(child: ChildProcess, ...streams: readonly (1 | 2 | 3)[]): Collected {
  let text = '';
  let onText = () => {};
  const ends = streams.map((number) => {
    const stream = child.stdio[number] as NodeJS.ReadableStream;
    stream.setEncoding('utf8');
    stream.on('data', (more: string) => {
      text += more;
      onText();
    });
    return new Promise<void>((resolve) => stream.once('end', resolve));
  });
  const ended = Promise.all(ends).then(() => text);
  const until = (isThere: (text: string) => boolean) =>
    new Promise<string>((resolve, reject) => {
      onText = () => isThere(text) && resolve(text);
      onText();
      void ended.then(() => reject(new Error(`it ended, and had printed:\n${text}`)));
    });
  return { ended, until };
}
