import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { deckOf } from '../../src/decks/deck-file.ts';
import type { CardFile, DeckFile } from '../../src/decks/schema.ts';
import { MOST_SERVER_DECKS } from '../../src/store/index.ts';
import type { Store } from '../../src/store/store.ts';
import type { Deck } from '../../src/study/deck.ts';
import { chosenItems, drawQuestion } from '../../src/study/index.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { onPostgres, openStore } from './database.ts';
import { askInput, NOON, numberCard, right, tempFolder, tempStore } from './fixtures.ts';

const ME = '100000000000000001';
const OTHER = '100000000000000002';
const GUILD = '200000000000000001';
const ELSEWHERE = '200000000000000002';

function choice(id: string, answer = 'container', more: Partial<CardFile> = {}): CardFile {
  return {
    id,
    kind: 'choice',
    topic: 'levels',
    difficulty: 2,
    prompt: `Which wins in ${id}?`,
    options: ['container', 'pod', 'image'].map((text) => ({
      text,
      ...(text === answer ? { correct: true } : {}),
    })),
    ...more,
  } as CardFile;
}

function deck(cards: readonly CardFile[], more: Partial<DeckFile> = {}): Deck {
  return deckOf({ id: 'ours', title: 'Ours', description: 'Our deck.', ...more, cards: [...cards] });
}

/** Puts a card of the server's deck to a person, as it is now, and records an answer by the text of an option. */
async function answer(store: Store, key: string, text: string, now: number, userId = ME) {
  const card = await store.serverCard(key);
  if (card === undefined) throw new Error(`no card ${key}`);
  const question = drawQuestion(card, now);
  const option = question.options?.find((each) => each.text === text);
  const given = { kind: 'options', keys: [option?.key ?? ''] } as const;
  const { id } = await store.ask(askInput({ question, userId, now }));
  const correct = option?.correct === true;
  const chosen = chosenItems(question, given);
  return { id, ...(await store.recordAnswer(right(id, { userId, correct, chosen, answer: given, now }))) };
}

function fail(): never {
  throw new Error('there is no such card');
}

const key = (id: string) => `${GUILD}.ours/${id}`;
const memoryOf = async (store: Store, card: string) => (await store.cardInfo(ME, card, NOON))?.memory;

