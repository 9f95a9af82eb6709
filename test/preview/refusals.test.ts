import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Preview } from '../../src/preview/server.ts';
import { type Answer, answer, ask, call, startWithDo } from './api.ts';

let preview: Preview;
let clock = 1_800_000_000_000;

beforeAll(async () => {
  preview = await startWithDo(() => clock);
});
afterAll(() => preview.close());

const EPHEMERAL = 64;
const V2 = 1 << 15;
const text = (content: string) => ({ type: 10, content });
const button = (custom_id: string, rest: object = {}) => ({
  type: 2,
  style: 1,
  label: custom_id,
  custom_id,
  ...rest,
});
const row = (...components: unknown[]) => ({ type: 1, components });
const reply = (data: object, type = 4): Promise<Answer> =>
  answer(preview, ask(preview.driver, 'do'), type, data);
const channel = () => preview.driver.world.home.id;

describe('who may speak', () => {
  test('a wrong token is refused with 401, a wrong user agent with 40333', async () => {
    expect((await call(preview, 'GET', '/users/@me', undefined, 'wrong')).status).toBe(401);
    const bare = await fetch(`${preview.apiUrl}/v10/users/@me`, {
      headers: { authorization: `Bot ${preview.token}` },
    });
    expect(await bare.json()).toMatchObject({ code: 40333 });
  });

  test('other hosts and origins are refused, so that no strange page can use the preview', async () => {
    const strange = await fetch(preview.url, { headers: { origin: 'http://evil.example' } });
    expect(strange.status).toBe(403);
    const embedded = await fetch(preview.url, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(embedded.status).toBe(403);
    const own = await fetch(`${preview.url}/preview/state`, { headers: { origin: preview.url } });
    expect(own.status).toBe(200);
  });

  test('unknown routes are 404', async () => {
    expect((await call(preview, 'GET', '/nothing')).status).toBe(404);
  });
});

describe('answers and their time', () => {
  test('a second answer is 40060, a strange token 10062', async () => {
    const interaction = ask(preview.driver, 'do');
    expect((await answer(preview, interaction, 4, { content: 'one' })).status).toBe(204);
    expect((await answer(preview, interaction, 4, { content: 'two' })).code).toBe(40060);
    expect((await answer(preview, { ...interaction, token: 'x' }, 4, { content: 'two' })).code).toBe(10062);
  });

  test('after three seconds the answer is 10062', async () => {
    const late = ask(preview.driver, 'do');
    clock += 3001;
    expect(await answer(preview, late, 4, { content: 'late' })).toMatchObject({ status: 404, code: 10062 });
  });

  test('edits before the answer are 10015, after 15 minutes 50027, of a deleted message 10008', async () => {
    const interaction = ask(preview.driver, 'do');
    const hook = `/webhooks/${preview.applicationId}/${interaction.token}`;
    const edit = (content: string) => call(preview, 'PATCH', `${hook}/messages/@original`, { content }, null);
    expect((await edit('early')).code).toBe(10015);
    await answer(preview, interaction, 4, { content: 'now' });
    expect((await edit('fine')).body).toMatchObject({ content: 'fine' });
    expect((await call(preview, 'DELETE', `${hook}/messages/@original`, undefined, null)).status).toBe(204);
    expect((await edit('gone')).code).toBe(10008);
    clock += 15 * 60 * 1000 + 1;
    expect(await edit('old')).toMatchObject({ status: 401, code: 50027 });
  });

  test('with_response gives the message', async () => {
    const { id, token } = ask(preview.driver, 'do');
    const path = `/interactions/${id}/${token}/callback?with_response=true`;
    const { body } = await call(preview, 'POST', path, { type: 4, data: { content: 'hello' } }, null);
    expect(body).toMatchObject({ resource: { type: 4, message: { content: 'hello' } }, interaction: { id } });
  });

  test('an update needs a message, a modal cannot answer a modal', async () => {
    expect((await reply({ content: 'x' }, 7)).errors).toEqual(['type: BASE_TYPE_CHOICES']);
  });

  test('a deferral takes EPHEMERAL only', async () => {
    expect((await reply({ flags: EPHEMERAL | V2 }, 5)).errors).toEqual([
      'data.flags: MESSAGE_FLAGS_NOT_SETTABLE',
    ]);
    expect((await reply({ flags: EPHEMERAL }, 5)).status).toBe(204);
  });

  test('the sixth follow-up where only the user brought the bot is 40094', async () => {
    const ada = preview.driver.person('Ada').elsewhere();
    void ada.run('do');
    const interaction = preview.driver.interactions.at(-1);
    if (!interaction) throw new Error('no interaction');
    await answer(preview, interaction, 4, { content: 'first' });
    const hook = `/webhooks/${preview.applicationId}/${interaction.token}`;
    const codes: (number | undefined)[] = [];
    for (let n = 1; n <= 6; n += 1)
      codes.push((await call(preview, 'POST', hook, { content: String(n) }, null)).code);
    expect(codes).toEqual([undefined, undefined, undefined, undefined, undefined, 40094]);
  });
});

describe('messages that Discord refuses', () => {
  test.each<[string, object, string]>([
    ['content over 2,000', { content: 'x'.repeat(2001) }, 'data.content: BASE_TYPE_MAX_LENGTH'],
    [
      'content beside V2',
      { content: 'x', flags: V2, components: [text('y')] },
      'data.content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'V2 components without the flag',
      { content: 'x', components: [text('y')] },
      'data.components.0.type: BASE_TYPE_CHOICES',
    ],
    [
      'six buttons in a row',
      { content: 'x', components: [row(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => button(id)))] },
      'data.components.0.components: BASE_TYPE_BAD_LENGTH',
    ],
    [
      'six rows',
      { content: 'x', components: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => row(button(id))) },
      'data.components: BASE_TYPE_BAD_LENGTH',
    ],
    [
      'the same custom_id twice',
      { content: 'x', components: [row(button('a'), button('a'))] },
      'data.components: COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'a label over 80',
      { content: 'x', components: [row(button('a', { label: 'x'.repeat(81) }))] },
      'data.components.0.components.0.label: BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a custom_id over 100',
      { content: 'x', components: [row(button('x'.repeat(101), { label: 'x' }))] },
      'data.components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a link button with a custom_id',
      { content: 'x', components: [row(button('a', { style: 5, url: 'https://x.org' }))] },
      'data.components.0.components.0: BUTTON_COMPONENT_CUSTOM_ID_AND_URL',
    ],
    [
      'a word as emoji',
      { content: 'x', components: [row(button('a', { emoji: { name: 'no' } }))] },
      'data.components.0.components.0.emoji.name: BUTTON_COMPONENT_INVALID_EMOJI',
    ],
    [
      'a select without options',
      { content: 'x', components: [row({ type: 3, custom_id: 's', options: [] })] },
      'data.components.0.components.0.options: BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a section without accessory',
      { flags: V2, components: [{ type: 9, components: [text('x')] }] },
      'data.components.0.accessory: BASE_TYPE_REQUIRED',
    ],
    [
      'a container in a container',
      { flags: V2, components: [{ type: 17, components: [{ type: 17, components: [text('x')] }] }] },
      'data.components.0.components.0.type: BASE_TYPE_CHOICES',
    ],
    [
      'texts over 4,000 together',
      { flags: V2, components: [text('x'.repeat(2001)), text('y'.repeat(2000))] },
      'data.components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ],
    [
      'a file that was not uploaded',
      { flags: V2, components: [{ type: 13, file: { url: 'attachment://no.txt' } }] },
      'data.components.0.file.url: UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    ],
    [
      'an embed over 6,000',
      { embeds: [{ description: 'x'.repeat(4096) }, { description: 'x'.repeat(1905) }] },
      'data.embeds: MAX_EMBED_SIZE_EXCEEDED',
    ],
    [
      'an embed field without value',
      { embeds: [{ fields: [{ name: 'a', value: '' }] }] },
      'data.embeds.0.fields.0.value: BASE_TYPE_REQUIRED',
    ],
    [
      'parse beside users',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'data.allowed_mentions: MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
  ])('%s', async (_what, data, error) => {
    const refused = await reply(data);
    expect(refused).toMatchObject({ status: 400, code: 50035 });
    expect(refused.errors).toContain(error);
  });

  test('41 components with the nested ones counted, and 40 pass', async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        type: 9,
        components: [text('x')],
        accessory: button(`b${n}`),
      }));
    const thirteen = [{ type: 17, components: [...rows(12), text('a'), text('b')] }];
    expect((await reply({ flags: V2, components: [...thirteen, text('c')] })).status).toBe(204);
    expect((await reply({ flags: V2, components: [...thirteen, text('c'), text('d')] })).errors).toContain(
      'data.components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    );
  });

  test('an empty message is 50006, also with buttons alone', async () => {
    expect((await reply({ content: '' })).code).toBe(50006);
    expect((await reply({ components: [row(button('a'))] })).code).toBe(50006);
  });

  test('limits count code points: 2,000 emoji pass', async () => {
    expect((await reply({ content: '😀'.repeat(2000) })).status).toBe(204);
  });

  test('too many bytes of text are 10062 in a callback and 500 in an edit', async () => {
    const wide = { flags: V2, components: [text('中'.repeat(3400))] };
    const interaction = ask(preview.driver, 'do');
    expect((await answer(preview, interaction, 4, wide)).code).toBe(10062);
    await answer(preview, interaction, 5);
    const path = `/webhooks/${preview.applicationId}/${interaction.token}/messages/@original`;
    expect((await call(preview, 'PATCH', path, wide, null)).status).toBe(500);
  });

  test('a V2 message stays V2', async () => {
    const interaction = ask(preview.driver, 'do');
    await answer(preview, interaction, 4, { flags: V2, components: [text('x')] });
    const path = `/webhooks/${preview.applicationId}/${interaction.token}/messages/@original`;
    expect((await call(preview, 'PATCH', path, { content: 'legacy' }, null)).code).toBe(50035);
  });
});

