import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { difference, type Files } from '../../files/files.ts';
import { type Program, type Sandbox, SandboxFault, type SpawnOptions } from '../contract.ts';
import { type ChildProgram, startChild } from './child-program.ts';
import { packageFolders } from './packages.ts';

/**
 * Plain Node: each program is a child process in a temporary folder of its own sandbox. Where this Node has `--permission`
 * a program reads only its root, its preload's folder and the packages, writes nothing and starts nothing. The network is the
 * machine's: this host is for one's own programs, in tools and tests.
 */
export async function openNodeSandbox(): Promise<Sandbox> {
  const top = await realpath(await mkdtemp(join(tmpdir(), 'handshake-')));
  const packages = packageFolders();
  for (const [name, folder] of Object.entries(packages.offered)) {
    const link = join(top, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(folder, link, 'junction');
  }
  return new NodeSandbox(top, packages.readable);
}

class NodeSandbox implements Sandbox {
  readonly host = 'node';
  readonly #top: string;
  readonly #packages: readonly string[];
  readonly #running = new Set<ChildProgram>();
  #mounted: Files = {};
  #disposed = false;

  constructor(top: string, packages: readonly string[]) {
    this.#top = top;
    this.#packages = packages;
    process.once('exit', this.#killAtOnce);
  }

  async freePort(): Promise<number> {
    this.#mustBeOpen();
    const server = createServer();
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    if (address === null || typeof address === 'string') throw new TypeError('expected the address of a TCP server');
    return address.port;
  }

  async mount(files: Files): Promise<void> {
    this.#mustBeOpen();
    for (const path of Object.keys(files)) mustStayInside(path);
    const { written, removed } = difference(this.#mounted, files);
    for (const path of removed) await rm(join(this.#top, path), { force: true });
    const folders = new Set(Object.keys(written).map((path) => dirname(join(this.#top, path))));
    for (const folder of folders) await mkdir(folder, { recursive: true });
    await Promise.all(Object.entries(written).map(([path, text]) => writeFile(join(this.#top, path), text)));
    this.#mounted = files;
  }

  async spawn(entry: string, options: SpawnOptions): Promise<Program> {
    this.#mustBeOpen();
    const root = join(this.#top, options.root);
    const preload = options.preload === undefined ? undefined : join(this.#top, options.preload);
    const readable = [
      root,
      ...(preload === undefined ? [] : [dirname(preload)]),
      join(this.#top, 'node_modules'),
      ...this.#packages,
    ];
    const program = await startChild({
      arguments: [
        ...permissionFlags(readable),
        '--disable-warning=ExperimentalWarning',
        ...(preload === undefined ? [] : [`--import=${preload}`]),
        entry,
        ...(options.args ?? []),
      ],
      folder: root,
      env: { ...options.env },
    });
    this.#running.add(program);
    void program.exit.then(() => this.#running.delete(program));
    return program;
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    process.off('exit', this.#killAtOnce);
    await Promise.all([...this.#running].map((program) => program.kill()));
    await rm(this.#top, { recursive: true, force: true });
  }

  readonly #killAtOnce = (): void => {
    for (const program of this.#running) program.killAtOnce();
  };

  #mustBeOpen(): void {
    if (this.#disposed) throw new SandboxFault('disposed', 'This sandbox was closed.', 'Open another one.');
  }
}

function mustStayInside(path: string): void {
  if (path !== posix.normalize(path) || path.startsWith('/') || path.startsWith('..')) {
    throw new TypeError(`expected a relative path below the project, found “${path}”`);
  }
}

function permissionFlags(readable: readonly string[]): readonly string[] {
  if (!process.allowedNodeEnvironmentFlags.has('--permission')) return [];
  return ['--permission', ...readable.map((folder) => `--allow-fs-read=${folder}`)];
}
