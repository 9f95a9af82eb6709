import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { questionSource } from '../../src/play/library.ts';
import type { Actor } from '../../src/preview/driver.ts';
import type { Seen } from '../../src/preview/seen.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { knows } from './group-members.ts';
import { type Stage, startStage } from './stage.ts';

const DECKS = (await ourDecks()).map((deck) => ({
  ...deck,
  cards: deck.cards.filter(({ kind }) => kind === 'choice' || kind === 'multi'),
}));
const TOPICS = ['runAsUser', 'levels', 'fsGroup'];

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ questions: questionSource(() => DECKS) });
});
afterEach(() => stage.close());

/** People who have learned three topics, each a while ago. */
async function learners(...names: string[]): Promise<Actor[]> {
  const people = names.map((name) => stage.driver.person(name));
  for (const [index, person] of people.entries())
    for (const [place, topic] of TOPICS.entries())
      await knows(stage.store, DECKS, person, topic, 2 + index * 9 + place * 5);
  return people;
}

async function joined(...names: string[]): Promise<Actor[]> {
  const people = await learners(...names);
  for (const person of people) await person.run('group join');
  return people;
}

async function shown(person: Actor): Promise<Seen> {
  const { message } = await person.run('group show');
  if (message === null) throw new Error('nothing was shown');
  expect(message.ephemeral).toBe(false);
  return message;
}

/** A date so many days from now, in UTC. */
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

describe('/group', () => {
  test('says how many people are missing, names nobody, and shows nothing of two', async () => {
    const [ada] = (await joined('Ada', 'Bob')) as [Actor];
    const message = await shown(ada);
    expect(message.text).toContain('**1 more person** has to join');
    expect(message.text).not.toMatch(/<@|runAsUser/);
    expect(message.pictures).toEqual([]);
    expect(message.buttons.map(({ label }) => label)).not.toContain('Start a match on these');
  });

  test('shows what three people remember, as a picture and in words, and not what somebody does who has not joined', async () => {
    const [ada] = (await joined('Ada', 'Bob', 'Cem')) as [Actor];
    const before = await shown(ada);
    for (const topic of TOPICS) expect(before.text).toMatch(new RegExp(`${topic}: \\*\\*\\d+ %\\*\\* today`));
    expect(before.pictures[0]?.description).toMatch(
      /^What the group remembers\. .*fsGroup \d+ %, then \d+ %/,
    );
    const eve = stage.driver.person('Eve');
    await knows(stage.store, DECKS, eve, 'capabilities', 1);
    await knows(stage.store, DECKS, eve, 'levels', 1);
    stage.advance(60_000);
    expect((await shown(eve)).text).toBe(before.text);
  });

  test('says to whoever joins exactly what others see; who leaves counts no more', async () => {
    const [ada, bob] = (await joined('Ada', 'Bob', 'Cem')) as [Actor, Actor];
    const own = await ada.press(await shown(ada), 'My part…');
    expect(own.message?.ephemeral).toBe(true);
    expect(own.message?.text).toContain('the mean over all of them, rounded to 5 %');
    const left = await bob.run('group leave');
    expect(left.message?.text).toContain('You have left the group');
    expect((await shown(ada)).text).toContain('**1 more person** has to join');
    const again = await bob.press(await shown(ada), 'Join');
    expect(again.message?.ephemeral).toBe(true);
    expect(again.message?.text).toContain('You have joined this group');
    expect((await shown(ada)).text).toContain('3 people have joined');
    await bob.press(again.message, 'Leave the group');
    expect(again.message?.text).toContain('You have left the group');
  });

  test('names who could explain what to whom only with the leave of both', async () => {
    const [ada, bob, cem] = (await joined('Ada', 'Bob', 'Cem')) as [Actor, Actor, Actor];
    await knows(stage.store, DECKS, ada, 'volumes', 0);
    await knows(stage.store, DECKS, bob, 'volumes', 40);
    await knows(stage.store, DECKS, cem, 'volumes', 300);
    const allow = async (person: Actor): Promise<void> => {
      const part = await person.press(await shown(person), 'My part…');
      await person.press(part.message, 'I may be named');
      expect(part.message?.text).toContain('You let yourself be named');
    };
    await allow(cem);
    expect((await shown(ada)).text).not.toContain('<@');
    await allow(ada);
    const text = (await shown(bob)).text;
    expect(text).toMatch(new RegExp(`<@${ada.id}> could explain .* to <@${cem.id}>`));
    expect(text).not.toContain(bob.id);
    const part = await cem.press(await shown(cem), 'My part…');
    await cem.press(part.message, 'Name me no more');
    expect((await shown(ada)).text).not.toContain('<@');
  });

  test('starts a match on what is about to be forgotten, of these topics alone, and one a channel', async () => {
    const [ada, bob] = (await joined('Ada', 'Bob', 'Cem')) as [Actor, Actor];
    const message = await shown(ada);
    const started = await ada.press(message, 'Start a match on these');
    expect(started.message?.ephemeral).toBe(true);
    expect(started.message?.text).toContain('The lobby is open below');
    await stage.bot.matches.check();
    const lobby = ada.messages().findLast(({ text }) => text.includes('A match is about to begin')) ?? null;
    for (const topic of TOPICS) expect(lobby?.text).toContain(topic);
    const second = await bob.press(message, 'Start a match on these');
    expect(second.message?.text).toContain('A match is on in this channel already');
    await ada.press(lobby, 'Start');
    await stage.bot.matches.check();
    const view = await stage.store.liveMatch(ada.place.id);
    expect(TOPICS).toContain(view?.round?.question.topic);
  });

  test('starts no match where the server’s managers let none run', async () => {
    const [ada] = (await joined('Ada', 'Bob', 'Cem')) as [Actor];
    const { guildId } = stage.preview;
    await stage.store.saveServerSettings(guildId, { matchChannels: ['300000000000000099'] });
    const refused = await ada.press(await shown(ada), 'Start a match on these');
    expect(refused.message?.text).toContain('Matches may run nowhere in this server now');
    expect(await stage.store.liveMatch(ada.place.id)).toBeUndefined();
    await stage.store.saveServerSettings(guildId, { matchChannels: [] });
  });

  test('refuses a match where nothing is told any more', async () => {
    const [ada, bob] = (await joined('Ada', 'Bob', 'Cem')) as [Actor, Actor];
    const message = await shown(ada);
    await bob.run('group leave');
    const refused = await ada.press(message, 'Start a match on these');
    expect(refused.message?.text).toContain('3 people have to join');
    expect(await stage.store.liveMatch(ada.place.id)).toBeUndefined();
  });
});

