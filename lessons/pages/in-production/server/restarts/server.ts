import { WebSocketServer } from 'ws';

const wss = new WebSocketServer({ port: Number(process.env.PORT ?? 8080), host: '::' });

wss.on('connection', (ws, { url }) => {
  ws.on('error', (error) => console.warn(error.message));
  if (url !== '/deploy') return;
  // What a server does on SIGTERM: no new connections, a code that says why, and an end that comes in any case.
  for (const client of wss.clients) client.close(1012, 'service restart');
  setTimeout(() => {
    for (const client of wss.clients) client.terminate();
  }, 2000).unref();
});
