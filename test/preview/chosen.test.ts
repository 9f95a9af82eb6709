import { once } from 'node:events';
import type { Client } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Driver, NotPossible } from '../../src/preview/driver.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { call } from './api.ts';
import { startDemoBot } from './demo-bot.ts';
import { checkInteraction } from './interaction-schema.ts';
import { checkNamed, checkResponse, isSpecThere } from './openapi.ts';

const TEXT = 0;
const VOICE = 2;

let preview: Preview;
let client: Client;
let driver: Driver;

beforeAll(async () => {
  preview = await startPreview({ port: 0, channels: ['lounge'] });
  driver = preview.driver;
  client = await startDemoBot(preview);
});
afterAll(async () => {
  await client.destroy();
  await preview.close();
});

/** A message with these selects, as the bot posts it; gives it as Ada sees it. */
async function posted(...selects: readonly object[]) {
  const components = selects.map((select) => ({ type: 1, components: [select] }));
  const path = `/channels/${driver.world.home.id}/messages`;
  const { status, body } = await call(preview, 'POST', path, { content: 'Choose', components });
  const message =
    driver
      .person('Ada')
      .messages()
      .find(({ id }) => id === body.id) ?? null;
  return { status, body, message };
}

const channels = (rest: object = {}) => ({
  type: 8,
  custom_id: 'channels',
  min_values: 0,
  max_values: 3,
  ...rest,
});

test('a select of channels offers those of the server, of its types alone, and says what was chosen', async () => {
  const voice = driver.channel('voices', VOICE);
  const lounge = driver.channel('lounge');
  const { message } = await posted(channels({ channel_types: [TEXT] }));
  const ada = driver.person('Ada');
  expect(() => ada.choose(message, 0, voice.id)).toThrow(NotPossible);
  expect(() => ada.choose(message, 0, driver.world.elsewhere.id)).toThrow(NotPossible);
  const { interaction } = await ada.choose(message, 0, lounge.id);
  const { event } = interaction;
  expect(event.data).toMatchObject({
    component_type: 8,
    values: [lounge.id],
    resolved: { channels: { [lounge.id]: { id: lounge.id, name: 'lounge', type: TEXT } } },
  });
  expect(checkInteraction(event)).toEqual([]);
});

test('a select of roles offers those of the server, and a member comes with theirs', async () => {
  const role = driver.role('Editors');
  const bob = driver.person('Bob', { roles: [role.id] });
  const { message } = await posted({ type: 6, custom_id: 'role', min_values: 0 });
  const { interaction } = await bob.choose(message, 0, role.id);
  expect(interaction.event).toMatchObject({
    member: { roles: [role.id] },
    data: { resolved: { roles: { [role.id]: { name: 'Editors' } } } },
  });
  expect(() => bob.choose(message, 0, bob.id)).toThrow(NotPossible);
  driver.removeRole(role);
  expect(() => bob.choose(message, 0, role.id)).toThrow(NotPossible);
  const after = await bob.choose(message, 0);
  expect(after.interaction.event).toMatchObject({ member: { roles: [] } });
});

test('what is chosen from the start keeps to what may be chosen', async () => {
  const values = [driver.channel('lounge'), driver.world.home].map(({ id }) => ({ id, type: 'channel' }));
  expect((await posted(channels({ default_values: values }))).status).toBe(200);
  expect((await posted(channels({ max_values: 1, default_values: values }))).status).toBe(400);
  expect((await posted(channels({ default_values: [{ ...values[0], type: 'role' }] }))).status).toBe(400);
});

test('the bot hears of channels, threads and roles as they come and go', async () => {
  const guild = client.guilds.cache.get(preview.guildId);
  const heard = (event: string) => once(client, event);
  expect(guild?.channels.cache.some(({ name }) => name === 'lounge')).toBe(true);
  const made = heard('channelCreate');
  const fresh = driver.channel('fresh');
  await made;
  const hung = heard('threadCreate');
  const thread = driver.thread(fresh, 'a thread');
  await hung;
  expect(client.channels.cache.get(thread.id)).toMatchObject({ parentId: fresh.id, name: 'a thread' });
  const gone = heard('channelDelete');
  driver.removeChannel(fresh);
  await gone;
  expect(client.channels.cache.has(fresh.id)).toBe(false);
  expect(driver.world.places.has(thread.id)).toBe(false);
  const [given, taken] = [heard('roleCreate'), heard('roleDelete')];
  const role = driver.role('Passing');
  await given;
  expect(guild?.roles.cache.has(role.id)).toBe(true);
  driver.removeRole(role);
  await taken;
  expect(guild?.roles.cache.has(role.id)).toBe(false);
});

test.skipIf(!isSpecThere)(
  'a thread, a role and the selects are described as Discord describes them',
  async () => {
    const thread = driver.thread(driver.channel('lounge'), 'another');
    const path = `/channels/${thread.id}`;
    const { status, body } = await call(preview, 'GET', path);
    expect(checkResponse('GET', path, status, body)).toEqual([]);
    expect(body).toMatchObject({ type: 11, parent_id: driver.channel('lounge').id });
    driver.role('Described');
    const guild = await call(preview, 'GET', `/guilds/${preview.guildId}`);
    expect(checkResponse('GET', `/guilds/${preview.guildId}`, 200, guild.body)).toEqual([]);
    const shown = await posted(channels({ channel_types: [TEXT] }), { type: 6, custom_id: 'role' });
    expect(checkNamed('MessageResponse', shown.body)).toEqual([]);
  },
);