describe('modals that Discord refuses', () => {
  const label = (component: object, rest: object = {}) => ({ type: 18, label: 'L', component, ...rest });
  const input = (id: string, rest: object = {}) => ({ type: 4, custom_id: id, style: 2, ...rest });
  const modal = (components: unknown[], rest: object = {}) =>
    reply({ title: 'T', custom_id: 'm', components, ...rest }, 9);
  test.each<[string, unknown[], string]>([
    [
      'six components',
      ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => label(input(id))),
      'data.components: BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a label over 45',
      [label(input('a'), { label: 'x'.repeat(46) })],
      'data.components.0.label: BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a preset over 4,000',
      [label(input('a', { value: 'x'.repeat(4001) }))],
      'data.components.0.component.value: BASE_TYPE_MAX_LENGTH',
    ],
    [
      'one radio option',
      [label({ type: 21, custom_id: 'r', options: [{ label: 'a', value: 'a' }] })],
      'data.components.0.component.options: BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a disabled select',
      [label({ type: 3, custom_id: 's', disabled: true, options: [{ label: 'a', value: 'a' }] })],
      'data.components.0.component.disabled: COMPONENT_DISABLED_IN_MODAL',
    ],
    [
      'the same custom_id twice',
      [label(input('a')), label(input('a'))],
      'data.components: COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    ['a button', [row(button('a'))], 'data.components.0.components.0.type: BASE_TYPE_CHOICES'],
  ])('%s', async (_what, components, error) => {
    expect((await modal(components)).errors).toContain(error);
  });

  test('a title over 45', async () => {
    expect((await modal([label(input('a'))], { title: 'x'.repeat(46) })).errors).toEqual([
      'data.title: BASE_TYPE_BAD_LENGTH',
    ]);
  });
});

