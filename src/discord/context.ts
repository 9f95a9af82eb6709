import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';

/** What every handler is given. Wired together once, in main.ts. */
export interface Context {
  readonly store: Store;
  readonly log: Logger;
  /** Milliseconds since the epoch; a test's own clock. */
  readonly now: () => number;
  /** A 32-bit unsigned seed for a fresh question. */
  readonly seed: () => number;
}
