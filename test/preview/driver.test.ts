import type { Client } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, type Driver, NotPossible, upload } from '../../src/preview/driver.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { startDemoBot } from './demo-bot.ts';

let preview: Preview;
let client: Client;
let driver: Driver;
let ada: Actor;

beforeAll(async () => {
  preview = await startPreview({ port: 0, limits: { windowMs: 0 } });
  driver = preview.driver;
  client = await startDemoBot(preview);
  ada = driver.person('Ada');
});

afterAll(async () => {
  await client.destroy();
  await preview.close();
});

describe('a real discord.js bot and a person in the preview', () => {
  test('the person is offered what the bot registered', () => {
    expect(ada.commands().map((command) => command.name)).toEqual([
      'card',
      'paste',
      'slow',
      'silent',
      'Read code',
    ]);
  });

  test('an ephemeral answer is seen by its owner only', async () => {
    const reply = await ada.run('card', { deck: 'volumes', count: 2 });
    expect(reply.kind).toBe('message');
    expect(reply.message?.ephemeral).toBe(true);
    expect(reply.message?.text).toContain('deck: volumes');
    const grace = driver.person('Grace');
    expect(grace.messages().some((one) => one.id === reply.message?.id)).toBe(false);
    expect(() => grace.press(reply.message, 'A')).toThrow(NotPossible);
  });

  test('a button updates the message it stands on', async () => {
    const reply = await ada.run('card', { share: true });
    await driver.person('Grace').press(reply.message, 'B');
    expect(reply.message?.text).toContain('you picked B');
    expect(reply.message?.text).toContain('1 point');
  });

  test('a select with a deferred update leads to a follow-up', async () => {
    const reply = await ada.run('card');
    const chosen = await ada.choose(reply.message, 0, 'groups');
    expect(chosen.followUps.map((one) => one.content)).toEqual(['Chosen: groups']);
  });

  test('autocomplete gives the choices for what was typed', async () => {
    const choices = await ada.complete('card', 'deck', 'sec');
    expect(choices).toEqual([{ name: 'security-context', value: 'security-context' }]);
  });

  test('a file travels with a command and can be downloaded from its signed address only', async () => {
    const reply = await ada.run('card', { file: upload('my pod.yaml', 'kind: Pod\n') });
    expect(reply.message?.text).toContain('File **my_pod.yaml**, 10 bytes');
    const data = reply.interaction.event.data as {
      resolved: { attachments: Record<string, { url: string }> };
    };
    const [file] = Object.values(data.resolved.attachments);
    const url = new URL(file?.url ?? '');
    expect(await (await fetch(url)).text()).toBe('kind: Pod\n');
    url.searchParams.set('hm', '0');
    expect((await fetch(url)).status).toBe(404);
  });

  test('a modal keeps line breaks and its presets', async () => {
    const opened = await ada.run('paste');
    expect(opened.kind).toBe('modal');
    expect(opened.modal?.title).toBe('Explain a manifest');
    const reply = await ada.submit(opened, { manifest: 'a: 1\nb: 2\nc: 3', version: '1.35' });
    expect(reply.message?.content).toContain('3 lines, level pod, version 1.35, strict false, files none');
    const files = [upload('a.yaml', 'a: 1'), upload('b.yaml', 'b: 1')];
    const more = await ada.submit(opened, {
      manifest: 'x',
      version: '1.34',
      strict: true,
      level: ['container'],
      files,
    });
    expect(more.message?.content).toContain(
      '1 lines, level container, version 1.34, strict true, files a.yaml b.yaml',
    );
    expect(() => ada.submit(opened, { manifest: '' })).toThrow(/required/);
    expect(() => ada.submit(opened, { manifest: 'x'.repeat(4001) })).toThrow(/4000/);
  });

  test('a deferred answer is complete when it was edited, with its files', async () => {
    const reply = await ada.run('slow');
    expect(reply.message?.thinking).toBe(false);
    expect(reply.message?.text).toContain('secure-pod');
    expect(reply.message?.file('all.txt')).toBe('uid 2000\n');
  });

  test('a message command brings the message with its content', async () => {
    const said = ada.inDm().say('kind: Pod');
    const reply = await ada.inDm().runOn('Read code', said);
    expect(reply.message?.content).toBe('That message has 9 characters.');
  });

  test('a command that Discord’s client would not send is not sent', () => {
    expect(() => ada.run('card', { count: 21 })).toThrow(/at most 20/);
    expect(() => ada.run('nothing')).toThrow(/no command/);
    expect(() => ada.run('card', { other: 'x' })).toThrow(/no option/);
  });

  test('outside its server the bot works for those who installed it for themselves', async () => {
    expect(ada.elsewhere().commands()).toEqual([]);
    const registered = await client.rest.put(
      `/applications/${preview.applicationId}/guilds/${preview.guildId}/commands`,
      {
        body: [{ name: 'here', description: 'Only here' }],
      },
    );
    expect(registered).toMatchObject([{ name: 'here', guild_id: preview.guildId }]);
    expect(ada.commands().map((command) => command.name)).toContain('here');
    expect(
      ada
        .inDm()
        .commands()
        .map((command) => command.name),
    ).not.toContain('here');
  });

  test('a silent bot fails after three seconds', async () => {
    const reply = await ada.run('silent');
    expect(reply.kind).toBe('failed');
  });
});

