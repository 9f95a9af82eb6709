/** `usual`: somebody waits for it, or sees it late; `bulk`: much of it comes at once, and it may take its time. */
export type Lane = 'usual' | 'bulk';

/** Calls per second at a steady rate, whatever comes at once. */
export interface Pace {
  /** Resolves when it is this call's turn. */
  turn(lane: Lane): Promise<void>;
}

export interface PaceOptions {
  /** Calls a second in the long run. */
  readonly rate: number;
  /** So many may go at once after a pause; in any second there are `rate + burst + 1` at most. */
  readonly burst: number;
  /** Milliseconds, rising. */
  readonly now?: () => number;
  /** Calls back after so many ms; the process need not live for it. */
  readonly after?: (ms: number, run: () => void) => void;
}

/** While both wait, so many of the usual calls go before one of the bulk. */
const USUAL_BEFORE_BULK = 3;

/**
 * What is usual goes first, and alone uses what was saved in a pause; the bulk has what is left of the steady rate, and a
 * quarter of it whatever happens, so that neither starves the other. Within a lane who came first goes first.
 */
export function openPace({
  rate,
  burst,
  now = () => performance.now(),
  after = (ms, run) => void setTimeout(run, ms),
}: PaceOptions): Pace {
  const every = 1000 / rate;
  const waiting: Record<Lane, (() => void)[]> = { usual: [], bulk: [] };
  /** When the next call would go if all went at the steady rate. */
  let steady = Number.NEGATIVE_INFINITY;
  let usualInARow = 0;
  let armedFor = Number.POSITIVE_INFINITY;

  function go(): void {
    for (;;) {
      const lane = next();
      if (lane === undefined) return;
      const at = now();
      const due = waiting.usual.length > 0 ? steady - (burst - 1) * every : steady;
      if (due > at) {
        arm(due, at);
        return;
      }
      // A timer that came late costs no part of the rate.
      steady = Math.max(steady, at - every) + every;
      usualInARow = lane === 'usual' ? usualInARow + 1 : 0;
      waiting[lane].shift()?.();
    }
  }

  function next(): Lane | undefined {
    const { usual, bulk } = waiting;
    if (bulk.length === 0) return usual.length === 0 ? undefined : 'usual';
    return usual.length === 0 || usualInARow >= USUAL_BEFORE_BULK ? 'bulk' : 'usual';
  }

  function arm(due: number, at: number): void {
    if (armedFor <= due) return;
    armedFor = due;
    after(Math.ceil(due - at), () => {
      if (armedFor === due) armedFor = Number.POSITIVE_INFINITY;
      go();
    });
  }

  return {
    turn(lane) {
      return new Promise((resolve) => {
        waiting[lane].push(resolve);
        go();
      });
    },
  };
}
