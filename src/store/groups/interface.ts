/** What belongs to a server, as use-cases. */
export interface GroupStore {
  leaderboard(input: LeaderboardInput): Promise<readonly LeaderboardRow[]>;
  /** Removes what was kept for a server at once; gives the number of rows removed. */
  deleteGuild(guildId: string): Promise<number>;
  /** What the managers of a server have set. */
  serverSettings(guildId: string): Promise<ServerSettings>;
  /** Sets what is named and leaves the rest as it is; gives all of it. */
  saveServerSettings(guildId: string, change: Partial<ServerSettings>): Promise<ServerSettings>;
  /** A server has the bot (again). */
  guildJoined(guildId: string): Promise<void>;
  /** A server removed the bot: what belongs to it goes after a week, unless it comes back. */
  guildLeft(guildId: string, now: number): Promise<void>;
  /** The servers that have the bot, at its start; others of these shards that had it are taken to have removed it now. */
  guildsPresent(input: PresentInput): Promise<void>;
  /** Removes what belongs to servers that left a week ago; gives their ids. */
  purgeGuilds(now: number): Promise<readonly string[]>;
}

/** What the managers of a server set with `/server`. */
export interface ServerSettings {
  /** Asked from where a command names no deck, by its id on the shelf; null for every deck. */
  readonly defaultDeck: string | null;
  /** A role whose members may change the server's decks, beside those who manage the server. */
  readonly deckRole: string | null;
  /** Ids of the channels where matches may run, with the threads below them; none: everywhere. */
  readonly matchChannels: readonly string[];
}

export type Period = 'week' | 'month' | 'all';

export interface LeaderboardInput {
  readonly guildId: string;
  readonly period: Period;
  readonly limit: number;
  readonly now: number;
}

export interface LeaderboardRow {
  readonly rank: number;
  readonly userId: string;
  readonly points: number;
  readonly answered: number;
  readonly correct: number;
}

export interface PresentInput {
  /** Every server that the shards have. */
  readonly guildIds: readonly string[];
  /** The shards that are connected and know all their servers, of how many there are. */
  readonly shards: readonly number[];
  readonly shardCount: number;
  readonly now: number;
}
