import type { Client } from 'discord.js';
import { labCard } from '../../play/labs-card.ts';
import type { Reminder } from '../../store/store.ts';
import { MINUTE } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { apiCode, loggableError, UNREACHABLE } from '../platform/api-error.ts';
import { inBulk } from '../platform/bot-rest.ts';
import { encode } from '../platform/encode.ts';
import { keepLooking, type Looking } from '../platform/looking.ts';
import { sendDirectly } from '../platform/post.ts';
import { reminderMessage } from './view.ts';

/**
 * Reminders that are being sent at once, and so many are lost at most where a process is killed: they are taken from the
 * store as they are sent, and what is left there another process takes.
 */
const AT_ONCE = 12;
/** The store is looked at this often at least, so that an hour chosen meanwhile is met. */
const LOOK_AGAIN = MINUTE;

/** Sends the reminders that fall due, from the start until `stop`. */
export type Reminders = Looking;

/**
 * Arms the reminders from the store: what fell due while the bot was down is looked at at once. Each is taken from
 * the store before it is sent, so a crash may lose what was being sent and never sends one twice. Where thousands fall
 * due in one minute they go out at the pace of what comes in masses (platform/pace.ts).
 */
export function startReminders(client: Client, context: Context): Reminders {
  const { log } = context;

  async function sendDue(stopping: () => boolean): Promise<void> {
    const { store, questions, labs, now } = context;
    const labCards = labs.all.map(({ id }) => ({ card: labCard(id) }));
    const pool = [...questions.pool({ deck: null, topic: null }), ...labCards];
    const sending = new Set<Promise<void>>();
    const isDue = (next: number | null): boolean => next !== null && next <= now();
    try {
      while (!stopping() && isDue(await store.nextReminderAt())) {
        const limit = AT_ONCE - sending.size;
        for (const reminder of await store.claimReminders({ limit, pool, now: now() })) {
          const sent = remind(client, context, reminder).finally(() => sending.delete(sent));
          sending.add(sent);
        }
        while (sending.size > AT_ONCE / 2) await Promise.race(sending);
      }
    } finally {
      await Promise.all(sending);
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
async function remind(client: Client, context: Context, reminder: Reminder): Promise<void> {
  const { log, store } = context;
  const { userId, due, channelId } = reminder;
  try {
    const message = encode(reminderMessage(due), log, { nonce: String(context.seed()) });
    const channel = await sendDirectly(inBulk(client.rest), userId, message, channelId);
    if (channel !== channelId) await noteChannel(context, userId, channel);
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

/** The next reminder costs one request less. Never rejects. */
async function noteChannel({ store, log }: Context, userId: string, channelId: string): Promise<void> {
  await store.reminderChannel(userId, channelId).catch((error: unknown) => {
    log.info({ error: loggableError(error) }, 'where direct messages go was not noted');
  });
}
