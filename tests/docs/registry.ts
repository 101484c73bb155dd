import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { engineDir } from '../cli/run-course.ts';

export interface Registry {
  readonly url: string;
  close(): Promise<void>;
}

/** A registry of packages on loopback that has one of the engine's, packed as it was installed, so that `npm i` needs no network. */
export async function openRegistry(name: string, folder: string): Promise<Registry> {
  const manifest = JSON.parse(await readFile(join(engineDir, 'node_modules', name, 'package.json'), 'utf8'));
  const pack = ['pack', join(engineDir, 'node_modules', name), '--ignore-scripts', '--pack-destination', folder];
  await promisify(execFile)('npm', pack);
  const tarball = await readFile(join(folder, `${name}-${manifest.version}.tgz`));
  const server = createServer((request, response) => {
    const { host } = request.headers;
    const dist = { tarball: `http://${host}/${name}.tgz` };
    if (request.url === `/${name}.tgz`) response.end(tarball);
    else if (request.url === `/${name}`)
      response.end(JSON.stringify({ name, versions: { [manifest.version]: { ...manifest, dist } } }));
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
