import { WebSocketServer } from 'ws';
import { profileOf } from './profiles.ts';

const wss = new WebSocketServer({ port: Number(process.env.PORT ?? 8080), host: '::' });

wss.on('connection', async (ws, request) => {
  ws.on('error', (error) => console.warn(error.message));
  const profile = await profileOf(request.url);
  ws.on('message', (data) => {
    ws.send(`${profile.name} said ${data}`);
  });
});
