import type { APIMessage, REST } from 'discord.js';
import { persist } from './post.ts';

/** Discord's first moment, in ms since the epoch: https://discord.com/developers/docs/reference#snowflakes */
const FIRST_MOMENT = 1_420_070_400_000;
/** Two clocks may differ by so much. */
const SKEW_MS = 120_000;
const PAGE = 100;
const MOST_PAGES = 3;

/**
 * The id of a message of the bot's own that was sent to a channel at `since` or soon after, by what stands in its buttons
 * and selects; undefined where there is none. Needs "Read Message History": without it Discord gives no messages.
 * Throws DiscordAPIError where the channel cannot be read at all.
 */
export async function findOwnMessage(
  rest: REST,
  channelId: string,
  since: number,
  isIt: (customId: string) => boolean,
): Promise<string | undefined> {
  let after = snowflakeAt(since - SKEW_MS);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const found = (await persist(() =>
      rest.get(`/channels/${channelId}/messages`, { query }),
    )) as readonly APIMessage[];
    const own = found.find((message) => customIds(message.components ?? []).some(isIt));
    if (own !== undefined) return own.id;
    const newest = found.map(({ id }) => BigInt(id)).reduce((most, id) => (id > most ? id : most), 0n);
    if (found.length < PAGE) return undefined;
    after = String(newest);
  }
  return undefined;
}

function snowflakeAt(at: number): string {
  return String(BigInt(Math.max(0, at - FIRST_MOMENT)) << 22n);
}

/** Every custom_id in a tree of components. */
function customIds(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(customIds);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'custom_id' in value && typeof value.custom_id === 'string' ? [value.custom_id] : [];
  return [...own, ...Object.values(value).flatMap(customIds)];
}
