import type { Answer, Question } from '../../study/question.ts';
import type { Memory } from '../../study/schedule/memory.ts';

/**
 * Where a match is. `posting`: the message of its round is to be posted. A paused match goes on with the state it was
 * paused in.
 */
export type MatchState = 'lobby' | 'posting' | 'asking' | 'revealed' | 'paused' | 'finished';

/** What a round is drawn from. */
export type MatchKind = 'mixed' | 'questions' | 'drills' | 'repair';

/** What was chosen when the match was opened. */
export interface MatchOptions {
  readonly deck: string | null;
  readonly topic: string | null;
  /** Where there are several: those of these topics alone. */
  readonly topics?: readonly string[];
  readonly kind: MatchKind;
  /** How many rounds, 3 to 30; fewer where fewer cards match. */
  readonly rounds: number;
  /** How long a round lasts, 10 to 120 seconds. */
  readonly seconds: number;
  /** The first right answer takes the round; otherwise everybody answers until the time is up. */
  readonly race: boolean;
  /** How many teams; 0: each alone. */
  readonly teams: number;
  /** Anybody may answer, and plays from then on; otherwise only who joined in the lobby. */
  readonly open: boolean;
}

/** Why a match was paused by itself: its channel is gone, or what the bot may do there no longer suffices. */
export type MatchTrouble = 'channel-gone' | 'not-permitted';

/** How a match came to its end: all rounds played; stopped; nobody started it; paused for too long. */
export type MatchEnding = 'played' | 'stopped' | 'not-started' | 'left-paused';

