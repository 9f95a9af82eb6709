import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/preview/driver.ts';
import type { Json } from '../../src/preview/wire.ts';
import { type Stage, type StageOptions, startStage } from './stage.ts';

/** What holds of interactions that come in by HTTP alone. That the bot is the same by both doors, the other tests say. */

let stage: Stage;
afterEach(() => stage.close());

async function start(options: StageOptions = {}): Promise<Actor> {
  stage = await startStage({ ...options, door: 'http' });
  return stage.driver.person('Ada');
}

/** A request as Discord sends it. */
function post(path: string, body: unknown): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const url = (stage.bot.interactionsUrl ?? '').replace('/interactions', path);
  return fetch(url, { method: 'POST', body: text, headers: stage.driver.world.signer.headers(text) });
}

/** The payload of a command, with an id of its own. */
async function payload(person: Actor, command: string): Promise<Json> {
  const { interaction } = await person.run(command);
  return { ...interaction.event, id: stage.driver.world.id() };
}

const callbacks = (): number => stage.driver.calls.filter(({ path }) => path.endsWith('/callback')).length;

test('a first answer is the response itself: of a command, a button, a modal, an autocompletion and a file, and nothing is called back', async () => {
  const ada = await start();
  expect((await ada.run('help')).kind).toBe('message');
  const opened = await ada.run('explain');
  expect(opened.kind).toBe('modal');
  const manifest =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: b, image: c }] }';
  const explained = await ada.submit(opened, { manifest });
  expect(explained.message?.files).toHaveLength(1);
  expect((await ada.press(explained.message, 'Show as picture')).kind).toBe('message');
  expect(await ada.complete('quiz', 'deck', '')).not.toHaveLength(0);
  expect(callbacks()).toBe(0);
  expect(stage.driver.delivered.filter(({ status }) => status !== 200)).toEqual([]);
});

test('PING is answered by PONG, what is no interaction by 400, and nothing of either is logged', async () => {
  const ada = await start();
  const pong = await post('/interactions', { id: '1', application_id: '2', type: 1, token: 't', version: 1 });
  expect([pong.status, pong.headers.get('content-type'), await pong.json()]).toEqual([
    200,
    'application/json',
    { type: 1 },
  ]);
  const good = await payload(ada, 'help');
  const { token: _, ...unanswerable } = good;
  for (const body of [
    [],
    null,
    'text',
    {},
    { ...good, type: 99 },
    { ...good, type: '2' },
    { ...good, id: 'x' },
    { ...good, data: null },
    { ...good, data: { type: 9 } },
    { ...good, type: 3, data: { component_type: 99, custom_id: 'a' } },
    { ...good, member: undefined, user: undefined },
    unanswerable,
  ]) {
    const { status } = await post('/interactions', JSON.stringify(body));
    expect(status, JSON.stringify(body)).toBe(400);
  }
  expect(stage.logged.filter(({ level }) => Number(level) > 30)).toEqual([]);
});

test('what comes twice is handled once: the second time is told by 202 that the first one answers', async () => {
  const ada = await start();
  const body = await payload(ada, 'stats');
  const [first, second] = await Promise.all([post('/interactions', body), post('/interactions', body)]);
  expect([first.status, second.status].sort()).toEqual([200, 202]);
  expect((await post('/interactions', body)).status).toBe(202);
});

describe('an answer that takes too long', () => {
  test('is not sent: the request ends in time, and the log says that it did not arrive', async () => {
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ada = await start({
      store: (store) => ({
        ...store,
        learnerSettings: async (...given) => slow.then(() => store.learnerSettings(...given)),
      }),
    });
    const began = performance.now();
    const failed = await ada.run('settings');
    expect(failed.kind).toBe('failed');
    expect(performance.now() - began).toBeLessThan(3000);
    expect(stage.driver.delivered.at(-1)?.status).toBe(504);
    release();
    while (!stage.logged.some(({ msg }) => msg === 'Discord took no answer in time'))
      await new Promise((resolve) => setImmediate(resolve));
    expect(callbacks()).toBe(0);
  });

  test('or whose asker is gone is not taken for one that arrived', async () => {
    let release: () => void = () => undefined;
    let reached: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ada = await start({
      store: (store) => ({
        ...store,
        learnerSettings: async (...given) => {
          reached();
          await slow;
          return store.learnerSettings(...given);
        },
      }),
    });
    const body = JSON.stringify({ ...(await payload(ada, 'help')), data: commandData(ada, 'settings') });
    const cut = request(stage.bot.interactionsUrl ?? '', {
      method: 'POST',
      headers: stage.driver.world.signer.headers(body),
    });
    cut.on('error', () => undefined);
    cut.end(body);
    await asked;
    cut.destroy();
    if (!cut.closed) await new Promise((resolve) => cut.once('close', resolve));
    // The other end has heard of it once it has served somebody else.
    await post('/interactions', { type: 1 });
    release();
    while (!stage.logged.some(({ msg }) => msg === 'Discord took no answer in time'))
      await new Promise((resolve) => setImmediate(resolve));
  });
});

