import type { Client } from 'discord.js';
import type { Season } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { apiCode, loggableError } from '../platform/api-error.ts';
import { type DueWork, startDueWork } from '../platform/due-work.ts';
import { encode } from '../platform/encode.ts';
import { postInChannel } from '../platform/post.ts';
import { seasonEnd } from './season-end.ts';

/** Ends the seasons whose time is over, and tells it, from the start until `stop`: by one process, also after time away. */
export function startSeasons(client: Client, context: Context): DueWork {
  const { store, log } = context;
  return startDueWork(context, {
    name: 'the seasons',
    claim: (input) => store.claimSeasons(input),
    nextAt: () => store.nextSeasonAt(),
    carryOut: (season) =>
      tell(client, context, season).catch((error: unknown) => {
        log.error(
          { season: season.id, error: loggableError(error) },
          'a season that was told could not be noted',
        );
      }),
  });
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
