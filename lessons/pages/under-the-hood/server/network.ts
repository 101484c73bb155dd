import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { WebSocketServer } from 'ws';

// Asks the network two things that only a network can know, and tells its client the answers.
const server = createHttpServer();
const wss = new WebSocketServer({ server });

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  const { port } = server.address() as AddressInfo;
  const second = createServer().on('error', ({ code }: NodeJS.ErrnoException) => ws.send(`listening twice: ${code}`));
  second.listen(port, '::');

  const gone = createServer().listen(0, '127.0.0.1', () => {
    const { port: nobody } = gone.address() as AddressInfo;
    gone.close(() => {
      connect(nobody, '127.0.0.1').on('error', ({ code }: NodeJS.ErrnoException) =>
        ws.send(`connecting to nobody: ${code}`),
      );
    });
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
