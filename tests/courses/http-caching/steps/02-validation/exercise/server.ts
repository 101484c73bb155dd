import { createServer } from 'node:http';

const notes = ['first'];

const server = createServer((request, response) => {
  if (request.method === 'POST') {
    notes.push('another');
    response.writeHead(204).end();
    return;
  }
  const version = notes.length;
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ version, notes }));
});

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
