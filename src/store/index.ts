import { Kysely, type Transaction } from 'kysely';
import { nameOptions } from './decks/earlier-decks.ts';
import { reviseCards } from './decks/revisions.ts';
import {
  importDeck,
  metServerCards,
  removeDeck,
  serverCard,
  serverDeck,
  serverDecks,
  serverPool,
} from './decks/server-decks.ts';
import { MIGRATIONS_DIR, readMigrations } from './engine/migrations.ts';
import { PATIENCE_MS, whileBusy } from './engine/patience.ts';
import { oweRewrite, rewriter } from './engine/rewrites.ts';
import { openSqlite } from './engine/sqlite/open.ts';
import { StoreError } from './engine/store-error.ts';
import type { Tables } from './engine/tables.ts';
import { groupCommit, type Work } from './engine/write.ts';
import { guildJoined, guildLeft, guildsPresent, purgeGuilds } from './groups/guilds.ts';
import { leaderboard } from './groups/leaderboard.ts';
import { currentBreak, takeBreak } from './memory/breaks.ts';
import { bury, cardInfo, suspend, suspendedCards, takeIn } from './memory/cards.ts';
import { progress } from './memory/progress.ts';
import {
  claimReminders,
  nextReminderAt,
  remindAt,
  reminderHour,
  snoozeReminder,
} from './memory/reminders.ts';
import { nextCard } from './memory/review-queue.ts';
import { saveSettings, settingsOf } from './memory/settings.ts';
import { changeSettings, learnerSettings } from './memory/settings-change.ts';
import { regrade, undo } from './memory/undo.ts';
import { deleteGuild, deleteUser, exportUser } from './people/people.ts';
import { stats } from './people/stats.ts';
import { previewGrades, recordAnswer } from './questions/answers.ts';
import { ask, askFor, findAsk, sweep } from './questions/asks.ts';
import { itemStats } from './questions/item-counts.ts';
import { reportMistake } from './questions/reports.ts';
import type { Store } from './store.ts';

export { MOST_SERVER_DECKS } from './decks/interface.ts';
export { backup } from './engine/sqlite/backup.ts';
export { restore } from './engine/sqlite/restore.ts';
export { StoreError, type StoreErrorCode } from './engine/store-error.ts';
export type * from './store.ts';

export interface StoreOptions {
  /** The SQLite file; its folder is created. */
  readonly path: string;
  /** Default: the `migrations/` of this package. */
  readonly migrationsDir?: string;
  /** For the record, and for what is done later; ms since the epoch. Default: the machine's clock. */
  readonly clock?: () => number;
  /** Told that the schema is up to date now, and where a copy of the database as it was before is kept. */
  readonly onMigrated?: (copy: string) => void;
}

/** What no person waits for waits itself, until the store is closed. */
const NOBODY_WAITS = Number.POSITIVE_INFINITY;

const isSome = (rows: number): boolean => rows > 0;