describe('a troubled gateway', () => {
  test('events during a cut connection are replayed by the resume', async () => {
    const resumes = driver.gateway.resumes;
    driver.gateway.drop();
    const reply = await ada.run('card');
    expect(reply.kind).toBe('message');
    expect(driver.gateway.resumes).toBe(resumes + 1);
  });

  test('op 7 makes the bot resume', async () => {
    const resumes = driver.gateway.resumes;
    const back = driver.gateway.nextReady();
    driver.gateway.askReconnect();
    await back;
    expect(driver.gateway.resumes).toBe(resumes + 1);
    expect((await ada.run('card')).kind).toBe('message');
  });

  test('op 9 makes the bot identify anew', async () => {
    const identifies = driver.gateway.identifies;
    const back = driver.gateway.nextReady();
    driver.gateway.invalidate(false);
    await back;
    expect(driver.gateway.identifies).toBe(identifies + 1);
    expect((await ada.run('card')).kind).toBe('message');
  });
});

describe('faults', () => {
  test('500 is retried by discord.js until it passes', async () => {
    const fault = driver.fault({ kind: 'status', status: 500, path: /callback$/, times: 2 });
    expect((await ada.run('card')).kind).toBe('message');
    expect(fault.hits()).toBe(2);
  });

  test('a connection that is reset is tried again, and so is one that hangs', async () => {
    const cut = driver.fault({ kind: 'reset', path: /callback$/ });
    expect((await ada.run('card')).kind).toBe('message');
    expect(cut.hits()).toBe(1);
    const hung = driver.fault({ kind: 'hang', path: /callback$/ });
    const reply = await ada.run('card');
    expect(reply.kind).toBe('message');
    expect(hung.hits()).toBe(1);
    driver.clearFaults();
  });

  test('a connection that is closed without an answer is not tried again', async () => {
    const warned = new Promise<string>((resolve) => client.once('warn', resolve));
    driver.fault({ kind: 'drop', path: /callback$/ });
    expect((await ada.run('card')).kind).toBe('failed');
    expect(await warned).toContain('other side closed');
  });

  test('429 is waited for', async () => {
    const fault = driver.fault({ kind: 'rate-limit', path: /callback$/, retryAfter: 0.02 });
    expect((await ada.run('card')).kind).toBe('message');
    expect(fault.hits()).toBe(1);
  });

  test('an answer lost after it took effect ends in 40060', async () => {
    const warned = new Promise<string>((resolve) => client.once('warn', resolve));
    driver.fault({ kind: 'status', status: 502, path: /callback$/, afterEffect: true });
    expect((await ada.run('card')).kind).toBe('message');
    expect(await warned).toContain('already been acknowledged');
  });

  test('a replayed interaction is answered once', async () => {
    const reply = await ada.run('card');
    const count = ada.messages().length;
    const warned = new Promise<string>((resolve) => client.once('warn', resolve));
    driver.replay(reply.interaction);
    expect(await warned).toContain('already been acknowledged');
    expect(ada.messages().length).toBe(count);
  });
});

test('people, servers and channels keep their ids over a restart of the preview, so that scores do', async () => {
  const again = await startPreview({ port: 0, limits: { windowMs: 0 } });
  expect(again.guildId).toBe(preview.guildId);
  expect(again.driver.person('Ada').id).toBe(ada.id);
  expect(again.driver.person('Ada').inDm().place.id).toBe(ada.inDm().place.id);
  expect(again.driver.person('Grace').id).not.toBe(ada.id);
  await again.close();
});
