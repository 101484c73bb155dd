// A server that sends back what it receives. `GET /idle` is answered when no WebSocket is open any more, `GET /memory` with the
// bytes of memory that the process holds.
import { createServer, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';

const waiting: ServerResponse[] = [];
const answerWhenIdle = (): void => {
  if (sockets.clients.size === 0) for (const response of waiting.splice(0)) response.end();
};
const server = createServer((request, response) => {
  if (request.url === '/memory') {
    response.end(String(process.memoryUsage().rss));
    return;
  }
  waiting.push(response);
  answerWhenIdle();
});
const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket) => {
  // What a client resets is over, not wrong.
  socket.on('error', () => {});
  socket.on('close', () => setImmediate(answerWhenIdle));
  socket.on('message', (data, binary) => socket.send(data, { binary }));
});
server.listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('listening'));
