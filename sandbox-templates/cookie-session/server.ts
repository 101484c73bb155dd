import { createServer } from 'node:http';
import { readJson, sendJson } from './json.ts';
import { signToken } from './tokens.ts';
import { passwordIsRight } from './users.ts';

const server = createServer(async (request, response) => {
  if (request.method !== 'POST' || request.url !== '/login') return sendJson(response, 404, {});
  const { user, password } = (await readJson(request)) ?? {};
  if (!passwordIsRight(user, password)) return sendJson(response, 401, {});
  sendJson(response, 200, { access_token: await signToken(user) });
});

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
