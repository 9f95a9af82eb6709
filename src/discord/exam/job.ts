import type { Client } from 'discord.js';
import { finishExam } from '../../play/exams.ts';
import { AWAY_MS } from '../../store/exams/alive.ts';
import type { Exam } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { loggableError } from '../platform/api-error.ts';
import { encode } from '../platform/encode.ts';
import { keepLooking, type Looking } from '../platform/looking.ts';
import { sendDirectly } from '../platform/post.ts';
import { giveRole } from './role.ts';
import { timeOverMessage } from './view-list.ts';

/** Exams taken from the store at once. */
const BATCH = 10;
/** A process that serves exams gives a sign this often while one is on; three without one are an absence. */
const SIGN_MS = AWAY_MS / 3;

/** Ends exams whose time is over, from the start until `stop`. */
export type Exams = Looking;

/**
 * While an exam is on, the store is looked at every few seconds: that is the sign that somebody serves, from which time
 * away is reckoned. What ended is marked here where its person does not come.
 */
export function startExams(client: Client, context: Context): Exams {
  const { store, log, now } = context;
  return keepLooking(async () => {
    try {
      if ((await store.nextExamAt()) === null) return SIGN_MS;
      for (const exam of await store.claimExams({ now: now(), limit: BATCH }))
        await end(client, context, exam);
      const next = await store.nextExamAt();
      return next === null ? SIGN_MS : Math.min(SIGN_MS, Math.max(50, next - now()));
    } catch (error) {
      log.error({ error: loggableError(error) }, 'the exams could not be looked at; trying again');
      return SIGN_MS;
    }
  });
}

/** Marks an exam; who asked for reminders is told that its time is over. One that cannot be marked now is tried again. */
async function end(client: Client, context: Context, { id: examId, userId, state }: Exam): Promise<void> {
  const { store, log } = context;
  try {
    const { view, first } = await finishExam(context, { examId, userId });
    await giveRole(client.rest, context, view.exam);
    if (!first || state !== 'timed-out' || (await store.reminderHour(userId)) === null) return;
    const nonce = `exam-${examId}`;
    await sendDirectly(client.rest, userId, encode(timeOverMessage(view.exam), log, { nonce }));
  } catch (error) {
    log.warn({ exam: examId, error: loggableError(error) }, 'an exam could not be marked or told of');
  }
}