/** A command without options, as a payload has it. */
function commandData(person: Actor, name: string): Json {
  return { id: person.commands().find((command) => command.name === name)?.id, name, type: 1 };
}

describe('an address', () => {
  test('that answers and refuses what is forged is taken by Discord, and one that does not is not', async () => {
    await start();
    const url = stage.bot.interactionsUrl ?? '';
    await expect(
      stage.driver.setEndpoint(url, url.replace('interactions', 'events')),
    ).resolves.toBeUndefined();
    for (const wrong of [`${url}/x`, url.replace('interactions', 'events'), stage.preview.url])
      await expect(stage.driver.setEndpoint(wrong)).rejects.toThrow('Invalid Form Body');
    await expect(stage.driver.setEndpoint(url, url)).rejects.toThrow('Invalid Form Body');
  });

  test('of another application is told from the first look: the key is not its own', async () => {
    await start();
    const other = startStage({
      door: 'http',
      publicKey: 'ab'.repeat(32),
    });
    await expect(other).rejects.toThrow(/^DISCORD_PUBLIC_KEY is not the key of the application "Podium"/);
  });
});

describe('servers', () => {
  const kept = async (): Promise<readonly string[]> => stage.store.guildsKept();
  const looked = async (times: number): Promise<void> => {
    while (stage.logged.filter(({ msg }) => msg === LOOKED).length < times)
      await new Promise((resolve) => setImmediate(resolve));
  };
  const LOOKED = 'which servers have the bot was looked up';

  test('that have the bot are noted by a look at its start, page by page, and those that removed it', async () => {
    await start();
    await looked(1);
    const more = Array.from({ length: 450 }, (_, n) => stage.driver.server(`Server ${n}`));
    await stage.restart();
    await looked(2);
    expect(await kept()).toHaveLength(451);
    for (const place of more.slice(0, 3)) stage.driver.leave(place);
    await stage.restart();
    await looked(3);
    expect(await kept()).toHaveLength(448);
    expect(stage.driver.calls.filter(({ path }) => path === '/users/@me/guilds')).toHaveLength(1 + 3 + 3);
  });

  test.each([
    ['the second page fails', /^\/users\/@me\/guilds$/, 3],
    ['it cannot be asked for by its id', /^\/guilds\/\d+$/, 3],
  ])('do not count as gone when %s', async (_what, path, times) => {
    await start();
    await looked(1);
    const more = Array.from({ length: 250 }, (_, n) => stage.driver.server(`Server ${n}`));
    await stage.restart();
    await looked(2);
    for (const place of more) stage.driver.leave(place);
    stage.driver.fault({ kind: 'status', status: 503, path, times: 100 });
    await stage.restart();
    while (!stage.logged.some(({ msg }) => String(msg).startsWith('which servers have the bot could not')))
      await new Promise((resolve) => setImmediate(resolve));
    expect(times).toBe(3);
    expect(await kept()).toHaveLength(251);
  });

  test('that add the bot are noted by Discord’s event; other events are taken, and none that is not signed', async () => {
    const ada = await start();
    await looked(1);
    const url = stage.bot.interactionsUrl ?? '';
    await stage.driver.setEndpoint(url, url.replace('interactions', 'events'));
    const place = stage.driver.server('Fresh');
    await stage.driver.delivery.authorized(ada.person, place.guild?.id ?? '');
    expect(await kept()).toContain(place.guild?.id);
    await stage.driver.delivery.authorized(ada.person, null);
    await stage.driver.delivery.deauthorized(ada.person);
    expect(stage.driver.delivered.slice(-3).map(({ status }) => status)).toEqual([204, 204, 204]);
    for (const body of [{}, { type: 1 }, { type: 1, event: { type: 7 } }, { type: 2, event: { type: 'A' } }])
      expect((await post('/events', body)).status).toBe(400);
  });

  test('an event that the database could not take is asked for again', async () => {
    const ada = await start({
      store: (store) => ({ ...store, guildJoined: () => Promise.reject(new RangeError('no')) }),
    });
    const url = stage.bot.interactionsUrl ?? '';
    await stage.driver.setEndpoint(url, url.replace('interactions', 'events'));
    await stage.driver.delivery.authorized(ada.person, stage.preview.guildId);
    expect(stage.driver.delivered.at(-1)?.status).toBe(500);
  });
});
