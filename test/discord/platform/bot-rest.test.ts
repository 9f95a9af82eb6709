import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { BotRest, inBulk } from '../../../src/discord/platform/bot-rest.ts';
import type { Lane } from '../../../src/discord/platform/pace.ts';

const servers: Server[] = [];
const rests: BotRest[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  for (const rest of rests.splice(0)) rest.clearHandlerSweeper();
});

/** A server that says yes to everything, with what it was asked. */
async function listener() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no token'}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { asked, api: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api` };
}

test('what carries the bot’s token goes through the proxy and waits for its turn; answers to interactions do neither', async () => {
  const [discord, proxy] = [await listener(), await listener()];
  const turns: Lane[] = [];
  const rest = new BotRest({
    direct: { api: discord.api },
    byToken: { api: proxy.api },
    pace: { turn: async (lane) => void turns.push(lane) },
  });
  rests.push(rest);
  rest.setToken('secret');
  await rest.post('/channels/1/messages', { body: {} });
  await inBulk(rest).post('/channels/2/messages', { body: {} });
  await rest.patch('/webhooks/3/token/messages/@original', { auth: false, body: {} });
  expect(proxy.asked).toEqual([
    'POST /api/v10/channels/1/messages Bot secret',
    'POST /api/v10/channels/2/messages Bot secret',
  ]);
  expect(discord.asked).toEqual(['PATCH /api/v10/webhooks/3/token/messages/@original no token']);
  expect(turns).toEqual(['usual', 'bulk']);
});
