import type { Logger } from 'pino';
import type { DeckTask } from '../decks/check-in-thread.ts';
import type { CheckedDecks } from '../decks/index.ts';
import type { Pictures } from '../pictures/index.ts';
import type { ExamPlay } from '../play/exams.ts';
import type { Groups } from '../play/group.ts';
import type { LabPlay } from '../play/labs.ts';
import type { LessonPlay } from '../play/lessons.ts';
import type { QuestionSource } from '../play/library.ts';
import type { Play } from '../play/session.ts';
import type { Config } from '../runtime/config.ts';
import type { Watch } from '../runtime/metrics/watch.ts';
import type { Pastes } from './platform/pastes.ts';
import type { Servers } from './platform/servers.ts';

/** A command as `/help` tells of it. */
export interface CommandHelp {
  readonly name: string;
  /** A command of a message's menu (Apps → …), which cannot be mentioned. */
  readonly onMessage: boolean;
  /** One or two lines. */
  readonly help: string;
}

/** What every handler is given: what a session needs, and what only Discord asks for. */
export interface Context extends Play, LabPlay, LessonPlay, ExamPlay {
  readonly config: Config;
  /** The decks that come with Podium. */
  readonly questions: QuestionSource;
  /** Checks a deck that somebody brings, as `podium decks check` does. Throws ThreadError when it takes too long. */
  readonly checkDeck: (task: DeckTask) => Promise<CheckedDecks>;
  /** Explains, corrects and asks about what people paste. */
  readonly pastes: Pastes;
  /** The address that opens a lab for a person in the browser; null or absent: labs are not served there. */
  readonly labAddress?: (userId: string, lab: string) => string | null;
  /** Draws in a thread of its own; rejects when that fails, so a picture is never all of an answer. */
  readonly pictures: Pictures;
  /** What Discord says of servers. */
  readonly servers: Servers;
  /** What study groups remember. */
  readonly groups: Groups;
  readonly log: Logger;
  /** Told what happens; absent where nobody watches. */
  readonly watch?: Watch;
  /** A 32-bit unsigned seed for a fresh question. */
  readonly seed: () => number;
  /** Something that is due may have changed: whoever sends it looks at once. */
  readonly wake: (what: 'matches' | 'daily') => void;
  /** All commands, in the order `/help` lists them. */
  readonly commands: readonly CommandHelp[];
  /** The id Discord gave a command, for `</name:id>`; undefined before registration. */
  readonly commandId: (name: string) => string | undefined;
}