/**
 * Opens the store for this process alone and brings its schema up to date.
 * Throws StoreError with a sentence for whoever runs the bot: in use by another process, not a database, written
 * by a newer Podium, a migration that was edited or failed.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { path, migrationsDir = MIGRATIONS_DIR, clock = Date.now, onMigrated } = options;
  const migrations = readMigrations(migrationsDir);
  const engine = await openSqlite(path, clock());
  try {
    const copy = await engine.migrate(migrations, clock());
    if (copy !== undefined) onMigrated?.(copy);
  } catch (error) {
    engine.release();
    throw error;
  }
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  const reader = new Kysely<Tables>({ dialect: engine.readDialect });
  const { isBusy, troubleOf, rewrite, space } = engine;
  const writer = groupCommit(db, { isBusy, troubleOf, onWaiting: (ms) => rewrites.waited(ms) });
  const { write, quietFor, giveWay } = writer;
  const rewrites = rewriter({ reader, write, quietFor, giveWay, clock, rewrite, space });
  let closed = false;

  /** A store that was closed says so, instead of failing inside the driver. */
  function open<T>(part: T): T {
    if (closed)
      throw new StoreError('closed', `The database ${engine.location} is closed: the bot is stopping.`);
    return part;
  }
  const commit: typeof write = async (work, patienceMs) => open(write)(work, patienceMs);
  /** With what was removed for good, in its transaction: the log is emptied, and the file is to be rewritten. */
  const removed = async (trx: Transaction<Tables>): Promise<void> => {
    writer.afterwards(engine.purgeLog);
    await oweRewrite(trx, clock());
  };
  const removing = <T>(work: Work<T>, isRemoval: (value: T) => boolean, patienceMs?: number): Promise<T> =>
    commit(async (trx) => {
      const value = await work(trx);
      if (isRemoval(value)) await removed(trx);
      return value;
    }, patienceMs);
  /** For use-cases of one statement, or of several that need not see the same moment. */
  const read = <T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> =>
    whileBusy(() => work(open(reader)), isBusy, PATIENCE_MS).catch((error: unknown) => {
      throw troubleOf(error);
    });

  return {
    ask: (input) => commit((trx) => ask(trx, input)),
    findAsk: async (id) => read((from) => findAsk(from, id)),
    askFor: async (id, userId) => read((from) => askFor(from, id, userId)),
    recordAnswer: (input) => commit((trx) => recordAnswer(trx, input, () => removed(trx))),
    leaderboard: async (input) => read((from) => leaderboard(from, input)),
    stats: async (userId, at) => read((from) => stats(from, userId, at)),
    reportMistake: (input) => commit((trx) => reportMistake(trx, input)),
    exportUser: async (userId) =>
      read(() => {
        const snapshot = open(db).transaction().setAccessMode('read only');
        return snapshot.execute((trx) => exportUser(trx, userId));
      }),
    deleteUser: (userId) => removing((trx) => deleteUser(trx, userId), isSome),
    deleteGuild: (guildId) => removing((trx) => deleteGuild(trx, guildId), isSome),
    guildJoined: (guildId) => commit((trx) => guildJoined(trx, guildId), NOBODY_WAITS),
    guildLeft: (guildId, at) => commit((trx) => guildLeft(trx, guildId, at), NOBODY_WAITS),
    guildsPresent: (input) => commit((trx) => guildsPresent(trx, input), NOBODY_WAITS),
    purgeGuilds: (at) =>
      removing(
        (trx) => purgeGuilds(trx, at),
        (guilds) => guilds.length > 0,
        NOBODY_WAITS,
      ),
    serverDecks: async (guildId) => read((from) => serverDecks(from, guildId)),
    serverDeck: async (guildId, deck) => read((from) => serverDeck(from, guildId, deck)),
    serverPool: async (input) => read((from) => serverPool(from, input)),
    metServerCards: async (userId) => read((from) => metServerCards(from, userId)),
    serverCard: async (card) => read((from) => serverCard(from, card)),
    importDeck: (guildId, deck, at) =>
      removing(
        (trx) => importDeck(trx, guildId, deck, at),
        ({ changed, kept, removed: gone }) => changed + kept + gone > 0,
      ),
    removeDeck: (guildId, deck) =>
      removing(
        (trx) => removeDeck(trx, guildId, deck),
        (cards) => cards !== undefined,
      ),
    async reviseCards(cards) {
      while ((await commit((trx) => nameOptions(trx, 'some'), NOBODY_WAITS)) > 0);
      return (await commit((trx) => reviseCards(trx, cards), NOBODY_WAITS)).anew.length;
    },
    itemStats: async (cards) => read((from) => itemStats(from, cards)),
    nextCard: async (input) => read((from) => nextCard(from, input)),
    previewGrades: async (askId, userId, at) => read((from) => previewGrades(from, askId, userId, at)),
    regrade: (input) => commit((trx) => regrade(trx, input)),
    undo: (askId, userId) => commit((trx) => undo(trx, askId, userId)),
    suspend: (userId, card, suspended) => commit((trx) => suspend(trx, userId, card, suspended)),
    takeIn: (userId, cards) => commit((trx) => takeIn(trx, userId, cards)),
    suspendedCards: async (userId) => read((from) => suspendedCards(from, userId)),
    bury: (userId, card, at) => commit((trx) => bury(trx, userId, card, at)),
    cardInfo: async (userId, card, at) => read((from) => cardInfo(from, userId, card, at)),
    settings: async (userId) => read((from) => settingsOf(from, userId)),
    saveSettings: (userId, change, at) => commit((trx) => saveSettings(trx, userId, change, at)),
    learnerSettings: async (userId, at) => read((from) => learnerSettings(from, userId, at)),
    changeSettings: (userId, change, at) => commit((trx) => changeSettings(trx, userId, change, at)),
    takeBreak: (userId, lastDay, at) => commit((trx) => takeBreak(trx, userId, lastDay, at)),
    currentBreak: async (userId, at) => read((from) => currentBreak(from, userId, at)),
    remindAt: (userId, hour, at) => commit((trx) => remindAt(trx, userId, hour, at)),
    reminderHour: async (userId) => read((from) => reminderHour(from, userId)),
    snoozeReminder: (userId, until, at) => commit((trx) => snoozeReminder(trx, userId, until, at)),
    claimReminders: (input) => commit((trx) => claimReminders(trx, input)),
    nextReminderAt: async () => read((from) => nextReminderAt(from)),
    progress: async (input) => read((from) => progress(from, input)),
    async sweep(at) {
      open(engine).dropOldCopies(at);
      return commit((trx) => sweep(trx, at, () => removed(trx)), NOBODY_WAITS);
    },
    rewrite: async () => open(rewrites).check(),
    async close() {
      if (closed) return;
      closed = true;
      await rewrites.close();
      await writer.end();
      await reader.destroy();
      await db.destroy();
      engine.release();
    },
  };
}
