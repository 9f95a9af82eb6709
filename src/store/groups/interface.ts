/** What belongs to a server, as use-cases. */
export interface GroupStore {
  /** A page of a board, as others see it. Throws StoreError `season-gone`. */
  leaderboard(input: LeaderboardInput): Promise<readonly LeaderboardRow[]>;
  /** Where one person stands on it, for themselves. Throws StoreError `season-gone`. */
  boardPlace(input: Board & { readonly userId: string }): Promise<BoardPlace>;
  /** Those of these people of whom Discord is to be asked whether they are (still) in the server. */
  uncheckedMembers(input: {
    readonly guildId: string;
    readonly userIds: readonly string[];
    readonly now: number;
  }): Promise<readonly string[]>;
  /** Somebody is in a server, or is not: they are left out of its boards until they are seen there again. */
  noteMember(input: {
    readonly guildId: string;
    readonly userId: string;
    readonly present: boolean;
    readonly now: number;
  }): Promise<void>;
  /** Starts a season, from now on. Throws StoreError `not-possible` where one is on. */
  startSeason(input: StartSeason): Promise<Season>;
  /** Ends the season that is on: its standings are final. Throws StoreError `not-possible` where none is. */
  endSeason(input: {
    readonly guildId: string;
    /** Left out: whichever is on. */
    readonly seasonId?: number;
    readonly now: number;
  }): Promise<Season>;
  /** The season that is on. */
  seasonOn(guildId: string, now: number): Promise<Season | undefined>;
  /** Throws StoreError `season-gone`. */
  season(guildId: string, id: number): Promise<Season>;
  /** The latest 25 seasons of a server, the latest first. */
  seasons(guildId: string): Promise<readonly Season[]>;
  /** Ends the seasons whose time is over, once; gives those whose end is to be told now, and to whoever asks next not again. */
  claimSeasons(input: { readonly now: number; readonly limit: number }): Promise<readonly Season[]>;
  /** Its end was told, or cannot be told. */
  seasonTold(id: number): Promise<void>;
  /** When a season ends by itself or is to be told, ms; null where none is. */
  nextSeasonAt(): Promise<number | null>;
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
  /** The servers that shards have at the start of their sessions; others of these shards are taken to have removed the bot now. */
  guildsPresent(input: PresentInput): Promise<void>;
  /** The servers that are noted as having the bot. */
  guildsKept(): Promise<readonly string[]>;
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

/** Whose points: of a server in the period that `now` falls into, or in one of its seasons. */
export type Board = {
  readonly guildId: string;
  /** Of one deck's cards; null or absent: of all. */
  readonly deck?: string | null;
} & ({ readonly period: Period; readonly now: number } | { readonly seasonId: number });

export type LeaderboardInput = Board & {
  readonly limit: number;
  /** How many come before the first; 0 unless given. */
  readonly offset?: number;
};

export interface LeaderboardRow {
  readonly rank: number;
  /** null in the final standings of a season for who hides, left the server or had their data deleted. */
  readonly userId: string | null;
  readonly points: number;
  readonly answered: number;
  readonly correct: number;
}

/** Where one person stands. */
export interface BoardPlace {
  readonly guildId: string;
  /** Others do not see them on any board. */
  readonly hidden: boolean;
  /** null: without points. */
  readonly row: LeaderboardRow | null;
}

export interface StartSeason {
  readonly guildId: string;
  /** Where its end is told. */
  readonly channelId: string;
  readonly name: string;
  /** null: when somebody ends it. */
  readonly endsAt: number | null;
  readonly now: number;
}

export interface Season {
  readonly id: number;
  readonly guildId: string;
  readonly channelId: string;
  readonly name: string;
  readonly startedAt: number;
  readonly endsAt: number | null;
  /** null while it is on. */
  readonly endedAt: number | null;
}

export interface PresentInput {
  /** Every server that the shards have, those in an outage too. */
  readonly guildIds: readonly string[];
  /** The shards that have told all their servers, of how many there are. */
  readonly shards: readonly number[];
  readonly shardCount: number;
  readonly now: number;
}
