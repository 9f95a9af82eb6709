import type { Answer, Question } from '../../study/question.ts';

/** Where the question of a day is. `posting`: its message is to be posted, or may be there already. */
export type DailyState = 'posting' | 'open' | 'revealed' | 'skipped';

/**
 * Why a day has no question: its channel is gone or hidden; what the bot may do there does not suffice; Discord refuses
 * the message for another reason; it may be there already, and nobody can look; no card can be asked; its date was over
 * before it could be posted; it was switched off meanwhile.
 */
export type DailyTrouble =
  | 'channel-gone'
  | 'not-permitted'
  | 'refused'
  | 'unsure'
  | 'no-card'
  | 'too-late'
  | 'off';

/** What `/daily set` chose for a server. */
export interface DailySettings {
  readonly guildId: string;
  readonly channelId: string;
  /** The minute of the day, 0 to 1439, on the clocks of `zone`. */
  readonly minute: number;
  /** An IANA name. */
  readonly zone: string;
  /** Its id on the shelf; null: every deck that the server has. */
  readonly deck: string | null;
  readonly seed: number;
  /** Who set it last; null once that person had their data deleted. */
  readonly userId: string | null;
  readonly active: boolean;
  /** When the next question comes; null where none is to come. */
  readonly dueAt: number | null;
  /** Why the last one could not be posted, and for how many days in a row. */
  readonly trouble: DailyTrouble | null;
  readonly failed: number;
}

/** The question of a day. */
export interface DailyQuestion {
  readonly id: number;
  readonly guildId: string;
  /** The server's own date, in days since 1 January 1970. */
  readonly day: number;
  readonly channelId: string;
  readonly state: DailyState;
  readonly why: DailyTrouble | null;
  /** The deck that was chosen, and whether it was gone when the question was drawn. */
  readonly deck: string | null;
  readonly deckGone: boolean;
  /** null until it was drawn. */
  readonly question: Question | null;
  /** When it was first sent to Discord; null where it never was. */
  readonly triedAt: number | null;
  readonly messageId: string | null;
  readonly version: number;
  readonly postedAt: number | null;
  readonly revealedAt: number | null;
}

/** A question with what is shown of its answers: counts, and of people only those who let it be seen. */
export interface DailyView {
  readonly question: DailyQuestion;
  readonly answered: number;
  readonly right: number;
  /** Every answer that was given, with how many gave it, the most frequent first. */
  readonly given: readonly { readonly answer: Answer; readonly count: number }[];
  /** How many have answered two questions or more in a row with this one. */
  readonly streaks: number;
  /** The longest of those who let the server see theirs. */
  readonly shown: readonly { readonly userId: string; readonly streak: number }[];
  /** When the next question comes, which reveals this one; null where none is to come. */
  readonly nextAt: number | null;
}

/** What a server is told of its daily question, with what is one person's own. */
export interface DailyStatus {
  readonly settings: DailySettings;
  /** The latest, whatever became of it; null before the first. */
  readonly last: DailyQuestion | null;
  readonly streak: DailyStreak;
}

export interface DailyStreak {
  /** Questions answered in a row, up to the last but one that was posted or the last; 0 once it is broken. */
  readonly streak: number;
  readonly best: number;
  /** The server may see it. */
  readonly shares: boolean;
}

/**
 * What is to be done now. `draw`: choose the question. `post`: post it; where it was tried before, look first whether it
 * is there. `look`: its date is over, so only look whether it is there. `edit`: the message shows what is no longer so.
 */
export interface DailyWork {
  readonly kind: 'draw' | 'post' | 'look' | 'edit';
  readonly view: DailyView;
  /** It may have been posted before: a process that did so may have died before it could say so. */
  readonly again: boolean;
}

export interface SetDaily {
  readonly guildId: string;
  readonly channelId: string;
  readonly minute: number;
  readonly zone: string;
  readonly deck: string | null;
  readonly seed: number;
  readonly userId: string;
  readonly now: number;
}

export interface AnswerDaily {
  readonly questionId: number;
  readonly userId: string;
  readonly answer: Answer;
  readonly correct: boolean;
  /** The message that was pressed, which proves that it is there. */
  readonly messageId: string | null;
  readonly now: number;
}

/** What became of an answer: taken, the earlier one changed, or the same again. */
export interface AnsweredDaily {
  readonly became: 'taken' | 'changed' | 'same';
  readonly streak: DailyStreak;
}

/**
 * The daily question of servers, as use-cases. Those by id throw StoreError `daily-gone`; what does not apply in the
 * state that the question is in is refused with `not-possible`, and nothing is changed.
 */
export interface DailyStore {
  /** Switches it on, or changes it. A date that has had its question gets no second one. */
  setDaily(input: SetDaily): Promise<DailySettings>;
  /** Switches it off; what is open is revealed. Gives whether it was on. */
  dailyOff(input: { readonly guildId: string; readonly now: number }): Promise<boolean>;
  /** undefined where it was never set. */
  dailyStatus(guildId: string, userId: string): Promise<DailyStatus | undefined>;
  dailyView(questionId: number): Promise<DailyView>;
  /** How often each card was asked in a server. */
  dailyAsked(guildId: string): Promise<ReadonlyMap<string, number>>;
  /** Takes an answer until the question is revealed, or changes an earlier one, once. */
  answerDaily(input: AnswerDaily): Promise<AnsweredDaily>;
  /** Whether the server may see a person's streak. */
  shareDailyStreak(input: {
    readonly guildId: string;
    readonly userId: string;
    readonly shares: boolean;
  }): Promise<DailyStreak>;

  /** When something is to be done for any server; null when nothing is. */
  nextDailyAt(): Promise<number | null>;
  /**
   * Takes on what is due (a new date, a reveal, answers that are to be counted) and gives what is to be sent. Each is in
   * the hands of who claimed it for a while, so that no other process sends the same.
   */
  claimDailies(input: { readonly now: number; readonly limit: number }): Promise<readonly DailyWork[]>;
  /** Keeps the question drawn, unless another process was faster; gives what is to be posted now, where anything is. */
  dailyDrawn(input: {
    readonly questionId: number;
    readonly question: Question;
    readonly deckGone: boolean;
    readonly now: number;
  }): Promise<DailyWork | undefined>;
  /** Its message is there. A second report changes nothing. */
  dailyPosted(input: {
    readonly questionId: number;
    readonly messageId: string;
    /** When Discord took it; left out: when it was first sent. */
    readonly at?: number;
    readonly now: number;
  }): Promise<void>;
  /** It is certain that no message of it is there and none will be: the day is skipped. */
  dailySkipped(input: {
    readonly questionId: number;
    readonly why: DailyTrouble;
    readonly now: number;
  }): Promise<{
    /** Whom to tell; null where somebody was told yesterday, or nobody is known. */
    readonly tell: string | null;
    /** It is not tried again until it is set anew. */
    readonly givenUp: boolean;
  }>;
  /** The message shows this version. */
  dailyEdited(input: {
    readonly questionId: number;
    readonly version: number;
    readonly now: number;
  }): Promise<void>;
  /** It could not be edited: tried again later, or (`refused`) not until something changes. */
  dailyNotEdited(input: {
    readonly questionId: number;
    readonly refused: boolean;
    readonly now: number;
  }): Promise<void>;
  /** Removes answers to questions of long ago; gives how many. */
  sweepDailies(now: number): Promise<number>;
}
