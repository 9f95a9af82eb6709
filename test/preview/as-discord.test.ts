import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Preview } from '../../src/preview/server.ts';
import type { Message } from '../../src/preview/wire.ts';
import { type Answer, answer, ask, call, startWithDo } from './api.ts';

const V2 = 1 << 15;
const EPHEMERAL = 1 << 6;
const HOUR_MS = 60 * 60 * 1000;

let preview: Preview;
let clock = 1_800_000_000_000;
beforeAll(async () => {
  preview = await startWithDo(() => clock);
});
afterAll(() => preview.close());

const text = (content: string) => ({ type: 10, content });
const shown = (name: string) => ({ type: 13, file: { url: `attachment://${name}` } });
const button = { type: 1, components: [{ type: 2, style: 1, label: 'go', custom_id: 'go' }] };

/** Sends a message with files, as a library does, to the server's channel or as an answer. */
async function send(
  path: string,
  body: object,
  files: Readonly<Record<string, string>>,
  method = 'POST',
): Promise<Answer & { readonly message: Message }> {
  const form = new FormData();
  form.append('payload_json', JSON.stringify(body));
  Object.entries(files).forEach(([name, data], index) => {
    form.append(`files[${index}]`, new Blob([data]), name);
  });
  const response = await fetch(`${preview.apiUrl}/v10${path}`, {
    method,
    headers: { 'user-agent': 'DiscordBot (https://example.org, 1)', authorization: `Bot ${preview.token}` },
    body: form,
  });
  const json = (await response.json()) as Record<string, unknown>;
  const code = json.code as number | undefined;
  return { status: response.status, code, errors: [], body: json, message: json as unknown as Message };
}

const channel = () => `/channels/${preview.driver.world.home.id}/messages`;

describe('files of a message', () => {
  test('a file that a component shows is not among the attachments: its address, name and size are in the component', async () => {
    const components = [shown('a.yaml'), { type: 17, components: [shown('b.yaml')] }];
    const { message } = await send(
      channel(),
      { flags: V2, components },
      { 'a.yaml': 'kind: Pod', 'b.yaml': 'b' },
    );
    expect(message.attachments).toEqual([]);
    expect(message.components[0]).toMatchObject({ type: 13, id: 1, name: 'a.yaml', size: 9, spoiler: false });
    const { url = '', attachment_id } = message.components[0]?.file ?? {};
    expect(new URL(url).pathname).toContain(`/${attachment_id}/a.yaml`);
    expect(await (await fetch(url)).text()).toBe('kind: Pod');
  });

  test('a file that nothing shows is among them, and one that an embed shows is not', async () => {
    const embeds = [{ image: { url: 'attachment://a.png' } }];
    const { message } = await send(channel(), { embeds }, { 'a.png': 'x', 'b.txt': 'y' });
    expect(message.attachments.map(({ filename }) => filename)).toEqual(['b.txt']);
    expect(message.embeds[0]?.image?.url).toContain('/a.png?ex=');
  });

  test('an address is good for a day; every payload that comes later has a fresh one', async () => {
    const { message } = await send(
      channel(),
      { flags: V2, components: [shown('a.yaml'), button] },
      { 'a.yaml': 'x' },
    );
    const first = message.components[0]?.file?.url ?? '';
    clock += 25 * HOUR_MS;
    const expired = await fetch(first);
    expect(expired.status).toBe(404);
    expect(await expired.text()).toBe('This content is no longer available.');
    const ada = preview.driver.person('Ada');
    void ada.press(ada.messages().at(-1) ?? null, 'go');
    const event = preview.driver.interactions.at(-1)?.event as { message: Message };
    const fresh = event.message.components[0]?.file?.url ?? '';
    expect(fresh).not.toBe(first);
    expect((await fetch(fresh)).status).toBe(200);
    const stretched = new URL(first);
    stretched.searchParams.set('ex', new URL(fresh).searchParams.get('ex') ?? '');
    expect((await fetch(stretched)).status).toBe(404);
  });

  test('a file of a message for one person lies with the ephemeral ones', async () => {
    const { id, token } = ask(preview.driver, 'do');
    const path = `/interactions/${id}/${token}/callback?with_response=true`;
    const data = { content: 'x', flags: EPHEMERAL };
    const { body } = await send(path, { type: 4, data }, { 'a.txt': 'x' });
    const { message } = (body as { resource: { message: Message } }).resource;
    expect(message.attachments[0]).toMatchObject({ ephemeral: true });
    expect(message.attachments[0]?.url).toContain(`/ephemeral-attachments/${preview.applicationId}/`);
  });

  test('a name that is not of ASCII letters is rewritten, and attachment:// knows only the new one', async () => {
    const { message } = await send(channel(), { content: 'x' }, { 'мой pod.yaml': 'x' });
    expect(message.attachments[0]).toMatchObject({ filename: '_pod.yaml', title: 'мой pod' });
    const named = { flags: V2, components: [shown('мой pod.yaml')] };
    expect((await send(channel(), named, { 'мой pod.yaml': 'x' })).code).toBe(50035);
  });

  test('an edit without attachments keeps the files, one with them only those it lists', async () => {
    const { message } = await send(channel(), { content: 'x' }, { 'a.txt': 'a', 'b.txt': 'b' });
    const path = `${channel()}/${message.id}`;
    const names = (one: Answer) =>
      (one.body as unknown as Message).attachments.map(({ filename }) => filename);
    expect(names(await send(path, { content: 'y' }, { 'c.txt': 'c' }, 'PATCH'))).toEqual([
      'a.txt',
      'b.txt',
      'c.txt',
    ]);
    const [, second] = message.attachments;
    const listed = { attachments: [{ id: second?.id }, { id: '0' }] };
    expect(names(await send(path, listed, { 'd.txt': 'd', 'e.txt': 'e' }, 'PATCH'))).toEqual([
      'b.txt',
      'd.txt',
    ]);
    expect((await send(path, { attachments: [{ id: '7' }] }, {}, 'PATCH')).code).toBe(50035);
  });

  test('the eleventh file is one too many', async () => {
    const files = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`f${index}.txt`, 'x']));
    expect(await send(channel(), { content: 'x' }, files)).toMatchObject({ status: 400, code: 30015 });
  });
});

