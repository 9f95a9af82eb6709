import type { Client } from 'discord.js';
import type { ReportNews } from '../../store/store.ts';
import { DAY, HOUR, MINUTE } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { apiCode, loggableError, UNREACHABLE } from '../platform/api-error.ts';
import { inBulk } from '../platform/bot-rest.ts';
import { encode } from '../platform/encode.ts';
import { keepLooking, type Looking } from '../platform/looking.ts';
import { sendDirectly } from '../platform/post.ts';
import { toldNews } from '../platform/report-news.ts';

/** News taken from the store at once. */
const BATCH = 20;
/** How often the store is looked at: whoever runs the bot settles reports from another process. */
const LOOK_EVERY = MINUTE;
/** After trouble that may be over by then. */
const TRY_AGAIN = HOUR;
/** So long it is tried; then it waits for the person to come by. */
const TRIES = DAY;

/** Tells people what came of their reports, from the start until `stop`. */
export type ReportNewsJob = Looking;

/**
 * Each is claimed before it is sent, and sent with a nonce of its row: a bot that was killed in between sends it again
 * within minutes, and Discord gives the first one back.
 */
export function startReportNews(client: Client, context: Context): ReportNewsJob {
  const { store, log, now } = context;
  return keepLooking(async (stopping) => {
    try {
      for (let full = true; full && !stopping(); ) {
        const news = await store.claimReportNews({ now: now(), limit: BATCH });
        for (const each of news) await send(client, context, each);
        full = news.length === BATCH;
      }
    } catch (error) {
      log.error({ error: loggableError(error) }, 'news of reports could not be looked at; trying again');
    }
    return LOOK_EVERY;
  });
}

/** One direct message. Who cannot be written to is told when they come by. */
async function send(client: Client, context: Context, news: ReportNews): Promise<void> {
  const { store, log, now } = context;
  try {
    const message = await toldNews(context, [news]);
    const sent = encode(message, log, { nonce: `report-news-${news.id}` });
    await sendDirectly(inBulk(client.rest), news.userId, sent);
  } catch (error) {
    const closed = UNREACHABLE.has(apiCode(error) ?? 0) || now() - news.settledAt >= TRIES;
    await store.newsNotTold([news.id], closed ? null : now() + TRY_AGAIN);
    log.info({ error: loggableError(error), waits: closed }, 'news of a report could not be sent directly');
    return;
  }
  await store.newsTold([news.id], now());
}
