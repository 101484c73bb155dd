import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const PACKAGES = ['python3-fastapi', 'python3-uvicorn', 'python3-websockets', 'python3-jwt', 'python3-cryptography'];
const PYTHON = '/usr/bin/python3';
const IMPORTS = 'import fastapi, uvicorn, websockets, jwt, starlette';
const VERSIONS = `${IMPORTS}, json, importlib.metadata as m
print(json.dumps({n: m.version(n) for n in ["fastapi", "starlette", "uvicorn", "websockets", "PyJWT"]}))`;

/** Why FastAPI cannot run here, or `undefined` when it can. Installs Debian's packages first where this process may. */
export function whyNoFastApi(): string | undefined {
  if (imports()) return undefined;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return `FastAPI is not installed for ${PYTHON}; on Debian: sudo apt-get install ${PACKAGES.join(' ')}`;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES];
  for (const args of [['update', '-qq'], install])
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return imports() ? undefined : 'apt-get could not install FastAPI';
}

/** What runs: package → version. */
export function versions(): Readonly<Record<string, string>> {
  return JSON.parse(spawnSync(PYTHON, ['-c', VERSIONS], { encoding: 'utf8' }).stdout);
}

export interface Uvicorn {
  readonly port: number;
  stop(): Promise<void>;
}

/** Serves `app` of a Python file on both loopback addresses; resolves when it listens. */
export async function startUvicorn(folder: string, module: string): Promise<Uvicorn> {
  const port = await freePort();
  const args = [
    '-m',
    'uvicorn',
    `${module}:app`,
    '--app-dir',
    folder,
    '--host',
    '::',
    '--port',
    String(port),
    '--no-access-log',
  ];
  const child = spawn(PYTHON, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  await listening(child);
  return {
    port,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function imports(): boolean {
  return spawnSync(PYTHON, ['-c', IMPORTS], { stdio: 'ignore' }).status === 0;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '::');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function listening(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  if (!child.stderr) throw new Error('uvicorn has no standard error');
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    if (line.includes('Uvicorn running on')) {
      child.stderr.resume();
      return;
    }
  }
  throw new Error(`uvicorn did not start:\n${said.join('\n')}`);
}
