// Serves the built course: `node scripts/serve.mjs [--port 4321] [folder]`. Prints one address and stops at Ctrl+C.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createStaticServer } from './static-server.mjs';

const { values, positionals } = parseArgs({ options: { port: { type: 'string' } }, allowPositionals: true });
const folder = positionals[0] ?? 'dist';
if (!existsSync(`${folder}/index.html`)) {
  console.error(`expected a built course in ${folder}/, found none; run: npm run build`);
  process.exit(1);
}
const server = createStaticServer(folder);
let port = Number(values.port ?? 4321);
let tries = values.port === undefined ? 20 : 0;

server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE') throw error;
  if (tries-- > 0) {
    server.listen(++port, 'localhost');
    return;
  }
  console.error(`expected port ${port} to be free, found it in use; name another with --port`);
  process.exit(1);
});
server.on('listening', () => console.log(`http://localhost:${server.address().port}/`));
server.listen(port, 'localhost');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
