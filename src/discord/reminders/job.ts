import type { Client } from 'discord.js';
import { labCard } from '../../play/labs-card.ts';
import type { Reminder } from '../../store/store.ts';
import { MINUTE } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { apiCode, loggableError, UNREACHABLE } from '../platform/api-error.ts';
import { encode } from '../platform/encode.ts';
import { sendDirectly } from '../platform/post.ts';
import { reminderMessage } from './view.ts';

/** Reminders taken from the store at once. */
const BATCH = 50;
/** The store is looked at this often at least, so that an hour chosen meanwhile is met. */
const LOOK_AGAIN = MINUTE;

/** Sends the reminders that fall due, from the start until `stop`. */
export interface Reminders {
  /** Sends what is due now; never rejects. The timer does the same on its own. */
  check(): Promise<void>;
  /** Ends the timer and waits for what is being sent. */
  stop(): Promise<void>;
}

/**
 * Arms the reminders from the store: what fell due while the bot was down is looked at at once. Each is taken from
 * the store before it is sent, so a crash may lose one and never sends one twice.
 */
export function startReminders(client: Client, context: Context): Reminders {
  const { log } = context;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  async function sendDue(): Promise<void> {
    const { store, questions, labs, now } = context;
    for (let next = await store.nextReminderAt(); next !== null && next <= now() && !stopped; ) {
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

  async function check(): Promise<void> {
    clearTimeout(timer);
    let wait = LOOK_AGAIN;
    try {
      await sendDue();
      wait = await untilNext();
    } catch (error) {
      log.error({ error: loggableError(error) }, 'the reminders could not be looked at; trying again');
    }
    if (!stopped) timer = setTimeout(() => void once(), wait).unref();
  }

  function once(): Promise<void> {
    running ??= check().finally(() => {
      running = undefined;
    });
    return running;
  }

  void once();
  return {
    check: once,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
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