describe('commands that Discord refuses', () => {
  const put = (...commands: unknown[]) =>
    call(
      preview,
      'PUT',
      `/applications/${preview.applicationId}/guilds/${preview.guildId}/commands`,
      commands,
    );
  const option = (name: string, rest: object = {}) => ({ type: 3, name, description: 'd', ...rest });
  test.each<[string, object, string]>([
    ['capitals', { name: 'Quiz', description: 'd' }, '0.name: APPLICATION_COMMAND_INVALID_NAME'],
    ['no description', { name: 'quiz' }, '0.description: BASE_TYPE_REQUIRED'],
    [
      'a description over 100',
      { name: 'quiz', description: 'x'.repeat(101) },
      '0.description: BASE_TYPE_BAD_LENGTH',
    ],
    [
      '26 options',
      { name: 'quiz', description: 'd', options: Array.from({ length: 26 }, (_, n) => option(`o${n}`)) },
      '0.options: BASE_TYPE_BAD_LENGTH',
    ],
    [
      'required after optional',
      { name: 'quiz', description: 'd', options: [option('a'), option('b', { required: true })] },
      '0.options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      'choices beside autocomplete',
      {
        name: 'quiz',
        description: 'd',
        options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })],
      },
      '0.options.0.autocomplete: APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
    ],
    [
      'a context menu with a description',
      { name: 'Explain', type: 3, description: 'd' },
      '0.description: APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED',
    ],
    [
      'over 8,000 characters',
      {
        name: 'quiz',
        description: 'd',
        options: Array.from({ length: 25 }, (_, n) =>
          option(`o${n}`, {
            choices: Array.from({ length: 4 }, (_, m) => ({ name: `${'x'.repeat(80)}${m}`, value: `v${m}` })),
          }),
        ),
      },
      '0: APPLICATION_COMMAND_TOO_LARGE',
    ],
  ])('%s', async (_what, command, error) => {
    expect((await put(command)).errors).toContain(error);
  });

  test('sixteen message commands', async () => {
    const many = Array.from({ length: 16 }, (_, n) => ({ name: `Explain ${n}`, type: 3 }));
    expect((await put(...many)).code).toBe(30032);
  });

  test('ids are kept by name and type', async () => {
    const first = await put({ name: 'kept', description: 'one' });
    const second = await put({ name: 'kept', description: 'two' });
    const id = (one: Answer) => (one.body as unknown as { id: string }[])[0]?.id;
    expect(id(second)).toBe(id(first));
    expect(id(first)).toMatch(/^\d+$/);
  });
});

