import { type Client, InteractionResponseType } from 'discord.js';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Undelivered } from '../../../../src/discord/platform/api-error.ts';
import { sendCallback } from '../../../../src/discord/platform/callback.ts';
import { createClient } from '../../../../src/discord/platform/client.ts';
import { interactionOf } from '../../../../src/discord/platform/http/interaction.ts';
import { logInByRest } from '../../../../src/discord/platform/http/login.ts';
import { answerIn } from '../../../../src/discord/platform/http/response.ts';
import { type SignedServer, startSignedServer } from '../../../../src/discord/platform/http/server.ts';
import { openSignatureCheck } from '../../../../src/discord/platform/http/signature.ts';
import { ownSlots } from '../../../../src/discord/platform/identify.ts';
import { cameBy, type Incoming } from '../../../../src/discord/platform/incoming.ts';
import type { OutgoingMessage } from '../../../../src/discord/platform/message.ts';
import { editAnswer } from '../../../../src/discord/platform/post.ts';
import type { Preview } from '../../../../src/preview/server.ts';
import { readConfig } from '../../../../src/runtime/config.ts';
import { startWithDo } from '../../../preview/api.ts';

const context = { log: pino({ level: 'silent' }), now: Date.now };
const MESSAGE = InteractionResponseType.ChannelMessageWithSource;

let preview: Preview;
let client: Client;
let server: SignedServer;
/** What is done with the interaction of `/do`, the client's answer being the response. */
let handle: (interaction: Incoming) => Promise<void>;
/** How that ended. */
let ended: Promise<void>;
let answerMs: number | undefined;

beforeEach(async () => {
  answerMs = undefined;
  preview = await startWithDo(Date.now);
  client = createClient({
    apiUrl: preview.apiUrl,
    config: readConfig({}),
    log: context.log,
    now: Date.now,
    slots: ownSlots(),
  });
  await logInByRest(client, preview.token, preview);
  server = await startSignedServer({
    host: '127.0.0.1',
    port: 0,
    check: openSignatureCheck(preview.publicKey),
    paths: {
      '/interactions': async (body, response, headers) => {
        const interaction = interactionOf(client, body);
        if (interaction === undefined) {
          response.writeHead(200, { 'content-type': 'application/json' }).end('{"type":1}');
          return;
        }
        const answer = answerIn(response, headers, answerMs);
        cameBy(interaction, answer.door, undefined);
        ended = handle(interaction);
        ended.catch(() => undefined);
      },
    },
    onError: (error) => {
      throw error;
    },
  });
  await preview.driver.setEndpoint(`${server.url}/interactions`);
});
afterEach(async () => {
  await server.close(1000);
  await client.destroy();
  await preview.close();
});

const reply = (interaction: Incoming, message: OutgoingMessage) =>
  sendCallback(interaction, { type: MESSAGE, message, ephemeral: false }, context);

const withFile = (bytes: number): OutgoingMessage => ({
  content: 'Here it is.',
  files: [{ name: 'a.txt', data: 'x'.repeat(bytes) }],
});

test.each([
  ['small', 1_000, 200],
  ['as large as it may be', 99_000, 200],
  ['large', 100_000, 202],
  ['of a mebibyte', 1 << 20, 202],
])('a file that is %s (%i bytes) arrives, by a response of status %3$i', async (_what, bytes, status) => {
  handle = async (interaction) => expect(await reply(interaction, withFile(bytes))).toBe('sent');
  const { message, kind } = await preview.driver.person('Ada').run('do');
  await ended;
  expect([kind, message?.file()?.length]).toEqual(['message', bytes]);
  expect(preview.driver.delivered.at(-1)).toMatchObject({ status, refused: null });
  expect(preview.driver.calls.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(
    status === 202 ? 1 : 0,
  );
});

test('there is one first answer', async () => {
  handle = async (interaction) => {
    expect(await reply(interaction, { content: 'one' })).toBe('sent');
    expect(await reply(interaction, { content: 'two' })).toBe('answered-before');
  };
  const { message } = await preview.driver.person('Ada').run('do');
  await ended;
  expect(message?.content).toBe('one');
});

test('once the time is over nothing is sent, and whoever would is told', async () => {
  answerMs = 50;
  let over: () => void = () => undefined;
  const waited = new Promise<void>((resolve) => {
    over = resolve;
  });
  handle = async (interaction) => {
    await waited;
    await reply(interaction, { content: 'late' });
  };
  const failed = await preview.driver.person('Ada').run('do');
  expect([failed.kind, preview.driver.delivered.at(-1)?.status]).toEqual(['failed', 504]);
  over();
  await expect(ended).rejects.toThrow(Undelivered);
});

test('an edit that overtakes the response is sent again until Discord has read that', async () => {
  const path = /original$/;
  const early = preview.driver.fault({ kind: 'status', status: 404, code: 10015, path, times: 3 });
  handle = async (interaction) => {
    await reply(interaction, { content: 'one' });
    if (!interaction.isRepliable()) throw new TypeError('/do is a command');
    await editAnswer(interaction, { body: { content: 'two' }, files: [] });
  };
  const { message } = await preview.driver.person('Ada').run('do');
  await ended;
  expect([message?.content, early.hits()]).toEqual(['two', 3]);
});
