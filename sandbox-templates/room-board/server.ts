import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { board, post } from './board.ts';

const server = createServer((_request, response) => response.end(JSON.stringify(board(['lobby']))));
const wss = new WebSocketServer({ server, path: '/lobby' });

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.on('message', (data, isBinary) => {
    if (!isBinary) post('lobby', 'somebody', data.toString());
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
