import type { AutocompleteInteraction, RepliableInteraction } from 'discord.js';
import type { Context } from '../context.ts';
import type { WrittenBody } from './multipart.ts';

/**
 * What somebody did in Discord, as handlers see it: the library's own structure, made of the same payload whichever
 * door it came in by. Which door that was decides one thing alone: the way its first answer takes ({@link Door}).
 */
export type Incoming = RepliableInteraction | AutocompleteInteraction;

/** `answered-before`: Discord has an answer of ours already, which was not this one. */
export type CallbackOutcome = 'sent' | 'answered-before';

/**
 * The way that first answers take: a call of Discord's API (gateway), or the response to the request that brought the
 * interaction (HTTP). `body` is the callback as Discord documents it, with its files.
 * Rejects with DiscordAPIError for a refusal, Undelivered when the time is over or nobody is there any more,
 * AnsweredElsewhere where another process of this bot was first.
 */
export type Door = (
  interaction: Incoming,
  body: WrittenBody,
  context: Pick<Context, 'log' | 'now'>,
) => Promise<CallbackOutcome>;

/** What an interaction brings of the channel it was made in. */
export interface Here {
  readonly type: number;
  /** Of a thread: the channel that it hangs below. */
  readonly parentId: string | null;
}

interface Noted {
  readonly door: Door;
  readonly here: Here | undefined;
}

const noted = new WeakMap<object, Noted>();

/** Notes the way that an interaction's first answer takes. Where nothing is noted, it came over the gateway. */
export function cameBy(interaction: object, door: Door, here: Here | undefined): void {
  noted.set(interaction, { door, here });
}

/** The door that an interaction came by; undefined for the gateway. */
export function doorOf(interaction: object): Door | undefined {
  return noted.get(interaction)?.door;
}

/** The channel that an interaction was made in; undefined where it did not say and the client does not know it. */
export function hereOf(interaction: Incoming): Here | undefined {
  const { here } = noted.get(interaction) ?? {};
  const { channel } = interaction;
  if (here !== undefined || channel === null) return here;
  return { type: channel.type, parentId: channel.isThread() ? channel.parentId : null };
}
