import { openThread, ThreadError } from '../runtime/thread.ts';
import { UserError } from '../runtime/user-error.ts';
import { type LabTask, type LabTasks, workOnLab } from './labs-work.ts';

/**
 * What a line may cost is bounded in steps, and those of the worst take some seconds; one that takes this long was made
 * to, on a machine that has much else to do.
 */
const TIMEOUT_MS = 30_000;
const MEGABYTES = 512;

/** Works on labs. */
export interface LabWork {
  /**
   * Does one thing for one person. What one person asks for is done in its order; nobody's waits for more than one
   * thing of each other person.
   * @throws UserError `lab-too-heavy` when it had to be stopped: nothing came of it.
   */
  run<What extends keyof LabTasks>(
    userId: string,
    what: What,
    input: LabTasks[What]['input'],
  ): Promise<LabTasks[What]['output']>;
  /** Ends the thread; what waits is rejected. */
  close(): Promise<void>;
}

/** In the program itself, for whoever serves one person alone. */
export function labWorkHere(): LabWork {
  return {
    run: async (_userId, what, input) => workOnLab(what, input),
    close: async () => undefined,
  };
}

/** In a thread that starts with the first thing to do, so that a long line holds up nobody who does something else. */
export function openLabWork({ timeoutMs = TIMEOUT_MS, megabytes = MEGABYTES } = {}): LabWork {
  const entry = new URL('./labs-thread', import.meta.url);
  const thread = openThread<LabTask, unknown>({ entry, timeoutMs, megabytes });
  const last = new Map<string, Promise<unknown>>();
  return {
    async run<What extends keyof LabTasks>(
      userId: string,
      what: What,
      input: LabTasks[What]['input'],
    ): Promise<LabTasks[What]['output']> {
      const before = last.get(userId) ?? Promise.resolve();
      const mine = before.then(() => thread.run({ what, input } as LabTask));
      const settled = mine.catch(() => undefined);
      last.set(userId, settled);
      try {
        return (await mine) as LabTasks[What]['output'];
      } catch (error) {
        throw error instanceof ThreadError ? tooHeavy(error) : error;
      } finally {
        if (last.get(userId) === settled) last.delete(userId);
      }
    },
    close: thread.close,
  };
}

function tooHeavy(error: ThreadError): UserError {
  return new UserError({
    identifier: 'lab-too-heavy',
    message:
      'I stopped that line because it took too much time or memory. Your lab is as it was before. Try something smaller, with fewer objects at once.',
    context: { reason: error.message },
  });
}
