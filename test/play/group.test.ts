import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { openGroups } from '../../src/play/group.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { questionSource } from '../../src/play/library.ts';
import type { Store } from '../../src/store/store.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { onPostgres } from '../store/database.ts';
import { NOON, tempFolder, tempStore } from '../store/fixtures.ts';

const GUILD = '200000000000000001';
const TODAY = Math.floor(NOON / DAY);
const DECKS = await ourDecks();
const KEYS = DECKS.flatMap(({ cards }) => cards.map(({ key }) => key));
const QUESTIONS = questionSource(() => DECKS);
const LABS = labSource(() => []);

/** Thousands of people are put straight into an SQLite file. */
const onFile = test.skipIf(onPostgres);

/** Groups as the bot has them, at a moment. */
const groupsOf = (store: Store, now = NOON) => openGroups(store, QUESTIONS, LABS, () => now);

/** A database in which so many people have met so many cards; the first `joined` of them are in the group. */
async function people(count: number, cards: number, joined = count): Promise<Store> {
  const path = join(tempFolder(), 'podium.db');
  const store = await tempStore(path);
  const db = new Database(path);
  const card = db.prepare(
    'INSERT INTO cards (user_id, card, state, stability, difficulty, reps, last_day) VALUES (?, ?, 2, ?, 5, 3, ?)',
  );
  const member = db.prepare(
    'INSERT INTO group_members (guild_id, user_id, joined_at, seen_at) VALUES (?, ?, 0, 0)',
  );
  db.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const id = String(10n ** 17n + BigInt(index));
      if (index < joined) member.run(GUILD, id);
      for (const [place, key] of KEYS.slice(0, cards).entries())
        card.run(id, key, 1 + ((index * 7 + place) % 90), TODAY - ((index + place) % 50));
    }
  })();
  db.close();
  return store;
}

onFile('two thousand members are read a few at a time, and others are served in between', async () => {
  const store = await people(2000, 12);
  const lots: number[] = [];
  const watched: Store = {
    ...store,
    memberMemories: (ids) => {
      lots.push(ids.length);
      return store.memberMemories(ids);
    },
  };
  let turns = 0;
  let done = false;
  const count = async (): Promise<void> => {
    while (!done) {
      await turn();
      turns += 1;
    }
  };
  const counting = count();
  const { members, topics } = await groupsOf(watched).view(GUILD);
  done = true;
  await counting;
  expect(members).toBe(2000);
  expect(topics.length).toBeGreaterThan(0);
  expect(Math.max(...lots)).toBeLessThanOrEqual(10);
  expect(lots.reduce((sum, each) => sum + each, 0)).toBe(2000);
  expect(turns).toBeGreaterThanOrEqual(lots.length);
});

onFile(
  'two hundred people who look at once cost one reading; who leaves meanwhile counts in none that begins then',
  async () => {
    const store = await people(4, 12);
    let read = 0;
    const groups = groupsOf({
      ...store,
      memberMemories: (ids) => {
        read += 1;
        return store.memberMemories(ids);
      },
    });
    const seen = await Promise.all(Array.from({ length: 200 }, () => groups.view(GUILD)));
    expect(new Set(seen).size).toBe(1);
    expect(read).toBe(1);
    await store.leaveGroup({ guildId: GUILD, userId: String(10n ** 17n) });
    expect((await groups.view(GUILD)).members).toBe(3);
    await store.leaveGroup({ guildId: GUILD, userId: String(10n ** 17n + 1n) });
    expect(await groups.view(GUILD)).toMatchObject({ members: 2, topics: [], pairs: [] });
  },
);

onFile('whoever has not joined changes nothing of what is shown, whatever they have learned', async () => {
  const alone = await groupsOf(await people(4, 12)).view(GUILD);
  expect(await groupsOf(await people(9, 12, 4)).view(GUILD)).toEqual(alone);
});

onFile('a card that was suspended counts no more', async () => {
  const store = await people(3, 1);
  const before = await groupsOf(store).view(GUILD);
  expect(before.topics).toHaveLength(1);
  for (const index of [0n, 1n, 2n]) await store.suspend(String(10n ** 17n + index), KEYS[0] ?? '', true);
  expect((await groupsOf(store).view(GUILD)).topics).toEqual([]);
});

onFile(
  'the later day is that of the exam, on the calendar of the group; without one it is two weeks away',
  async () => {
    const store = await people(3, 3);
    const set = (examDay: number | null, zone: string) =>
      store.setExamDay({ guildId: GUILD, examDay, zone, salt: 1 });
    expect((await groupsOf(store).view(GUILD)).days).toEqual({ today: TODAY, later: TODAY + 14 });
    await set(TODAY + 12, 'UTC');
    expect((await groupsOf(store).view(GUILD)).days).toEqual({ today: TODAY, later: TODAY + 12 });
    // At noon in London the next day has begun on Kiritimati.
    await set(TODAY + 12, 'Pacific/Kiritimati');
    expect((await groupsOf(store).view(GUILD)).days).toEqual({ today: TODAY + 1, later: TODAY + 12 });
    await set(TODAY - 1, 'UTC');
    expect((await groupsOf(store).view(GUILD)).days).toEqual({ today: TODAY, later: TODAY + 14 });
  },
);

onFile('a server that removed the bot leaves nothing of its group', async () => {
  const store = await people(3, 3);
  await store.setExamDay({ guildId: GUILD, examDay: TODAY + 12, zone: 'Europe/Berlin', salt: 1 });
  await store.guildLeft(GUILD, NOON);
  await store.purgeGuilds(NOON + 8 * DAY);
  expect(await store.groupMembers(GUILD)).toEqual([]);
  expect(await store.studyGroup(GUILD)).toMatchObject({ examDay: null, zone: 'UTC' });
});

onFile('joining twice is joining once, and what was allowed stays; leaving takes it back', async () => {
  const store = await people(1, 1, 0);
  const person = { guildId: GUILD, userId: '100000000000000009' };
  await expect(store.allowNaming({ ...person, named: true })).rejects.toMatchObject({ code: 'not-possible' });
  await store.joinGroup({ ...person, salt: 1, now: NOON });
  await store.allowNaming({ ...person, named: true });
  expect(await store.joinGroup({ ...person, salt: 2, now: NOON + 1 })).toMatchObject({ named: true });
  expect((await store.studyGroup(GUILD)).salt).toBe(1);
  expect(await store.leaveGroup(person)).toBe(true);
  expect(await store.leaveGroup(person)).toBe(false);
  expect(await store.joinGroup({ ...person, salt: 3, now: NOON })).toMatchObject({ named: false });
});