describe('a server’s deck', () => {
  test('is kept for that server alone, whole and in order', async () => {
    const store = await tempStore();
    const ours = deck([
      choice('a'),
      choice('b', 'pod', { family: 'pair' }),
      choice('c', 'pod', { family: 'pair' }),
    ]);
    expect(await store.importDeck(GUILD, ours, NOON)).toEqual({
      added: 3,
      changed: 0,
      kept: 0,
      reworded: [],
      removed: 0,
    });
    expect(await store.serverDecks(GUILD)).toEqual([
      { id: 'ours', title: 'Ours', description: 'Our deck.', cards: 3, topics: ['levels'], importedAt: NOON },
    ]);
    expect(await store.serverDecks(ELSEWHERE)).toEqual([]);
    const everything = { guildId: GUILD, deck: null, topic: null };
    const parts = [`deck ${GUILD}.ours`];
    expect(await store.serverPool(everything)).toEqual([
      { card: key('a'), parts },
      { card: key('b'), family: `${GUILD}.ours/pair`, parts },
      { card: key('c'), family: `${GUILD}.ours/pair`, parts },
    ]);
    expect(await store.serverPool({ ...everything, topic: 'LEVELS' })).toHaveLength(3);
    expect(await store.serverPool({ ...everything, topic: 'volumes' })).toEqual([]);
    expect(await store.serverPool({ ...everything, guildId: ELSEWHERE })).toEqual([]);
    expect((await store.serverDeck(GUILD, 'ours'))?.cards.map(({ id, prompt }) => [id, prompt])).toEqual(
      ours.cards.map(({ id, prompt }) => [id, prompt]),
    );
  });

  test('imported again: a card keeps its schedule by its id, whatever its wording', async () => {
    const store = await tempStore();
    await store.importDeck(GUILD, deck([choice('a'), choice('gone')]), NOON);
    await answer(store, key('a'), 'container', NOON);
    const before = await memoryOf(store, key('a'));
    const edited = deck([choice('a', 'container', { prompt: 'Better words?' }), choice('new')]);
    expect(await store.importDeck(GUILD, edited, NOON)).toEqual({
      added: 1,
      changed: 0,
      kept: 1,
      reworded: [],
      removed: 1,
    });
    expect(await memoryOf(store, key('a'))).toEqual(before);
    expect((await store.serverCard(key('a')))?.prompt).toBe('Better words?');
    expect(await store.serverCard(key('gone'))).toBeUndefined();
  });

  test('a changed answer starts the card again for everyone, and its statistics', async () => {
    const store = await tempStore();
    await store.importDeck(GUILD, deck([choice('a'), choice('b')]), NOON);
    const first = await answer(store, key('a'), 'container', NOON);
    await answer(store, key('b'), 'pod', NOON);
    const kept = await memoryOf(store, key('b'));
    const result = await store.importDeck(GUILD, deck([choice('a', 'image'), choice('b')]), NOON);
    expect(result).toEqual({ added: 0, changed: 1, kept: 1, reworded: [], removed: 0 });
    expect(await memoryOf(store, key('a'))).toMatchObject({ state: 'new', stability: 0, lastDay: null });
    expect(await memoryOf(store, key('b'))).toEqual(kept);
    expect((await store.itemStats([key('a'), key('b')])).has(key('a'))).toBe(false);
    const pool = [{ card: key('a') }];
    expect(await store.nextCard({ userId: ME, pool, now: NOON })).toMatchObject({
      kind: 'card',
      from: 'new',
    });
    await expect(store.undo(first.id, ME)).rejects.toMatchObject({ code: 'not-possible' });
    const again = await answer(store, key('a'), 'image', NOON + 1);
    expect(again.review).toMatchObject({ grade: 'good', before: { state: 'new' } });
  });

  test('a question that was open when the answer changed is graded by itself, as practice', async () => {
    const store = await tempStore();
    await store.importDeck(GUILD, deck([choice('a')]), NOON);
    const card = await store.serverCard(key('a'));
    if (card === undefined) throw new Error('no card');
    const { id } = await store.ask(askInput({ question: drawQuestion(card, 1) }));
    await store.importDeck(GUILD, deck([choice('a', 'pod')]), NOON);
    expect(await store.recordAnswer(right(id))).toMatchObject({ correct: true, review: null });
    expect((await memoryOf(store, key('a')))?.state).toBe('new');
    // It answers another question than the card asks now, so it is none of its statistics; undo takes nothing from them.
    expect((await store.itemStats([key('a')])).has(key('a'))).toBe(false);
    await store.undo(id, ME);
    expect((await store.itemStats([key('a')])).has(key('a'))).toBe(false);
  });

  test('another option is right: anew, whatever else is reworded; other options come and go without a loss', async () => {
    const store = await tempStore();
    await store.importDeck(GUILD, deck([choice('a')]), NOON);
    await answer(store, key('a'), 'container', NOON);
    const before = await memoryOf(store, key('a'));
    const options = [
      { text: 'The node, of all things' },
      { text: 'container', correct: true },
      { text: 'pod.' },
    ];
    const other = deck([choice('a', 'container', { options } as Partial<CardFile>)]);
    expect(await store.importDeck(GUILD, other, NOON)).toMatchObject({ kept: 1, reworded: [] });
    expect(await memoryOf(store, key('a'))).toEqual(before);
    const moved = options.map(({ text }) => ({
      text: `${text}!`,
      ...(text === 'pod.' ? { correct: true } : {}),
    }));
    const anew = deck([choice('a', 'container', { options: moved } as Partial<CardFile>)]);
    expect(await store.importDeck(GUILD, anew, NOON)).toMatchObject({ changed: 1, kept: 0 });
    expect((await memoryOf(store, key('a')))?.state).toBe('new');
  });

  test('a full stop, and ids that its author adds later, lose neither schedule nor statistics', async () => {
    const store = await tempStore();
    await store.importDeck(GUILD, deck([choice('a')]), NOON);
    const first = await answer(store, key('a'), 'container', NOON);
    await answer(store, key('a'), 'pod', NOON, OTHER);
    const before = await memoryOf(store, key('a'));
    const { id: open } = await store.ask(
      askInput({ question: drawQuestion((await store.serverCard(key('a'))) ?? fail(), 1), userId: OTHER }),
    );
    const texts = ['The container.', 'The pod.', 'The image.'];
    const versions = [
      texts.map((text, index) => ({ text, ...(index === 0 ? { correct: true } : {}) })),
      texts.map((text, index) => ({ id: `o-${index}`, text, ...(index === 0 ? { correct: true } : {}) })),
      texts.map((_, index) => ({
        id: `o-${index}`,
        text: `${index}`,
        ...(index === 0 ? { correct: true } : {}),
      })),
    ].map((options) => deck([choice('a', 'container', { options } as Partial<CardFile>)]));
    for (const version of versions) {
      expect(await store.importDeck(GUILD, version, NOON)).toMatchObject({ changed: 0, kept: 1 });
      expect(await memoryOf(store, key('a'))).toEqual(before);
    }
    const chosen = async () => (await store.itemStats([key('a')])).get(key('a'))?.chosen;
    expect(await chosen()).toEqual(
      new Map([
        ['o-0', 1],
        ['o-1', 1],
      ]),
    );
    // What was asked before knows its options by their new ids too: answered, it counts, and undone, it does not.
    const asked = (await store.findAsk(open))?.question;
    expect(asked?.options?.map(({ id }) => id).toSorted()).toEqual(['o-0', 'o-1', 'o-2']);
    await store.undo(first.id, ME);
    expect(await chosen()).toEqual(new Map([['o-1', 1]]));
  });

  test('a right answer in other words is kept and told; a raised revision starts again, once', async () => {
    const store = await tempStore();
    const recall = (answer: string, revision?: number) =>
      deck([
        { id: 'a', kind: 'recall', topic: 't', difficulty: 1, prompt: 'What?', answer, revision } as CardFile,
      ]);
    await store.importDeck(GUILD, recall('The number of a user'), NOON);
    const { id } = await store.ask(
      askInput({ question: drawQuestion((await store.serverCard(key('a'))) ?? fail(), 1) }),
    );
    await store.recordAnswer(right(id, { answer: { kind: 'recall', knew: true } }));
    const before = await memoryOf(store, key('a'));
    const outcomes = [];
    for (const next of [
      recall('The number of a user.'),
      recall('The number of a group'),
      recall('The number of a group', 2),
      recall('The number of a group'),
      recall('The number of a group', 2),
    ]) {
      const { changed, reworded } = await store.importDeck(GUILD, next, NOON);
      outcomes.push([changed, ...reworded]);
      if (outcomes.length === 2) expect(await memoryOf(store, key('a'))).toEqual(before);
    }
    expect(outcomes).toEqual([[0], [0, 'a'], [1], [0], [0]]);
    expect((await memoryOf(store, key('a')))?.state).toBe('new');
  });

  test('a removed deck takes its cards, not what was learned: imported again, it goes on', async () => {
    const store = await tempStore();
    await store.importDeck(GUILD, deck([choice('a'), choice('b')]), NOON);
    await answer(store, key('a'), 'container', NOON);
    const before = await memoryOf(store, key('a'));
    expect(await store.removeDeck(GUILD, 'ours')).toBe(2);
    expect(await store.removeDeck(GUILD, 'ours')).toBeUndefined();
    expect(await store.serverCard(key('a'))).toBeUndefined();
    expect(await store.metServerCards(ME)).toEqual([]);
    expect(await store.importDeck(GUILD, deck([choice('a'), choice('b', 'pod')]), NOON)).toMatchObject({
      added: 2,
    });
    expect(await memoryOf(store, key('a'))).toEqual(before);
  });

  test.skipIf(onPostgres)(
    'a card that left its deck, or whose deck was removed, leaves none of its words in the file',
    async () => {
      const path = join(tempFolder(), 'podium.db');
      const store = await tempStore(path);
      const wordy = (id: string) =>
        choice(id, 'container', {
          options: [
            { text: 'Nobody is to read these words once they are gone', correct: true },
            { text: 'Nor these others, which are wrong' },
          ],
        } as Partial<CardFile>);
      const recall = { id: 'r', kind: 'recall', topic: 't', difficulty: 1, prompt: 'What?' };
      const all = deck([wordy('a'), wordy('b'), { ...recall, answer: 'A secret back' } as CardFile]);
      const words = (): readonly string[] => {
        const db = new Database(path, { readonly: true });
        const rows = db.prepare('SELECT card, asked FROM revisions').all() as {
          card: string;
          asked: string;
        }[];
        db.close();
        return rows.filter(({ asked }) => /these words|secret/.test(asked)).map(({ card }) => card);
      };
      await store.importDeck(GUILD, all, NOON);
      await answer(store, key('a'), 'Nobody is to read these words once they are gone', NOON);
      const before = await memoryOf(store, key('a'));
      expect(words()).toEqual([key('a'), key('b'), key('r')]);
      await store.importDeck(GUILD, deck([wordy('a')]), NOON);
      expect(words()).toEqual([key('a')]);
      await store.removeDeck(GUILD, 'ours');
      expect(words()).toEqual([]);
      expect(await store.importDeck(GUILD, all, NOON)).toMatchObject({ added: 3 });
      expect(await memoryOf(store, key('a'))).toEqual(before);
    },
  );

  test('cards that a person has met come back anywhere, and remind', async () => {
    const store = await tempStore();
    await store.importDeck(GUILD, deck([choice('a'), choice('b')]), NOON);
    await answer(store, key('a'), 'container', NOON);
    expect(await store.metServerCards(ME)).toEqual([{ card: key('a') }]);
    expect(await store.metServerCards(OTHER)).toEqual([]);
    const due = (await memoryOf(store, key('a')))?.due ?? 0;
    await store.remindAt(ME, 18, NOON);
    const now = Math.max((await store.nextReminderAt()) ?? 0, due);
    expect(await store.claimReminders({ limit: 5, pool: [], now })).toEqual([
      { userId: ME, due: 1, channelId: null },
    ]);
  });

  test('there may be twenty; one more is refused and changes nothing, one of them again is not', async () => {
    const store = await tempStore();
    for (let index = 0; index < MOST_SERVER_DECKS; index++)
      await store.importDeck(GUILD, deck([choice('a')], { id: `deck-${index}` }), NOON);
    await expect(store.importDeck(GUILD, deck([choice('a')]), NOON)).rejects.toMatchObject({
      code: 'not-possible',
      message: expect.stringContaining('/deck remove'),
    });
    await store.importDeck(GUILD, deck([choice('a'), choice('b')], { id: 'deck-3' }), NOON);
    await store.importDeck(ELSEWHERE, deck([choice('a')]), NOON);
    expect(await store.serverDecks(GUILD)).toHaveLength(MOST_SERVER_DECKS);
  });

  test('a thousand cards at once', async () => {
    const store = await tempStore();
    const many = Array.from({ length: 1000 }, (_, index) => choice(`card-${index}`));
    expect(await store.importDeck(GUILD, deck(many), NOON)).toMatchObject({ added: 1000 });
    const changed = many.map((card, index) => (index % 2 === 0 ? choice(card.id, 'pod') : card));
    expect(await store.importDeck(GUILD, deck(changed), NOON)).toMatchObject({ changed: 500, kept: 500 });
  });
});

