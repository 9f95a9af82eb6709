import { parseImageUsers } from '../../play/image-users.ts';
import { openThread, ThreadError } from '../../runtime/thread.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Question } from '../../study/index.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import type { Answered, Drawn, Pastes } from '../platform/pastes.ts';
import { type PasteResult, type PasteTask, workOn } from './work.ts';

/** What fits a message is worked on at once: whatever it says, it takes a few milliseconds. */
const AT_ONCE = 4_000;
/** The largest file that is read takes some 0.3 s; what takes this long was made to. */
const TIMEOUT_MS = 5_000;
const MEGABYTES = 256;

export interface OpenPastes extends Pastes {
  /** Ends the thread; whoever waits for it gets an error. */
  close(): Promise<void>;
}

/** Starts the thread with the first long paste. `timeoutMs` and `megabytes` are the most that one may take. */
export function openPastes({ timeoutMs = TIMEOUT_MS, megabytes = MEGABYTES } = {}): OpenPastes {
  const entry = new URL('./paste-thread', import.meta.url);
  const thread = openThread<PasteTask, PasteResult>({ entry, timeoutMs, megabytes });

  async function done(task: PasteTask): Promise<PasteResult> {
    if (task.input.paste.length <= AT_ONCE) return workOn(task);
    // A thread's errors come back without their class, so this one is thrown here.
    if (task.what !== 'correct') parseImageUsers(task.input.imageUsers);
    try {
      return await thread.run(task);
    } catch (error) {
      throw error instanceof ThreadError ? tooHeavy(error) : error;
    }
  }

  return {
    explain: (input) => done({ what: 'explain', input }) as Promise<Answered>,
    details: (input) => done({ what: 'details', input }) as Promise<OutgoingMessage>,
    container: (input) => done({ what: 'container', input }) as Promise<OutgoingMessage>,
    draw: (input) => done({ what: 'draw', input }) as Promise<Drawn>,
    correct: (input) => done({ what: 'correct', input }) as Promise<OutgoingMessage>,
    ask: (input) => done({ what: 'ask', input }) as Promise<Question | undefined>,
    close: thread.close,
  };
}

function tooHeavy(error: ThreadError): UserError {
  return new UserError({
    identifier: 'paste-too-heavy',
    message:
      'I stopped because that manifest takes too much time or memory. Send only the pods you want to know about, or split it into several pieces.',
    context: { reason: error.message },
  });
}
