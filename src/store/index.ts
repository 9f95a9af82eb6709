import { Kysely } from 'kysely';
import { previewGrades, recordAnswer } from './answers.ts';
import { ask, findAsk, sweep } from './asks.ts';
import { currentBreak, takeBreak } from './breaks.ts';
import { bury, cardInfo, suspend, suspendedCards } from './cards.ts';
import { guildJoined, guildLeft, guildsPresent, purgeGuilds } from './guilds.ts';
import { itemStats } from './item-counts.ts';
import { leaderboard } from './leaderboard.ts';
import { MIGRATIONS_DIR, readMigrations } from './migrations.ts';
import { deleteGuild, deleteUser, exportUser } from './people.ts';
import { progress } from './progress.ts';
import { claimReminders, nextReminderAt, remindAt, reminderHour, snoozeReminder } from './reminders.ts';
import { reportMistake } from './reports.ts';
import { nextCard } from './review-queue.ts';
import { reviseCards } from './revisions.ts';
import type { Tables } from './schema.ts';
import {
  importDeck,
  metServerCards,
  removeDeck,
  serverCard,
  serverDeck,
  serverDecks,
  serverPool,
} from './server-decks.ts';
import { saveSettings, settingsOf } from './settings.ts';
import { openSqlite } from './sqlite.ts';
import { stats } from './stats.ts';
import type { Store } from './store.ts';
import { StoreError } from './store-error.ts';
import { regrade, undo } from './undo.ts';
import { groupCommit } from './write.ts';

export { backup } from './backup.ts';
export { MOST_SERVER_DECKS } from './deck-store.ts';
export type * from './store.ts';
export { StoreError, type StoreErrorCode } from './store-error.ts';

export interface StoreOptions {
  /** The SQLite file; its folder is created. */
  readonly path: string;
  /** Default: the `migrations/` of this package. */
  readonly migrationsDir?: string;
  /** When it is opened, for the record; default: the machine's clock. */
  readonly now?: number;
}

/**
 * Opens the store for this process alone and brings its schema up to date.
 * Throws StoreError with a sentence for whoever runs the bot: in use by another process, not a database, written
 * by a newer Podium, a migration that was edited or failed.
 */
export async function openStore({ path, migrationsDir, now = Date.now() }: StoreOptions): Promise<Store> {
  const migrations = readMigrations(migrationsDir ?? MIGRATIONS_DIR);
  const engine = openSqlite(path, now);
  try {
    engine.migrate(migrations, now);
  } catch (error) {
    engine.release();
    throw error;
  }
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  const reader = new Kysely<Tables>({ dialect: engine.readDialect });
  const { write, idle, afterwards } = groupCommit(db);
  let closed = false;

  /** A store that was closed says so, instead of failing inside the driver. */
  function open<T>(part: T): T {
    if (closed)
      throw new StoreError('closed', `The database ${engine.location} is closed: the bot is stopping.`);
    return part;
  }
  const commit: typeof write = async (work) => open(write)(work);
  const purgeLog = (): void => afterwards(engine.purgeLog);
  /** For what removes something for good. */
  const purging: typeof write = (work) =>
    commit((trx) => {
      purgeLog();
      return work(trx);
    });
  /** For use-cases of one statement, or of several that need not see the same moment. */
  const read = (): Kysely<Tables> => open(reader);

  return {
    ask: (input) => commit((trx) => ask(trx, input)),
    findAsk: async (id) => findAsk(read(), id),
    recordAnswer: (input) => commit((trx) => recordAnswer(trx, input, purgeLog)),
    leaderboard: async (input) => leaderboard(read(), input),
    stats: async (userId, at) => stats(read(), userId, at),
    reportMistake: (input) => commit((trx) => reportMistake(trx, input)),
    exportUser: async (userId) =>
      open(db)
        .transaction()
        .execute((trx) => exportUser(trx, userId)),
    deleteUser: (userId) => purging((trx) => deleteUser(trx, userId)),
    deleteGuild: (guildId) => purging((trx) => deleteGuild(trx, guildId)),
    guildJoined: (guildId) => commit((trx) => guildJoined(trx, guildId)),
    guildLeft: (guildId, at) => commit((trx) => guildLeft(trx, guildId, at)),
    guildsPresent: (guildIds, at) => commit((trx) => guildsPresent(trx, guildIds, at)),
    purgeGuilds: (at) => purging((trx) => purgeGuilds(trx, at)),
    serverDecks: async (guildId) => serverDecks(read(), guildId),
    serverDeck: async (guildId, deck) => serverDeck(read(), guildId, deck),
    serverPool: async (input) => serverPool(read(), input),
    metServerCards: async (userId) => metServerCards(read(), userId),
    serverCard: async (card) => serverCard(read(), card),
    importDeck: (guildId, deck, at) => commit((trx) => importDeck(trx, guildId, deck, at)),
    removeDeck: (guildId, deck) => commit((trx) => removeDeck(trx, guildId, deck)),
    reviseCards: async (cards) => (await commit((trx) => reviseCards(trx, cards))).length,
    itemStats: async (cards) => itemStats(read(), cards),
    nextCard: async (input) => nextCard(read(), input),
    previewGrades: async (askId, userId, at) => previewGrades(read(), askId, userId, at),
    regrade: (input) => commit((trx) => regrade(trx, input)),
    undo: (askId, userId) => commit((trx) => undo(trx, askId, userId)),
    suspend: (userId, card, suspended) => commit((trx) => suspend(trx, userId, card, suspended)),
    suspendedCards: async (userId) => suspendedCards(read(), userId),
    bury: (userId, card, at) => commit((trx) => bury(trx, userId, card, at)),
    cardInfo: async (userId, card, at) => cardInfo(read(), userId, card, at),
    settings: async (userId) => settingsOf(read(), userId),
    saveSettings: (userId, change, at) => commit((trx) => saveSettings(trx, userId, change, at)),
    takeBreak: (userId, lastDay, at) => commit((trx) => takeBreak(trx, userId, lastDay, at)),
    currentBreak: async (userId, at) => currentBreak(read(), userId, at),
    remindAt: (userId, hour, at) => commit((trx) => remindAt(trx, userId, hour, at)),
    reminderHour: async (userId) => reminderHour(read(), userId),
    snoozeReminder: (userId, until, at) => commit((trx) => snoozeReminder(trx, userId, until, at)),
    claimReminders: (input) => commit((trx) => claimReminders(trx, input)),
    nextReminderAt: async () => nextReminderAt(read()),
    progress: async (input) => progress(read(), input),
    sweep: (at) => purging((trx) => sweep(trx, at)),
    async close() {
      if (closed) return;
      closed = true;
      await idle();
      await reader.destroy();
      await db.destroy();
      engine.release();
    },
  };
}
