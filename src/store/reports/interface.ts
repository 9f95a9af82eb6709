import type { Card } from '../../study/deck.ts';
import type { ItemStats } from '../questions/interface.ts';

/** Mistakes that people report, what comes of them, and cards that a server does not ask any more, as use-cases. */
export interface ReportStore {
  /** Keeps what a person says is wrong with a card; gives the number it can be spoken of by. */
  reportMistake(input: ReportInput): Promise<{ readonly id: number }>;
  /**
   * The cards that a server's managers have something to decide about: those with open reports, the oldest first, then
   * those that are retired there and have none.
   */
  reportedCards(guildId: string): Promise<readonly ReportedCard[]>;
  /** The open reports of a card that this server's managers see, the newest first; `limit` at most. */
  reportsOf(input: ReportsOfInput): Promise<readonly Report[]>;
  /** The card that one of this server's reports is about. Throws StoreError `not-possible` for any other report. */
  reportedCard(guildId: string, reportId: number): Promise<string>;
  /**
   * Settles the open reports of the card of this report, up to this one: what came later was not seen. Each of their
   * writers is to be told once. Throws StoreError `not-possible` where it is none of this server's.
   */
  settleReports(input: SettleInput): Promise<Settled>;
  /** Not asked in this server any more; its own cards nowhere. Throws StoreError `not-possible` for another server's. */
  retireCard(input: RetireInput): Promise<void>;
  /** Asks it again; gives the card. Throws StoreError `not-possible` where it is none of this server's. */
  bringBack(guildId: string, retiredId: number): Promise<string>;
  /** The cards that are not asked in this server, by key. */
  retiredCards(guildId: string): Promise<readonly string[]>;
  /** How often a card was asked in a server of late: of the questions that are still kept, a week's. */
  askedHere(guildId: string, card: string): Promise<AskedHere>;
  /** Takes what is to be told directly by now: nobody else gets it for a minute. */
  claimReportNews(input: { readonly now: number; readonly limit: number }): Promise<readonly ReportNews[]>;
  /** When news is to be sent next, ms since the epoch; null for none. */
  nextReportNewsAt(): Promise<number | null>;
  /** Takes what waits for this person to come by, in the same way. */
  takeNewsFor(userId: string, now: number): Promise<readonly ReportNews[]>;
  /** It was told, and will not be again. */
  newsTold(ids: readonly number[], now: number): Promise<void>;
  /** It was not told: it is sent at `sendAt`, or (null) waits for the person to come by. */
  newsNotTold(ids: readonly number[], sendAt: number | null): Promise<void>;
  /** Removes news that was told a month ago; gives how many. */
  sweepReports(now: number): Promise<number>;
}

export interface ReportInput {
  readonly askId: number | null;
  readonly card: string;
  readonly userId: string;
  readonly guildId: string | null;
  readonly text: string;
  readonly now: number;
  /** The server whose managers the writer was told would see it; none when left out. */
  readonly shownTo?: string | null;
  /** Of a question that may be drawn again: all but those about a person's own paste. */
  readonly drawn?: Drawn;
}

/** What draws a question again: its options in the order its writer saw; a drill's at this difficulty. */
interface Drawn {
  readonly seed: number;
  readonly difficulty: number;
}

export interface ReportedCard {
  readonly card: string;
  /** Open reports; 0 for one that is only retired. */
  readonly reports: number;
  /** How many people wrote them. */
  readonly people: number;
  /** The first and the last open report; null where there is none. */
  readonly first: number | null;
  readonly last: number | null;
  /** The row by which it is brought back; null while it is asked. */
  readonly retiredId: number | null;
}

/** A report without who wrote it. */
export interface Report {
  readonly id: number;
  readonly text: string;
  readonly createdAt: number;
  /** Set for a question that may be drawn again. */
  readonly drawn: Drawn | null;
}

export interface ReportsOfInput {
  readonly guildId: string;
  readonly card: string;
  readonly limit: number;
}

export interface SettleInput {
  readonly guildId: string;
  readonly reportId: number;
  /** What its writers are told besides; null for nothing. */
  readonly note: string | null;
  readonly now: number;
}

export interface Settled {
  readonly card: string;
  /** Reports settled by this call; 0 where somebody was faster. */
  readonly reports: number;
  /** People who are told. */
  readonly people: number;
}

export interface RetireInput {
  readonly guildId: string;
  readonly card: string;
  readonly now: number;
}

export interface AskedHere {
  readonly asked: number;
  readonly answered: number;
  readonly right: number;
}

/** What came of reports of one card, for one who wrote some of them. */
export interface ReportNews {
  readonly id: number;
  readonly userId: string;
  readonly card: string;
  /** The server whose managers settled it; null: whoever runs the bot. */
  readonly guildId: string | null;
  readonly note: string | null;
  readonly settledAt: number;
}

/** A card with open reports, for whoever runs the bot. */
export interface RunnerCard {
  readonly card: string;
  /** How many people wrote them. */
  readonly people: number;
  /** The newest first. */
  readonly reports: readonly Report[];
  /** How everyone together answered it; undefined where nobody has. */
  readonly stats: ItemStats | undefined;
  /** A server's card, of a report from before those went to the server alone. */
  readonly serverCard: Card | undefined;
}