describe('channels', () => {
  test('ephemeral messages do not exist for the channel’s routes', async () => {
    const reply = preview.driver.person('Ada').run('do');
    const interaction = preview.driver.interactions.at(-1);
    if (!interaction) throw new Error('no interaction');
    await answer(preview, interaction, 4, { content: 'secret', flags: EPHEMERAL });
    const id = (await reply).message?.id ?? '';
    expect(
      (await call(preview, 'PATCH', `/channels/${channel()}/messages/${id}`, { content: 'x' })).code,
    ).toBe(10008);
  });

  test('a server without the bot is 50001, an unknown channel 10003, refused DMs 50007', async () => {
    const { elsewhere } = preview.driver.world;
    expect((await call(preview, 'POST', `/channels/${elsewhere.id}/messages`, { content: 'x' })).code).toBe(
      50001,
    );
    expect((await call(preview, 'POST', '/channels/1/messages', { content: 'x' })).code).toBe(10003);
    const shy = preview.driver.person('Shy', { acceptsDms: false });
    const dm = await call(preview, 'POST', '/users/@me/channels', { recipient_id: shy.id });
    expect(
      (await call(preview, 'POST', `/channels/${String(dm.body.id)}/messages`, { content: 'x' })).code,
    ).toBe(50007);
  });

  test('mentions: a webhook pings people only, a channel message everybody, parse [] nobody', async () => {
    const ada = preview.driver.person('Ada');
    const content = `<@${ada.id}> @everyone`;
    const post = async (rest: object) =>
      (await call(preview, 'POST', `/channels/${channel()}/messages`, { content, ...rest })).body;
    expect(await post({})).toMatchObject({ mention_everyone: true, mentions: [{ id: ada.id }] });
    expect(await post({ allowed_mentions: { parse: [] } })).toMatchObject({
      mention_everyone: false,
      mentions: [],
    });
  });
});
