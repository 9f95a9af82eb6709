import { Events, PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import type { Actor, Reply } from '../../src/preview/driver.ts';
import type { Seen } from '../../src/preview/seen.ts';
import { DAY, HOUR, MINUTE } from '../../src/study/schedule/day.ts';
import { monthsOfCards } from './learner.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let offset = 0;
afterEach(() => stage.close());

/** A bot and a Discord whose clocks are moved together: a message is found by when it was posted. */
async function begin(): Promise<Actor> {
  offset = 0;
  stage = await startStage({ questions: monthsOfCards, previewNow: () => Date.now() + offset });
  return stage.driver.person('Ada', { admin: true });
}

async function settle(ms = 0): Promise<void> {
  offset += ms;
  stage.advance(ms);
  await stage.bot.daily.check();
}

/** Switches it on for a minute from now, in UTC, and waits for it. */
async function posted(ada: Actor, options: Record<string, string> = {}): Promise<Reply> {
  const soon = new Date(Date.now() + offset + 2 * MINUTE).toISOString().slice(11, 16);
  const set = await ada.run('daily set', { time: soon, timezone: 'UTC', ...options });
  await settle(2 * MINUTE);
  return set;
}

function questions(person: Actor): readonly Seen[] {
  return person
    .messages()
    .filter(({ ephemeral, text }) => !ephemeral && text.includes('Question of the day'));
}

function question(person: Actor): Seen {
  const found = questions(person).at(-1);
  if (found === undefined) throw new Error('there is no question of the day');
  return found;
}

/** Takes rights in a channel away from everybody, the bot too; resolves once the bot has heard of it. */
async function deny(place: Actor['place'], rights: bigint): Promise<void> {
  const { bot, driver, door } = stage;
  const heard = new Promise((resolve) => bot.client.once(Events.ChannelUpdate, resolve));
  driver.deny(place, rights);
  // By HTTP nobody tells the bot: it asks.
  if (door === 'gateway') await heard;
}

describe('/daily', () => {
  test('asks a question a day: answered in private, revealed with the next one, and a streak is kept', async () => {
    const ada = await begin();
    const bob = stage.driver.person('Bob');
    const set = await posted(ada);
    expect(set.message?.ephemeral).toBe(true);
    expect(set.message?.text).toContain('Saved. This is the daily question now');
    expect(set.message?.text).toMatch(
      /Every day at \*\*\d\d:\d\d\*\* \(UTC\) in <#\d+>, from \*\*every deck\*\*/,
    );
    const first = question(ada);
    expect(first.text).toContain('Nobody has answered yet.');
    const adas = await ada.press(first, 'A');
    expect(adas.message?.ephemeral).toBe(true);
    expect(adas.message?.text).toContain('You chose **A**');
    expect(adas.message?.text).toContain('You can change it once');
    expect(adas.message?.text).toContain('Your streak begins');
    expect((await ada.press(first, 'B')).message?.text).toContain('That was your one change');
    expect((await ada.press(first, 'A')).message?.text).toContain('changed your answer once already');
    await bob.press(first, 'A');
    await settle(2000);
    expect(first.text).toContain('2 answers so far.');
    expect(first.text).not.toMatch(/[✓✗]/);
    expect((await bob.run('stats')).message?.text).not.toContain('1 answer');

    await settle(DAY);
    expect(questions(ada)).toHaveLength(2);
    expect(first.text).toContain('✓ **B**');
    expect(first.text).toContain('1 of 2 answers right (50 %)');
    expect(first.text).toMatch(/✗ \*\*A\*\* .* · \*\*50 %\*\*/);
    expect(first.text).not.toContain('in a row');
    expect(first.buttons.map(({ label }) => label)).toEqual(['Practise this topic', 'Review now']);
    expect((await bob.press(first, 'Practise this topic')).message?.ephemeral).toBe(true);

    const second = question(ada);
    expect((await bob.press(second, 'B')).message?.text).toContain(
      'Your streak: **2** daily questions in a row',
    );
    const shares = await ada.press(second, 'B');
    await ada.press(shares.message, 'Let others see my streak');
    await settle(DAY);
    expect(second.text).toContain(`🔥 Two questions in a row or more: <@${ada.id}> (2), 1 more`);
    expect(second.text).not.toContain(bob.id);
  });

  test('tells everybody when and where, and only who manages the server may change it', async () => {
    const ada = await begin();
    const bob = stage.driver.person('Bob');
    expect((await bob.run('daily status')).message?.text).toContain('This server has none yet');
    const refused = await bob.run('daily set', { time: '09:00' });
    expect(refused.message?.text).toContain('permission "Manage Server"');
    expect((await bob.run('daily off')).message?.text).toContain('permission "Manage Server"');
    await ada.run('daily set', { time: '6:30 pm', timezone: 'berlin', deck: 'months' });
    const told = (await bob.run('daily status')).message;
    expect(told?.text).toContain('Every day at **18:30** (Europe/Berlin)');
    expect(told?.text).toContain('from **Months**');
    expect(told?.text).toMatch(/Next one: <t:\d+:f>/);
    // What is left out stays.
    await ada.run('daily set', { time: '7' });
    expect((await bob.run('daily status')).message?.text).toContain('**07:00** (Europe/Berlin)');
    expect((await ada.run('daily off')).message?.text).toContain('is off');
    expect((await bob.run('daily status')).message?.text).toContain('It is off in this server.');
  });

  test('says what is wrong with a time, a zone, a deck, a channel', async () => {
    const ada = await begin();
    const told = async (options: Record<string, string>) =>
      (await ada.run('daily set', options)).message?.text;
    expect(await told({ time: '25:00' })).toContain('“25:00” is not a time');
    expect(await told({ timezone: 'Atlantis' })).toContain("I don't know that place");
    expect(await told({ deck: 'nonsense' })).toContain("I don't know that deck");
    expect((await ada.run('daily status')).message?.text).toContain('This server has none yet');
    const zones = await ada.complete('daily set', 'timezone', 'mun');
    expect(zones[0]?.name).toContain('Munich (Europe/Berlin');
    expect((await ada.complete('daily set', 'time', '6pm')).map(({ value }) => value)).toEqual(['18:00']);
    expect((await ada.complete('daily set', 'deck', '')).map(({ name }) => name)).toEqual([
      'Every deck',
      'Months',
    ]);
  });

  test('is posted in another channel or a thread, and not where the bot cannot see or write', async () => {
    const ada = await begin();
    const lounge = stage.driver.channel('lounge');
    const thread = stage.driver.thread(lounge, 'study');
    await posted(ada, { channel: thread.id });
    expect(questions(ada)).toEqual([]);
    expect(questions(ada.at(thread))).toHaveLength(1);
    const voice = stage.driver.channel('talk', 2);
    expect(() => ada.run('daily set', { channel: voice.id })).toThrow('takes a channel');
    const told = await ada.at(voice).run('daily set', { channel: lounge.id });
    expect(told.message?.text).toContain(`in <#${lounge.id}>`);
    const readOnly = stage.driver.channel('read-only');
    await deny(readOnly, PermissionFlagsBits.SendMessages | PermissionFlagsBits.ReadMessageHistory);
    expect((await ada.run('daily set', { channel: readOnly.id })).message?.text).toContain(
      'I lack "Read Message History" and "Send Messages" there',
    );
  });

  test('in a channel that is gone is paused, told to who set it, and tried again the next day', async () => {
    const ada = await begin();
    const lounge = stage.driver.channel('lounge');
    const soon = new Date(Date.now() + 2 * MINUTE).toISOString().slice(11, 16);
    await ada.run('daily set', { time: soon, timezone: 'UTC', channel: lounge.id });
    stage.driver.removeChannel(lounge);
    await settle(2 * MINUTE);
    await settle(HOUR);
    const letters = () =>
      ada
        .inDm()
        .messages()
        .filter(({ text }) => text.includes('The daily question'));
    expect(letters().map(({ text }) => text)).toEqual([expect.stringContaining('the channel is gone')]);
    expect((await ada.run('daily status')).message?.text).toContain(
      'Paused:** The last question could not be posted',
    );
    const posts = () =>
      stage.driver.calls.filter(({ method, path }) => method === 'POST' && path.includes(lounge.id));
    expect(posts()).toHaveLength(1);
    await settle(DAY);
    expect(posts()).toHaveLength(2);
    expect(letters()).toHaveLength(1);
    expect((await ada.run('daily set', { channel: ada.place.id })).message?.text).not.toContain('Paused');
    await settle(DAY);
    expect(questions(ada)).toHaveLength(1);
  });

  test('whose answer from Discord is lost is found, and not posted again, hours later', async () => {
    const ada = await begin();
    const lost = stage.driver.fault({
      kind: 'drop',
      afterEffect: true,
      method: 'POST',
      path: /\/channels\/\d+\/messages$/,
      times: 9,
    });
    await posted(ada);
    expect(lost.hits()).toBeGreaterThan(0);
    lost.remove();
    expect(questions(ada)).toHaveLength(1);
    await settle(2 * HOUR);
    expect(questions(ada)).toHaveLength(1);
    expect(
      stage.driver.calls.filter(({ method, path }) => method === 'GET' && path.includes('/messages')),
    ).not.toEqual([]);
    expect((await ada.run('daily status')).message?.buttons.map(({ label }) => label)).toContain(
      'To the open question',
    );
  });

  test('from a deck that is gone comes from every deck, and says so', async () => {
    const ada = await begin();
    await posted(ada, { deck: 'months' });
    expect(question(ada).text).not.toContain('is gone');
    const { guild } = ada.place;
    await stage.store.setDaily({
      guildId: guild?.id ?? '',
      channelId: ada.place.id,
      minute: 0,
      zone: 'UTC',
      deck: `${guild?.id}.removed`,
      seed: 1,
      userId: ada.id,
      now: Date.now() + offset,
    });
    await settle(2 * DAY);
    expect(question(ada).text).toContain('The deck chosen for the daily question is gone');
    expect((await ada.run('daily status')).message?.text).toContain(
      'because the deck that was chosen is gone',
    );
  });

  test('takes sixty people who answer at the same moment, each acknowledged, in one edit a second', async () => {
    const ada = await begin();
    await posted(ada);
    const asked = question(ada);
    const people = Array.from({ length: 60 }, (_, index) => stage.driver.person(`Person ${index}`));
    const edits = () => stage.driver.calls.filter(({ method }) => method === 'PATCH').length;
    const before = edits();
    const replies = await Promise.all(people.map((person) => person.press(asked, 'B')));
    for (const { message, ackMs } of replies) {
      expect(message?.text).toContain('You chose **B**');
      expect(ackMs).toBeLessThan(3000);
    }
    await settle(1500);
    await settle(1500);
    expect(asked.text).toContain('60 answers so far.');
    expect(edits() - before).toBeLessThan(20);
  });
});
