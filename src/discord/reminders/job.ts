import type { Client } from 'discord.js';
import { labCard } from '../../play/labs-card.ts';
import type { Reminder } from '../../store/store.ts';
import { MINUTE } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { apiCode, loggableError, UNREACHABLE } from '../platform/api-error.ts';
import { encode } from '../platform/encode.ts';
import { keepLooking, type Looking } from '../platform/looking.ts';
import { sendDirectly } from '../platform/post.ts';
import { reminderMessage } from './view.ts';

/** Reminders taken from the store at once. */
const BATCH = 50;
/** The store is looked at this often at least, so that an hour chosen meanwhile is met. */
const LOOK_AGAIN = MINUTE;

/** Sends the reminders that fall due, from the start until `stop`. */
export type Reminders = Looking;

/**
 * Arms the reminders from the store: what fell due while the bot was down is looked at at once. Each is taken from
 * the store before it is sent, so a crash may lose one and never sends one twice.
 */
export function startReminders(client: Client, context: Context): Reminders {
  const { log } = context;

  async function sendDue(stopping: () => boolean): Promise<void> {
    const { store, questions, labs, now } = context;
    for (let next = await store.nextReminderAt(); next !== null && next <= now() && !stopping(); ) {
      const labCards = labs.all.map(({ id }) => ({ card: labCard(id) }));
      const pool = [...questions.pool({ deck: null, topic: null }), ...labCards];
      for (const reminder of await store.claimReminders({ limit: BATCH, pool, now: now() })) {
        await remind(client, context, reminder);
      }
      next = await store.nextReminderAt();
    }
  }

  async function untilNext(): Promise<number> {
    const next = await context.store.nextReminderAt();
    return next === null ? LOOK_AGAIN : Math.min(LOOK_AGAIN, Math.max(0, next - context.now()));
  }

  return keepLooking(async (stopping) => {
    try {
      await sendDue(stopping);
      return await untilNext();
    } catch (error) {
      log.error({ error: loggableError(error) }, 'the reminders could not be looked at; trying again');
      return LOOK_AGAIN;
    }
  });
}

/** One direct message. Who cannot be reached is not reminded any more; other trouble costs this one only. */
async function remind(client: Client, context: Context, { userId, due }: Reminder): Promise<void> {
  const { log, store } = context;
  try {
    const nonce = String(context.seed());
    await sendDirectly(client.rest, userId, encode(reminderMessage(due), log, { nonce }));
  } catch (error) {
    if (!UNREACHABLE.has(apiCode(error) ?? 0)) {
      log.warn({ error: loggableError(error) }, 'a reminder could not be sent');
      return;
    }
    await store.remindAt(userId, null, context.now()).then(
      () =>
        log.info({ code: apiCode(error) }, 'somebody cannot be written to any more; their reminders are off'),
      (second: unknown) => log.error({ error: loggableError(second) }, 'reminders could not be turned off'),
    );
  }
}