test('statistics of a card: right, wrong, each option chosen; practice and what was undone count for nothing', async () => {
  const store = await tempStore();
  await store.importDeck(GUILD, deck([choice('a'), choice('b')]), NOON);
  await answer(store, key('a'), 'container', NOON);
  await answer(store, key('a'), 'image', NOON + 1);
  await answer(store, key('a'), 'pod', NOON, OTHER);
  const taken = await answer(store, key('a'), 'pod', NOON + DAY);
  await store.undo(taken.id, ME);
  await store.undo(taken.id, ME);
  const stats = await store.itemStats([key('a'), key('b')]);
  expect([...stats]).toEqual([
    [
      key('a'),
      {
        right: 1,
        wrong: 1,
        chosen: new Map([
          ['container', 1],
          ['pod', 1],
        ]),
      },
    ],
  ]);
});

test('cards of ours whose answer changes with an update start again too', async () => {
  const store = await tempStore();
  const cards = [numberCard('basics/uid', 1), numberCard('basics/gid', 1)];
  expect(await store.reviseCards(cards)).toBe(0);
  for (const card of ['basics/uid', 'basics/gid']) {
    const { id } = await store.ask(askInput({ question: { ...askInput().question, card } }));
    await store.recordAnswer(right(id));
  }
  expect(await store.reviseCards(cards)).toBe(0);
  expect(await store.reviseCards([numberCard('basics/uid', 2)])).toBe(1);
  expect((await memoryOf(store, 'basics/uid'))?.state).toBe('new');
  expect((await memoryOf(store, 'basics/gid'))?.state).toBe('learning');
});

