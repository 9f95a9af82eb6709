/** Something that is looked at again and again, from the start until `stop`. */
export interface Looking {
  /** Looks from now on, after a look that is under way; never rejects. The timer does the same on its own. */
  check(): Promise<void>;
  /** Ends the timer and waits for what is being done. */
  stop(): Promise<void>;
}

/**
 * Looks at once, and again after as many ms as `look` gave. The timer knows nothing but that: what is due stands in the
 * store. `look` must not reject; it is asked to end early once `stopping` is true.
 */
export function keepLooking(look: (stopping: () => boolean) => Promise<number>): Looking {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  async function once(): Promise<void> {
    clearTimeout(timer);
    const wait = await look(() => stopped);
    if (!stopped) timer = setTimeout(() => void shared(), wait).unref();
  }

  function shared(): Promise<void> {
    running ??= once().finally(() => {
      running = undefined;
    });
    return running;
  }

  void shared();
  return {
    async check() {
      await running;
      await shared();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
