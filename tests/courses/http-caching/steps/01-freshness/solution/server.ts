import { createServer } from 'node:http';

const page = '<!doctype html><script src="/app.3f9c.js"></script>';
const script = 'console.log("hello");';

const server = createServer((request, response) => {
  const isScript = request.url === '/app.3f9c.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.setHeader('cache-control', isScript ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.end(isScript ? script : page);
});

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
