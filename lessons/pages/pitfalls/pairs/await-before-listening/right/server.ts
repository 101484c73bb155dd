import { WebSocketServer } from 'ws';
import { profileOf } from './profiles.ts';

const wss = new WebSocketServer({ port: Number(process.env.PORT ?? 8080), host: '::' });

wss.on('connection', (ws, request) => {
  ws.on('error', (error) => console.warn(error.message));
  const coming = profileOf(request.url);
  ws.on('message', async (data) => {
    const profile = await coming; // all of them wait for the same answer, so their order stays
    ws.send(`${profile.name} said ${data}`);
  });
});
