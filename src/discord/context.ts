import type { Logger } from 'pino';
import type { CheckedDecks, DeckText } from '../decks/index.ts';
import type { Pictures } from '../pictures/index.ts';
import type { QuestionSource } from '../play/library.ts';
import type { Shelf } from '../play/shelf.ts';
import type { Config } from '../runtime/config.ts';
import type { Store } from '../store/store.ts';
import type { Command } from './platform/command.ts';

/** What every handler is given. Wired together once, in main.ts. */
export interface Context {
  readonly store: Store;
  readonly config: Config;
  /** The decks that come with Podium. */
  readonly questions: QuestionSource;
  /** These and those of servers. */
  readonly shelf: Shelf;
  /** Checks a deck that somebody brings, as `podium decks check` does. Throws ThreadError when it takes too long. */
  readonly checkDeck: (file: DeckText) => Promise<CheckedDecks>;
  /** Draws in a thread of its own; rejects when that fails, so a picture is never all of an answer. */
  readonly pictures: Pictures;
  readonly log: Logger;
  /** Milliseconds since the epoch; a test's own clock. */
  readonly now: () => number;
  /** A 32-bit unsigned seed for a fresh question. */
  readonly seed: () => number;
  /** All commands, in the order `/help` lists them. */
  readonly commands: readonly Command[];
  /** The id Discord gave a command, for `</name:id>`; undefined before registration. */
  readonly commandId: (name: string) => string | undefined;
}
