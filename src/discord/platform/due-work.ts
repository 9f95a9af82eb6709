import type { Context } from '../context.ts';
import { loggableError } from './api-error.ts';

/** Work taken from the store at once, where nothing else is said. */
const BATCH = 25;
/** The store is looked at this often at least: another process may have made something due. */
const LOOK_AGAIN_MS = 1000;

/** What is due in the store, sent from the start until `stop`. */
export interface DueWork {
  /** Looks at once, because something has changed. */
  wake(): void;
  /** Sends what is due now, and waits until it is sent. */
  check(): Promise<void>;
  /** Ends the timer and waits for what is being sent. */
  stop(): Promise<void>;
}

interface Due<W> {
  /** What it is of, for the log: `the matches`. */
  readonly name: string;
  readonly claim: (input: { readonly now: number; readonly limit: number }) => Promise<readonly W[]>;
  /** When something is due next; null when nothing is. */
  readonly nextAt: () => Promise<number | null>;
  /** Never rejects. */
  readonly carryOut: (work: W) => Promise<void>;
  /** Taken at once, where that is not {@link BATCH}. */
  readonly batch?: number;
  /** Done once before the first look. */
  readonly before?: () => Promise<void>;
}

/** The timer knows nothing: it asks the store what is due, so that a bot that was killed goes on where it stood. */
export function startDueWork<W>({ log, now }: Pick<Context, 'log' | 'now'>, due: Due<W>): DueWork {
  const { batch = BATCH } = due;
  const sending = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function look(): Promise<void> {
    clearTimeout(timer);
    let wait = LOOK_AGAIN_MS;
    try {
      do {
        again = false;
        for (let full = true; full && !stopped; ) {
          const work = await due.claim({ now: now(), limit: batch });
          for (const one of work) send(one);
          full = work.length >= batch;
        }
      } while (again && !stopped);
      const next = await due.nextAt();
      if (next !== null) wait = Math.min(LOOK_AGAIN_MS, Math.max(1, next - now()));
    } catch (error) {
      log.error({ error: loggableError(error) }, `${due.name} could not be looked at; trying again`);
    }
    if (!stopped) timer = setTimeout(wake, wait).unref();
  }

  function wake(): void {
    if (looking !== undefined) {
      again = true;
      return;
    }
    if (stopped) return;
    looking = look().finally(() => {
      looking = undefined;
      if (again) wake();
    });
  }

  function send(work: W): void {
    const sent = due.carryOut(work).finally(() => {
      sending.delete(sent);
      wake();
    });
    sending.add(sent);
  }

  if (due.before === undefined) wake();
  else
    void due.before().then(wake, (error: unknown) => {
      log.error({ error: loggableError(error) }, `${due.name} of before could not be taken up at once`);
      wake();
    });
  return {
    wake,
    async check() {
      do {
        wake();
        await looking;
        await Promise.all(sending);
      } while (looking !== undefined || sending.size > 0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
      await Promise.all(sending);
    },
  };
}