describe('a server that removed the bot', () => {
  const REPORT = { userId: ME, text: 'B is right too', now: NOON };

  async function filled(path: string): Promise<Store> {
    const store = await openStore({ path });
    await store.guildsPresent({ guildIds: [GUILD, ELSEWHERE], shards: [0], shardCount: 1, now: NOON });
    await store.importDeck(GUILD, deck([choice('a')]), NOON);
    await store.importDeck(ELSEWHERE, deck([choice('a')]), NOON);
    await answer(store, key('a'), 'container', NOON);
    const question = { ...askInput().question, card: key('a') };
    const { id } = await store.ask(askInput({ question, guildId: null }));
    const report = { ...REPORT, askId: id, card: key('a'), guildId: null, shownTo: GUILD };
    const { id: reportId } = await store.reportMistake(report);
    await store.settleReports({ guildId: GUILD, reportId, note: null, now: NOON });
    await store.retireCard({ guildId: GUILD, card: key('a'), now: NOON });
    const other = deck([choice('b')]);
    await store.proposeImport({ guildId: GUILD, userId: ME, deck: other, remarks: [], now: NOON });
    const options = {
      deck: null,
      topic: null,
      kind: 'mixed',
      rounds: 3,
      seconds: 30,
      race: false,
      teams: 0,
      open: true,
    } as const;
    const opened = { guildId: GUILD, channelId: '1', hostId: ME, name: 'Ada', options, seed: 1, now: NOON };
    const { id: matchId } = await store.openMatch(opened);
    await store.startMatch({ matchId, userId: ME, mayManage: false, questions: [question], now: NOON });
    const deckRole = `${GUILD.slice(0, -1)}7`;
    await store.saveServerSettings(GUILD, { defaultDeck: `${GUILD}.d`, deckRole, matchChannels: ['1', '2'] });
    const daily = { channelId: '1', minute: 12 * 60, zone: 'UTC', deck: null, seed: 1 };
    await store.setDaily({ guildId: GUILD, userId: ME, now: NOON, ...daily });
    const [due] = await store.claimDailies({ now: NOON, limit: 9 });
    const questionId = due?.view.question.id ?? 0;
    await store.dailyDrawn({ questionId, question, deckGone: false, now: NOON });
    await store.dailyPosted({ questionId, messageId: 'm', now: NOON });
    const given = { questionId, userId: ME, correct: true, messageId: null, now: NOON };
    await store.answerDaily({ ...given, answer: { kind: 'options', keys: ['B'] } });
    return store;
  }

  test('keeps everything for a week, in case it was a mistake', async () => {
    const store = await filled(join(tempFolder(), 'podium.db'));
    await store.guildLeft(GUILD, NOON);
    expect(await store.purgeGuilds(NOON + 6 * DAY)).toEqual([]);
    await store.guildJoined(GUILD);
    expect(await store.purgeGuilds(NOON + 30 * DAY)).toEqual([]);
    expect(await store.serverDecks(GUILD)).toHaveLength(1);
    await store.close();
  });

  test('is not one that another shard has, or one that is not connected', async () => {
    const path = join(tempFolder(), 'podium.db');
    const store = await filled(path);
    // Of two shards: the one that has ELSEWHERE, and the other.
    const shardOf = (id: string): number => Number((BigInt(id) >> 22n) % 2n);
    const other = [0n, 1n, 2n, 3n].map((n) => String(BigInt(ELSEWHERE) + (n << 22n)));
    const apart = other.find((id) => shardOf(id) !== shardOf(ELSEWHERE)) ?? '';
    await store.guildJoined(apart);
    const now = NOON;
    const [ours, theirs] = [shardOf(ELSEWHERE), shardOf(apart)];
    await store.guildsPresent({ guildIds: [ELSEWHERE, GUILD], shards: [ours], shardCount: 2, now });
    await store.guildsPresent({ guildIds: [], shards: [], shardCount: 2, now });
    expect(await store.purgeGuilds(NOON + 8 * DAY)).toEqual([]);
    await store.guildsPresent({ guildIds: [GUILD], shards: [theirs], shardCount: 2, now });
    expect(await store.purgeGuilds(NOON + 8 * DAY)).toEqual([apart]);
    await store.close();
  });

  test.skipIf(onPostgres)(
    'is thought of by every table that is keyed by a card (removeServerDecks), direct messages included',
    async () => {
      const path = join(tempFolder(), 'podium.db');
      const store = await filled(path);
      const db = new Database(path, { readonly: true });
      const keyed = db
        .prepare("SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE c.name = 'card'")
        .pluck()
        .all() as string[];
      const holding = () =>
        keyed.filter((table) => JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all()).includes(GUILD));
      expect(keyed.length).toBeGreaterThan(4);
      expect(holding(), 'a new table: give it a row in filled() of this test').toEqual(keyed);
      await store.deleteGuild(GUILD);
      expect(holding(), 'add it to removeServerDecks in src/store/decks/server-decks.ts').toEqual([]);
      const { reports } = await store.exportUser(ME);
      expect(reports).toMatchObject([{ card: '.ours/a', text: 'B is right too' }]);
      db.close();
      await store.close();
    },
  );

  test.skipIf(onPostgres)(
    'then leaves no row with its id, also when it left while the bot was away',
    async () => {
      const path = join(tempFolder(), 'podium.db');
      const store = await filled(path);
      await store.guildsPresent({ guildIds: [ELSEWHERE], shards: [0], shardCount: 1, now: NOON });
      await store.guildsPresent({ guildIds: [ELSEWHERE], shards: [0], shardCount: 1, now: NOON + 3 * DAY });
      expect(await store.purgeGuilds(NOON + 7 * DAY)).toEqual([GUILD]);
      expect(await store.purgeGuilds(NOON + 7 * DAY)).toEqual([]);
      expect(await store.serverDecks(ELSEWHERE)).toHaveLength(1);
      await store.close();
      const db = new Database(path, { readonly: true });
      const tables = db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
        .pluck()
        .all() as string[];
      const rows = tables.flatMap((table) => db.prepare(`SELECT * FROM ${table}`).all());
      db.close();
      expect(rows.length).toBeGreaterThan(3);
      expect(JSON.stringify(rows)).not.toContain(GUILD);
    },
  );
});
