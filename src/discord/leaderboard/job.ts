import type { Client } from 'discord.js';
import type { Season } from '../../store/store.ts';
import { MINUTE } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { apiCode, loggableError } from '../platform/api-error.ts';
import { encode } from '../platform/encode.ts';
import { postInChannel } from '../platform/post.ts';
import { seasonEnd } from './season-end.ts';

/** Seasons taken from the store at once. */
const BATCH = 10;
/** The store is looked at this often at least, so that a season started meanwhile ends in time. */
const LOOK_AGAIN = MINUTE;

/** Ends the seasons whose time is over, and tells it, from the start until `stop`. */
export interface Seasons {
  /** Does what is due now; never rejects. The timer does the same on its own. */
  check(): Promise<void>;
  /** Ends the timer and waits for what is being sent. */
  stop(): Promise<void>;
}

/** Arms it from the store: what fell due while the bot was down is done at once, by one process. */
export function startSeasons(client: Client, context: Context): Seasons {
  const { store, log, now } = context;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  async function look(): Promise<void> {
    clearTimeout(timer);
    let wait = LOOK_AGAIN;
    try {
      for (let full = true; full && !stopped; ) {
        const due = await store.claimSeasons({ now: now(), limit: BATCH });
        for (const season of due) await tell(client, context, season);
        full = due.length === BATCH;
      }
      const next = await store.nextSeasonAt();
      if (next !== null) wait = Math.min(LOOK_AGAIN, Math.max(0, next - now()));
    } catch (error) {
      log.error({ error: loggableError(error) }, 'the seasons could not be looked at; trying again');
    }
    if (!stopped) timer = setTimeout(() => void once(), wait).unref();
  }

  function once(): Promise<void> {
    running ??= look().finally(() => {
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

/**
 * Tells the end in the channel where the season was started, once: the nonce follows from its row. What Discord refuses is
 * not told (the standings are in `/season show`); after other trouble it is tried again when the hold is over.
 */
async function tell(client: Client, context: Context, season: Season): Promise<void> {
  const { log, store } = context;
  const { id, channelId } = season;
  try {
    const message = await seasonEnd(context, client.rest, season);
    await postInChannel(client.rest, channelId, encode(message, log, { nonce: `season-${id}-end` }));
  } catch (error) {
    const refused = apiCode(error) !== undefined;
    log.warn({ season: id, refused, error: loggableError(error) }, 'the end of a season could not be told');
    if (!refused) return;
  }
  await store.seasonTold(id);
}
