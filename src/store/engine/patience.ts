import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long a person waits for a database that another program holds, in ms: Discord wants an answer within 3 s, and
 * the sentence that says so takes its time too.
 */
export const PATIENCE_MS = 2_000;

const FIRST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 250;

/** How long to wait before the next try, in ms; `tries` counts those that were in vain. */
export function backOff(tries: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 10));
}

/**
 * Does `work` again, later and later, while it fails with an error for which `isBusy` is true, for `patienceMs` at
 * most; then that error is thrown. It waits with a timer, so that everything else goes on meanwhile: SQLite's own
 * waiting (`busy_timeout`) would hold the event loop.
 */
export async function whileBusy<T>(
  work: () => T | Promise<T>,
  isBusy: (error: unknown) => boolean,
  patienceMs: number,
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error;
      await sleep(backOff(tries));
    }
  }
}