describe('components as they come back', () => {
  test('every one has an id; those that are given are kept and not used again', async () => {
    const components = [
      text('a'),
      { ...text('b'), id: 1 },
      { type: 17, components: [text('c')] },
      { type: 14 },
    ];
    const { body } = await call(preview, 'POST', channel(), { flags: V2, components });
    expect(body.components).toMatchObject([
      { id: 2 },
      { id: 1 },
      { id: 3, accent_color: null, spoiler: false, components: [{ id: 4 }] },
      { id: 5, divider: true, spacing: 1 },
    ]);
  });

  test('what the API does not know is dropped', async () => {
    const components = [{ ...text('a'), colour: 'red' }];
    const { body } = await call(preview, 'POST', channel(), { flags: V2, components });
    expect(body.components).toEqual([{ type: 10, id: 1, content: 'a' }]);
  });
});

describe('what an answer refers to', () => {
  test('an answer to a button refers to its message, a context command’s is of its own type', async () => {
    const { message } = await send(channel(), { content: 'x', components: [button] }, {});
    const ada = preview.driver.person('Ada');
    const [source] = ada.messages().filter(({ id }) => id === message.id);
    void ada.press(source ?? null, 'go');
    const pressed = preview.driver.interactions.at(-1);
    if (!pressed) throw new Error('no interaction');
    await answer(preview, pressed, 4, { content: 'y' });
    expect(ada.messages().at(-1)?.raw).toMatchObject({
      type: 19,
      message_reference: { message_id: message.id },
      interaction_metadata: { type: 3, interacted_message_id: message.id },
    });
  });

  test('only messages of its own interaction can be changed with a token', async () => {
    const { message } = await send(channel(), { content: 'x' }, {});
    const interaction = ask(preview.driver, 'do');
    await answer(preview, interaction, 4, { content: 'y' });
    const hook = `/webhooks/${preview.applicationId}/${interaction.token}/messages`;
    expect((await call(preview, 'PATCH', `${hook}/${message.id}`, { content: 'z' }, null)).code).toBe(10008);
  });

  test('without USE_EXTERNAL_APPS the answers of a bot that only a user brought are for that user alone', async () => {
    const ada = preview.driver.person('Ada', { mayShowApps: false }).elsewhere();
    void ada.run('do');
    const interaction = preview.driver.interactions.at(-1);
    if (!interaction) throw new Error('no interaction');
    await answer(preview, interaction, 4, { content: 'for everybody' });
    expect(ada.messages().at(-1)?.ephemeral).toBe(true);
    ada.person.mayShowApps = true;
  });
});

describe('limits and headers', () => {
  test('an answer says what is left of its bucket', async () => {
    const { headers } = await fetch(`${preview.apiUrl}/v10/gateway`, {
      headers: { 'user-agent': 'DiscordBot (x, 1)' },
    });
    expect(headers.get('x-ratelimit-remaining')).toBe('4');
    expect(headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]{32}$/);
  });

  test.each([
    ['user', '0', false],
    ['shared', '4', false],
    ['global', null, true],
  ] as const)('a 429 of scope %s', async (scope, remaining, global) => {
    preview.driver.fault({ kind: 'rate-limit', path: /gateway$/, retryAfter: 1.25, scope });
    const response = await fetch(`${preview.apiUrl}/v10/gateway`, {
      headers: { 'user-agent': 'DiscordBot (x, 1)' },
    });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(response.headers.get('x-ratelimit-scope')).toBe(scope);
    expect(response.headers.get('x-ratelimit-remaining')).toBe(remaining);
    expect(response.headers.get('x-ratelimit-global')).toBe(global ? 'true' : null);
    expect(await response.json()).toMatchObject({ retry_after: 1.25, global });
  });

  test('a body without its Content-Type is refused, and a list of commands that is none', async () => {
    const response = await fetch(`${preview.apiUrl}/v10${channel()}`, {
      method: 'POST',
      headers: { 'user-agent': 'DiscordBot (x, 1)', authorization: `Bot ${preview.token}` },
      body: JSON.stringify({ content: 'x' }),
    });
    expect(await response.json()).toMatchObject({
      code: 50035,
      errors: { _errors: [{ code: 'CONTENT_TYPE_INVALID' }] },
    });
    expect((await call(preview, 'PUT', `/applications/${preview.applicationId}/commands`, {})).code).toBe(
      50035,
    );
    expect(preview.driver.person('Ada').commands()).toHaveLength(1);
  });

  test('spaces alone are an empty message', async () => {
    expect((await call(preview, 'POST', channel(), { content: ' \n' })).code).toBe(50006);
  });
});
