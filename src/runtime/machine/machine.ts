import { Loopback } from '../network/loopback.ts';
import { moduleHead, moduleStart } from '../program/module-body.ts';
import { type CompiledModule, projectFolder, type Run } from '../protocol.ts';
import type { Carrier, ParseFailure } from './carrier.ts';
import { compileModule, isModule } from './compile-module.ts';
import { type ProcessListener, RunningProcess } from './running-process.ts';
import { SpareThreads } from './spare-threads.ts';

/** What to run; paths are relative to the top of what is mounted, but `entry` to `root`. */
export interface ProcessOptions {
  readonly entry: string;
  readonly root: string;
  readonly preload: string | undefined;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A computer of our own: mounted files, one loopback network, and the programs that run on them. */
export class Machine {
  readonly network = new Loopback();
  readonly #carrier: Carrier;
  readonly #spares: SpareThreads;
  readonly #processes = new Set<RunningProcess>();
  #files: Readonly<Record<string, string>> = {};
  #compiled = new Map<string, { readonly source: string; readonly module: Promise<CompiledModule> }>();

  constructor(carrier: Carrier, spares: number) {
    this.#carrier = carrier;
    this.#spares = new SpareThreads(carrier, spares);
  }

  /** Settles when the first thread is ready for a program. */
  booted(): Promise<void> {
    return this.#spares.booted();
  }

  /** Makes the mounted files equal to these; only what differs is compiled again, and at once. */
  mount(files: Readonly<Record<string, string>>): void {
    const before = this.#compiled;
    this.#files = files;
    this.#compiled = new Map(
      Object.entries(files)
        .filter(([path]) => isModule(path))
        .map(([path, source]) => {
          const known = before.get(path);
          if (known?.source === source) return [path, known];
          return [path, { source, module: this.#compile(absolute(path), source) }];
        }),
    );
  }

  async #compile(path: string, source: string): Promise<CompiledModule> {
    const module = compileModule(path, source);
    if (module.kind !== 'module') return module;
    const head = `(${moduleHead} { ${moduleStart(module.hoisted)}`;
    const failure = await this.#carrier.checkSyntax(`${head}${module.code}\n})`);
    return failure ? { kind: 'error', error: inSource(failure, head.length + module.indent) } : module;
  }

  /** Starts a program on a thread that is ready, and hands over all that it may read. */
  async spawn(options: ProcessOptions, listener: ProcessListener): Promise<RunningProcess> {
    const run = await this.#prepare(options);
    const process = new RunningProcess(this.#carrier, this.network, this.#spares.take(), listener, () => {
      this.#processes.delete(process);
    });
    this.#processes.add(process);
    process.start(run);
    return process;
  }

  async #prepare({ entry, root, preload, args, env }: ProcessOptions): Promise<Run> {
    const folders = [root, ...(preload === undefined ? [] : [folderOf(preload)])];
    const readable = (path: string): boolean => folders.some((folder) => isInside(path, folder));
    const paths = [...this.#compiled.keys()].filter(readable);
    const compiled = await Promise.all(
      paths.map(async (path) => [absolute(path), await this.#compiled.get(path)?.module] as const),
    );
    const files = Object.entries(this.#files).filter(([path]) => readable(path));
    return {
      entry: absolute(join(root, entry)),
      preload: preload === undefined ? undefined : absolute(preload),
      cwd: root === '' || root === '.' ? projectFolder : absolute(root),
      args,
      env,
      files: Object.fromEntries(files.map(([path, text]) => [absolute(path), text])),
      modules: Object.fromEntries(compiled) as Record<string, CompiledModule>,
    };
  }

  dispose(): void {
    for (const process of [...this.#processes]) process.kill();
    this.#spares.dispose();
  }
}

function absolute(path: string): string {
  return `${projectFolder}/${path.replace(/^\.\//, '')}`;
}

function join(folder: string, path: string): string {
  return folder === '' || folder === '.' ? path : `${folder}/${path.replace(/^\.\//, '')}`;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function isInside(path: string, folder: string): boolean {
  return folder === '' || folder === '.' || path.startsWith(`${folder}/`);
}

function inSource(
  { message, line, column }: ParseFailure,
  indent: number,
): { message: string; line: number; column: number; code: undefined } {
  return { message, line, column: line === 1 ? Math.max(1, column - indent) : column, code: undefined };
}
