import { createHash } from 'node:crypto';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import type { ClientExchange, Transcript } from './exchange.ts';
import { watchSockets } from './servers.ts';

const patience = 10_000;

/** Plays a client of Node's against a raw server that answers each head, or each chunk after it, with the next bytes. */
export async function playClient({ title, client, answers }: ClientExchange): Promise<Transcript> {
  const raw: string[] = [];
  const node: string[] = [];
  const received: Buffer[] = [];
  const server = net.createServer((socket) => {
    const left = [...answers];
    socket.on('data', (chunk) => {
      received.push(chunk);
      if (left.length === answers.length && !Buffer.concat(received).includes('\r\n\r\n')) return;
      for (const answer of left.splice(0)) {
        if (answer === '') socket.end();
        else if (answer === 'reset') socket.resetAndDestroy();
        else socket.write(withAccept(answer, Buffer.concat(received).toString('latin1')), 'latin1');
      }
    });
    socket.on('end', () => raw.push('end'));
    socket.on('error', (error: NodeJS.ErrnoException) => raw.push(`error ${error.code}`));
    socket.on('close', (hadError) => raw.push(`closed ${hadError}`));
  });
  const sockets = watchSockets(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await run(client, port, (event) => node.push(event));
  await sockets.closed();
  server.close();
  const text = Buffer.concat(received).toString('latin1');
  // The keys are random, the port is whatever was free.
  const plain = unmasked(text)
    .replace(/Sec-WebSocket-Key: .{24}/, 'Sec-WebSocket-Key: KEY')
    .replaceAll(String(port), 'PORT');
  return {
    title,
    received: Buffer.from(plain, 'latin1').toString('base64'),
    raw,
    node: node.map((event) => event.replaceAll(String(port), 'PORT')),
  };
}

/** Frames after the head with their masking key taken away: `frames` are short, so their head is two bytes and the key. */
function unmasked(text: string): string {
  const end = text.indexOf('\r\n\r\n') + 4;
  if (!text.includes('Sec-WebSocket-Key')) return text;
  let plain = text.slice(0, end);
  for (let at = end; at + 6 <= text.length; ) {
    const length = text.charCodeAt(at + 1) & 0x7f;
    const key = text.slice(at + 2, at + 6);
    plain += text.slice(at, at + 2);
    for (let i = 0; i < length; i++) plain += String.fromCharCode(text.charCodeAt(at + 6 + i) ^ key.charCodeAt(i % 4));
    at += 6 + length;
  }
  return plain;
}

/** Puts the value that the opening handshake asks for (RFC 6455 §4.2.2) in the place of `ACCEPT`. */
function withAccept(answer: string, head: string): string {
  const key = /Sec-WebSocket-Key: (.{24})/.exec(head)?.[1] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  return answer.replace('ACCEPT', accept);
}

type Tell = (event: string) => void;

async function run(client: ClientExchange['client'], port: number, tell: Tell): Promise<void> {
  if (client === 'ws' || client === 'ws-deflate') return webSocket(port, client === 'ws-deflate', tell);
  const agent = new http.Agent({ keepAlive: client === 'http-keep-alive' });
  const headers: http.OutgoingHttpHeaders = { 'X-Client': 'yes' };
  if (client === 'http-expect') headers['Expect'] = '100-continue';
  if (client === 'http-upgrade') Object.assign(headers, { Connection: 'Upgrade', Upgrade: 'raw' });
  const method = client === 'http-expect' ? 'POST' : 'GET';
  await request({ port, host: '127.0.0.1', path: '/one?x=1', method, agent, headers }, client === 'http-expect', tell);
  agent.destroy();
}

function request(options: http.RequestOptions, waits: boolean, tell: Tell): Promise<void> {
  return new Promise((resolve) => {
    const sent = http.request({ ...options, timeout: patience });
    const done = (): void => {
      tell('close');
      resolve();
    };
    sent.on('close', done);
    sent.on('information', (info) => tell(`information ${info.statusCode}`));
    sent.on('continue', () => {
      tell('continue');
      sent.end('body');
    });
    sent.on('upgrade', (response, socket, first) => {
      tell(`upgrade ${response.statusCode} ${first.toString('latin1')}`);
      socket.end();
      socket.on('close', () => resolve());
    });
    sent.on('error', (error: NodeJS.ErrnoException & { reason?: string; bytesParsed?: number }) => {
      tell(`error ${error.code} ${error.message} ${error.reason} ${error.bytesParsed}`);
    });
    sent.on('response', (response) => {
      const { statusCode, statusMessage, httpVersion, rawHeaders } = response;
      tell(`response ${JSON.stringify({ statusCode, statusMessage, httpVersion, rawHeaders })}`);
      const body: Buffer[] = [];
      response.on('data', (chunk: Buffer) => body.push(chunk));
      response.on('aborted', () => tell('aborted'));
      response.on('error', (error: NodeJS.ErrnoException) => tell(`response error ${error.code} ${error.message}`));
      response.on('end', () =>
        tell(
          `body ${Buffer.concat(body).length} ${Buffer.concat(body).toString('latin1').slice(0, 60)} ${JSON.stringify(response.rawTrailers)}`,
        ),
      );
    });
    if (waits) sent.flushHeaders();
    else sent.end();
  });
}

function webSocket(port: number, deflate: boolean, tell: Tell): Promise<void> {
  return new Promise((resolve) => {
    const ws = new WebSocket(`ws://127.0.0.1:${port}/chat`, ['chat.v2'], {
      perMessageDeflate: deflate,
      origin: 'http://page.example',
    });
    ws.on('open', () => tell(`open ${ws.protocol} ${ws.extensions}`));
    ws.on('message', (data, binary) => tell(`message ${binary} ${String(data)}`));
    ws.on('ping', (data) => tell(`ping ${data}`));
    ws.on('unexpected-response', (sent, response) => {
      tell(`unexpected ${response.statusCode}`);
      response.resume();
      sent.destroy();
      resolve();
    });
    ws.on('error', (error: Error & { code?: string }) => tell(`error ${error.code} ${error.message}`));
    ws.on('close', (code, reason) => {
      tell(`close ${code} ${reason}`);
      resolve();
    });
  });
}