describe('the exam day of a group', () => {
  test('is set by who manages the server; then it counts down, and proposes settings in private', async () => {
    const [ada, bob] = (await joined('Ada', 'Bob', 'Cem')) as [Actor, Actor];
    const refused = await bob.run('group exam', { date: inDays(13) });
    expect(refused.message?.text).toContain('Manage Server');
    const mia = stage.driver.person('Mia', { admin: true });
    const set = await mia.run('group exam', { date: inDays(12), zone: 'UTC' });
    expect(set.message?.ephemeral).toBe(false);
    expect(set.message?.text).toContain('12 days to go');
    const proposed = ada.next(({ ephemeral, text }) => ephemeral && text.includes('For the exam'));
    const message = await shown(ada);
    expect(message.text).toContain(`**Exam: ${inDays(12)}, 12 days to go** (UTC)`);
    expect(message.pictures[0]?.description).toContain('12 days to go');
    const proposal = await proposed;
    const [, fresh, reviews, retention] =
      /New cards a day: \*\*(\d+)\*\*[\s\S]*Reviews a day: \*\*(\d+)\*\*[\s\S]*retention: \*\*(\d+) %\*\*/.exec(
        proposal.text,
      ) ?? [];
    await ada.press(proposal, 'Use these settings');
    expect(await stage.store.settings(ada.id)).toMatchObject({
      newPerDay: Number(fresh),
      reviewsPerDay: Number(reviews),
      retention: Number(retention) / 100,
    });
    expect(proposal.text).toMatch(/Your settings suit it as they are|You have decided/);
    const before = ada.messages().length;
    stage.advance(DAY);
    expect((await shown(ada)).text).toContain('11 days to go');
    // Decided once, nothing is proposed again: what comes next is the answer to the next command.
    await ada.run('group leave');
    expect(ada.messages().length).toBe(before + 2);
  });

  test('that was changed makes an older proposal void', async () => {
    const [ada] = (await joined('Ada', 'Bob', 'Cem')) as [Actor];
    const mia = stage.driver.person('Mia', { admin: true });
    await mia.run('group exam', { date: inDays(12), zone: 'UTC' });
    const part = await ada.run('group join');
    await mia.run('group exam', { date: inDays(40), zone: 'UTC' });
    const before = await stage.store.settings(ada.id);
    const told = await ada.press(part.message, 'Use these settings');
    expect(told.message?.text).toContain('this proposal no longer holds');
    expect(await stage.store.settings(ada.id)).toEqual(before);
  });

  test('is set in a box as well, in the zone of a city; a day in the past is refused with what to do', async () => {
    const mia = stage.driver.person('Mia', { admin: true });
    const message = await shown(mia);
    const opened = await mia.press(message, 'Set our exam day…');
    expect(opened.kind).toBe('modal');
    const past = await mia.submit(opened, { day: '2020-01-01', zone: 'Berlin' });
    expect(past.message?.text).toContain('2020-01-01 is in the past');
    const set = await mia.submit(await mia.press(message, 'Set our exam day…'), {
      day: inDays(20),
      zone: 'Berlin',
    });
    expect(set.message?.text).toContain(`${inDays(20)}** (Europe/Berlin)`);
    const bob = stage.driver.person('Bob');
    expect((await bob.press(message, 'Set our exam day…')).message?.text).toContain('Manage Server');
    await mia.run('group exam', { date: 'off' });
    expect((await shown(mia)).text).toContain('No exam day is set');
  });

  test('that is over is said to be, and a new one is offered', async () => {
    const mia = stage.driver.person('Mia', { admin: true });
    await mia.run('group exam', { date: inDays(2), zone: 'UTC' });
    stage.advance(2 * DAY);
    expect((await shown(mia)).text).toContain('The exam is today');
    stage.advance(2 * DAY);
    const message = await shown(mia);
    expect(message.text).toContain(`${inDays(2)}, is over`);
    expect(message.buttons.map(({ label }) => label)).toContain('Set a new exam day…');
  });
});

test('who has left the server is let go of, and who deleted their data too', async () => {
  const [ada, bob] = (await joined('Ada', 'Bob', 'Cem', 'Dua')) as [Actor, Actor];
  bob.person.member = false;
  expect((await shown(ada)).text).toContain('4 people have joined');
  stage.advance(2 * DAY);
  expect((await shown(ada)).text).toContain('3 people have joined');
  await stage.store.deleteUser(ada.id);
  expect((await shown(ada)).text).toContain('**1 more person** has to join');
});