export interface Match {
  readonly id: number;
  readonly guildId: string;
  readonly channelId: string;
  /** null once that person had their data deleted. */
  readonly hostId: string | null;
  readonly options: MatchOptions;
  readonly seed: number;
  readonly state: MatchState;
  /** The present round, from 0. */
  readonly round: number;
  /** How many rounds there are; 0 in the lobby. */
  readonly rounds: number;
  /** Set while paused. */
  readonly paused: {
    readonly in: Exclude<MatchState, 'paused'>;
    /** How much of that state's time is left, in ms. */
    readonly leftMs: number;
    readonly trouble: MatchTrouble | null;
  } | null;
  readonly ending: MatchEnding | null;
  /** When the state is over; null where nothing is to come. */
  readonly dueAt: number | null;
  /** Raised by every change. */
  readonly version: number;
  readonly shown: number;
  readonly lobbyMessage: string | null;
  readonly endMessage: string | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

export interface MatchPlayer {
  readonly seat: number;
  /** null once that person had their data deleted; so is the name. */
  readonly userId: string | null;
  readonly name: string | null;
  /** From 0; null where each plays alone. */
  readonly team: number | null;
  /** Others may see what they chose, once a round is over. */
  readonly shares: boolean;
  /** Of the rounds that are over. */
  readonly points: number;
  readonly right: number;
}

export interface MatchRound {
  readonly round: number;
  readonly question: Question;
  readonly messageId: string | null;
  /** When the time for answers is over; null until it was posted. */
  readonly closesAt: number | null;
  readonly closedAt: number | null;
  readonly skipped: boolean;
}

export interface MatchAnswer {
  readonly round: number;
  readonly seat: number;
  readonly answer: Answer;
  readonly correct: boolean;
  readonly changed: boolean;
  /** How much time was left of the round, in ms. */
  readonly leftMs: number;
  readonly answeredAt: number;
  /** null until the round is over. */
  readonly points: number | null;
}

/** A match as it is shown: everything of one moment. */
export interface MatchView {
  readonly match: Match;
  /** By seat. */
  readonly players: readonly MatchPlayer[];
  /** The present round; null in the lobby. */
  readonly round: MatchRound | null;
  /** To the present round, the first one first. */
  readonly answers: readonly MatchAnswer[];
}

export interface OpenMatch {
  readonly guildId: string;
  readonly channelId: string;
  readonly hostId: string;
  /** As Discord shows the host, who plays. */
  readonly name: string;
  readonly options: MatchOptions;
  readonly seed: number;
  readonly now: number;
}

/** A person who does something in a match. */
export interface MatchPerson {
  readonly matchId: number;
  readonly userId: string;
  readonly now: number;
}

/** Who controls a match: who opened it, and who may manage messages in its channel. */
export interface MatchControl extends MatchPerson {
  readonly mayManage: boolean;
}

export interface StartMatch extends MatchControl {
  /** One a round, at least one. */
  readonly questions: readonly Question[];
}

export interface AnswerMatch extends MatchPerson {
  readonly round: number;
  readonly name: string;
  readonly answer: Answer;
  readonly correct: boolean;
}

/** What became of an answer: taken, the earlier one changed, or the same again. */
export type AnsweredMatch = 'taken' | 'changed' | 'same';

/** What is to be done for a match now. */
export interface MatchWork {
  readonly kind: 'post-lobby' | 'post-round' | 'post-end' | 'edit';
  readonly view: MatchView;
}

/** What a player missed in a match. */
export interface MissedRound {
  readonly round: number;
  readonly question: Question;
  /** null where they gave none. */
  readonly answer: Answer | null;
}

/**
 * Live matches, as use-cases. Those by id throw StoreError `match-gone`; what does not apply in the state that the match
 * is in is refused with `not-possible`, what is not for this person with `not-yours`, and nothing is changed.
 */
export interface MatchStore {
  /** Opens the lobby of a match. Throws StoreError `not-possible` where one is on in this channel. */
  openMatch(input: OpenMatch): Promise<Match>;
  /** As it is now, or in an earlier round. */
  matchView(id: number, round?: number): Promise<MatchView>;
  /** The match that is on in this channel. */
  liveMatch(channelId: string): Promise<MatchView | undefined>;
  /** Joins in the lobby, later too where anybody may; joining twice is joining once. Gives the seat. */
  joinMatch(input: MatchPerson & { readonly name: string }): Promise<MatchPlayer>;
  /** Leaves the lobby. */
  leaveMatch(input: MatchPerson): Promise<void>;
  /** Whether others may see what this player chose, in this match. */
  shareInMatch(input: MatchPerson & { readonly shares: boolean }): Promise<void>;
  startMatch(input: StartMatch): Promise<Match>;
  /** Takes an answer to the present round, or changes an earlier one, once. */
  answerMatch(input: AnswerMatch): Promise<AnsweredMatch>;
  pauseMatch(input: MatchControl): Promise<Match>;
  resumeMatch(input: MatchControl): Promise<Match>;
  /** Closes the present round; its answers bring nothing and are no review. */
  skipRound(input: MatchControl): Promise<Match>;
  /** Ends the match with the standings so far. */
  stopMatch(input: MatchControl): Promise<Match>;
  /** The rounds that were played and this player did not get right. */
  missedInMatch(input: Omit<MatchPerson, 'now'>): Promise<readonly MissedRound[]>;
  /** What the players remember of the cards they have met: card → memories. */
  matchMemories(id: number): Promise<ReadonlyMap<string, readonly Memory[]>>;

  /** When something is to be done for any match; null when nothing is. */
  nextMatchAt(): Promise<number | null>;
  /**
   * Takes matches on in their states where their time is up, and gives what is to be sent then. Each is in the hands of
   * who claimed it for {@link MATCH_HOLD}, so that no other process sends the same.
   */
  claimMatches(input: { readonly now: number; readonly limit: number }): Promise<readonly MatchWork[]>;
  /** Gives back what an earlier process had in its hands, where this one has the store alone. */
  releaseMatches(): Promise<void>;
  /** The message of what was to be posted is there. The time of a round counts from here. */
  matchPosted(input: {
    readonly matchId: number;
    readonly what: 'post-lobby' | 'post-round' | 'post-end';
    readonly round: number;
    readonly messageId: string;
    /** The version that it shows. */
    readonly version: number;
    readonly now: number;
  }): Promise<void>;
  /** The message shows this version. */
  matchEdited(input: {
    readonly matchId: number;
    readonly version: number;
    readonly now: number;
  }): Promise<void>;
  /** Nothing can be sent there (any more): pauses the match, once. Gives whether it did. */
  matchTroubled(input: {
    readonly matchId: number;
    readonly trouble: MatchTrouble;
    readonly now: number;
  }): Promise<boolean>;
  /** Removes matches that ended a while ago; gives how many. */
  sweepMatches(now: number): Promise<number>;
}
