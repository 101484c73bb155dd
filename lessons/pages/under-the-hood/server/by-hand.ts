import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

// A handshake and one message, without any library (RFC 6455 §4.2.2, §5.2).
const server = createServer((_request, response) => response.writeHead(426, { Upgrade: 'websocket' }).end());

server.on('upgrade', (request, socket) => {
  socket.on('error', () => socket.destroy());
  const key = request.headers['sec-websocket-key'];
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n');
  socket.write(`Sec-WebSocket-Accept: ${accept}\r\n\r\n`);

  const text = Buffer.from('hello');
  const finalTextFrame = 0x81;
  socket.write(Buffer.concat([Buffer.from([finalTextFrame, text.length]), text]));
});

server.listen(Number(process.env.PORT ?? 8080), '::');
