import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../src/preview/rest/routes.ts';
import type { Exchange } from '../../src/preview/rest/server.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { answer, ask, call } from './api.ts';
import { checkRequest, checkResponse, isSpecThere } from './openapi.ts';

const V2 = 1 << 15;
const EPHEMERAL = 1 << 6;

describe.skipIf(!isSpecThere)('the preview beside Discord’s description of its API', () => {
  const exchanges: Exchange[] = [];
  let preview: Preview;
  beforeAll(async () => {
    preview = await startPreview({ port: 0 });
    preview.driver.listen((exchange) => exchanges.push(exchange));
    await everyRoute(preview);
  });
  afterAll(() => preview.close());

  test('every route was called', () => {
    const called = (method: string, path: string) => {
      const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`);
      return exchanges.some((one) => one.status < 300 && one.method === method && pattern.test(one.path));
    };
    expect(ROUTES.filter(({ method, path }) => !called(method, path)).map(({ path }) => path)).toEqual([]);
  });

  test('every answer is as described, but for the codes in an errors tree, which are words and not numbers', () => {
    const wrong = exchanges.flatMap(({ method, path, status, body }) =>
      checkResponse(method, path, status, body).map((line) => `${method} ${path} ${status}: ${line}`),
    );
    expect(wrong.filter((line) => !/ 400: \$\.errors\.\S* is \[?{?"?/.test(line))).toEqual([]);
  });

  test('what was taken is what may be sent', () => {
    const wrong = exchanges
      .filter(({ status }) => status < 300)
      .flatMap(({ method, path, sent }) =>
        checkRequest(method, path, sent).map((line) => `${method} ${path}: ${line}`),
      );
    expect(wrong).toEqual([]);
  });
});

async function everyRoute(preview: Preview): Promise<void> {
  const app = preview.applicationId;
  const { driver } = preview;
  const channel = driver.world.home.id;
  const option = { type: 3, name: 'what', description: 'What to do', autocomplete: true };
  const commands = [
    { name: 'do', description: 'd', options: [option] },
    { name: 'Explain', type: 3 },
  ];
  for (const scope of [
    `/applications/${app}/commands`,
    `/applications/${app}/guilds/${preview.guildId}/commands`,
  ]) {
    await call(preview, 'PUT', scope, commands);
    const { body } = await call(preview, 'POST', scope, { name: 'undo', description: 'd' });
    await call(preview, 'GET', scope);
    await call(preview, 'GET', `${scope}/${String(body.id)}`);
    await call(preview, 'PATCH', `${scope}/${String(body.id)}`, { description: 'e' });
    await call(preview, 'DELETE', `${scope}/${String(body.id)}`);
    await call(preview, 'GET', `${scope}/${String(body.id)}`);
  }
  for (const path of [
    '/gateway',
    '/gateway/bot',
    '/users/@me',
    '/applications/@me',
    '/users/@me/guilds',
    '/users/@me/guilds?limit=1&after=1',
    '/oauth2/applications/@me',
  ])
    await call(preview, 'GET', path);
  await call(preview, 'PATCH', '/applications/@me', { interactions_endpoint_url: null });
  const ada = driver.person('Ada');
  await call(preview, 'GET', `/users/${ada.id}`);
  await call(preview, 'GET', '/users/1');
  await call(preview, 'GET', `/guilds/${preview.guildId}`);
  await call(preview, 'GET', `/guilds/${preview.guildId}/channels`);
  const member = `/guilds/${preview.guildId}/members/${ada.id}`;
  const [certified, , staff] = [...driver.world.roles.values()];
  await call(preview, 'PUT', `${member}/roles/${certified?.id}`);
  await call(preview, 'PUT', `${member}/roles/${staff?.id}`);
  await call(preview, 'GET', member);
  await call(preview, 'GET', `/guilds/${preview.guildId}/members/1`);
  await call(preview, 'GET', `/guilds/${preview.guildId}/members/${app}`);
  const dm = await call(preview, 'POST', '/users/@me/channels', { recipient_id: ada.id });
  for (const place of [channel, String(dm.body.id)]) await channelRoutes(preview, place);
  await interactionRoutes(preview);
}

async function channelRoutes(preview: Preview, channel: string): Promise<void> {
  await call(preview, 'GET', `/channels/${channel}`);
  await call(preview, 'POST', `/channels/${channel}/typing`);
  const messages = `/channels/${channel}/messages`;
  const { body } = await call(preview, 'POST', messages, {
    embeds: [embed],
    nonce: 'n',
    enforce_nonce: true,
  });
  await call(preview, 'POST', messages, { flags: V2, components: everyComponent });
  await call(preview, 'POST', messages, { content: 'x'.repeat(2001) });
  await call(preview, 'GET', messages);
  await call(preview, 'GET', `${messages}/${String(body.id)}`);
  await call(preview, 'PATCH', `${messages}/${String(body.id)}`, { content: 'changed' });
  await call(preview, 'DELETE', `${messages}/${String(body.id)}`);
  await call(preview, 'GET', `${messages}/${String(body.id)}`);
}

async function interactionRoutes(preview: Preview): Promise<void> {
  const interaction = ask(preview.driver, 'do');
  await answer(preview, interaction, 5, { flags: EPHEMERAL });
  const hook = `/webhooks/${preview.applicationId}/${interaction.token}`;
  await call(preview, 'PATCH', `${hook}/messages/@original`, { flags: V2, components: everyComponent }, null);
  await call(preview, 'GET', `${hook}/messages/@original`, undefined, null);
  const { body } = await call(preview, 'POST', hook, { content: 'more' }, null);
  await call(preview, 'DELETE', `${hook}/messages/${String(body.id)}`, undefined, null);
  await call(preview, 'DELETE', `${hook}/messages/${String(body.id)}`, undefined, null);
  for (const [type, data] of [
    [4, { flags: V2, components: everyComponent }],
    [5, undefined],
    [9, modal],
  ] as const) {
    const { id, token } = ask(preview.driver, 'do');
    const path = `/interactions/${id}/${token}/callback?with_response=true`;
    await call(preview, 'POST', path, { type, ...(data ? { data } : {}) }, null);
    await call(preview, 'POST', path, { type, ...(data ? { data } : {}) }, null);
  }
}

const text = (content: string) => ({ type: 10, content });
const options = [{ label: 'a', value: 'a', description: 'the first', emoji: { name: '🅰️' }, default: true }];
const picture = { media: { url: 'https://example.org/a.png' } };
const button = (id: string) => ({ type: 2, style: 1, label: id, custom_id: id });

/** One of each, with nothing that may be left out where that is possible. */
const everyComponent = [
  text('hello'),
  { type: 14 },
  { type: 12, items: [picture, { ...picture, description: 'A picture', spoiler: true }] },
  { type: 9, components: [text('a')], accessory: { type: 11, ...picture } },
  {
    type: 9,
    components: [text('a')],
    accessory: { type: 2, style: 5, label: 'd', url: 'https://example.org' },
  },
  { type: 17, id: 3, components: [text('inside'), { type: 1, components: [button('a'), button('b')] }] },
  { type: 1, components: [{ type: 3, custom_id: 'c', options }] },
  ...[5, 6, 7, 8].map((type) => ({ type: 1, components: [{ type, custom_id: `s${type}`, max_values: 2 }] })),
];

const embed = {
  title: 'Pod',
  description: 'x',
  url: 'https://example.org',
  timestamp: '2026-01-01T00:00:00Z',
  color: 1,
  footer: { text: 'f', icon_url: 'https://example.org/f.png' },
  author: { name: 'a', icon_url: 'https://example.org/a.png' },
  image: { url: 'https://example.org/i.png' },
  thumbnail: { url: 'https://example.org/t.png' },
  fields: [{ name: 'n', value: 'v' }],
};

const modal = {
  title: 'T',
  custom_id: 'm',
  components: [
    text('words'),
    { type: 18, label: 'L', component: { type: 4, custom_id: 'i', style: 2 } },
    {
      type: 18,
      label: 'L',
      component: { type: 21, custom_id: 'r', options: [...options, { label: 'b', value: 'b' }] },
    },
  ],
};
