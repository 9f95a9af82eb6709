import { setTimeout as sleep } from 'node:timers/promises';
import { type REST, type RouteLike, Routes } from 'discord.js';
import { AnsweredElsewhere, API_CODE, apiCode, Undelivered } from './api-error.ts';
import { type Answer, postOnce, refusal } from './direct-post.ts';
import type { Door } from './incoming.ts';
import type { WrittenBody } from './multipart.ts';
import { readRateLimit } from './rate-limit.ts';

/** Discord forgets an interaction that is not answered within 3 s; past this age nothing is sent again. */
const RETRY_UNTIL_MS = 2900;
/** An answer that takes longer is asked for again while there is time; the last one is waited for longer. */
const PATIENCE_MS = 1400;
const LAST_PATIENCE_MS = 2500;
/** Before the second, third, … try where Discord does not say how long to wait. */
const PAUSES_MS = [0, 50, 100, 200, 400, 800] as const;

/**
 * The gateway's way, and that of what is too big for an HTTP response: POSTs the first answer, again and again until
 * it arrives or the 3 s are over: after a broken connection, no answer, a 5xx, and after a 429 as late as it says.
 * A 40060 then means that an earlier try arrived; where this process never tried before, it is another one of this bot
 * that answered: Discord tells every connection of a shard.
 */
export const postCallback: Door = async (interaction, body, { log, now }) => {
  const { rest } = interaction.client;
  const triedBefore = tried.has(interaction);
  tried.add(interaction);
  const route = Routes.interactionCallback(interaction.id, interaction.token);
  // Of the two clocks the one that is behind: a machine that is ahead tries once, one that is behind not for ever.
  const until = Math.min(interaction.createdTimestamp, now()) + RETRY_UNTIL_MS;
  for (let tries = 1; ; tries += 1) {
    await heldBack(rest, until, now);
    const result = await tryOnce({ rest, route, body, patience: patience(now(), until) });
    if (result.kind === 'done') return 'sent';
    if (result.kind === 'refused') {
      if (apiCode(result.error) !== API_CODE.alreadyAcknowledged) throw result.error;
      if (tries > 1) return 'sent';
      if (triedBefore) return 'answered-before';
      throw new AnsweredElsewhere();
    }
    const wait = result.waitMs ?? PAUSES_MS[Math.min(tries, PAUSES_MS.length) - 1] ?? 0;
    log.info({ tries, status: result.status, wait, scope: result.scope }, 'an answer is sent again');
    if (result.global === true) held.set(rest, now() + wait);
    if (now() + wait > until) throw new Undelivered(result.status, tries);
    await sleep(wait);
  }
};

/** Interactions that this process has sent an answer to, whether it arrived or not. */
const tried = new WeakSet<object>();

type Tried =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly error: Error }
  | {
      readonly kind: 'again';
      /** 0 when there was no answer. */
      readonly status: number;
      readonly waitMs?: number;
      readonly global?: boolean;
      readonly scope?: string;
    };

interface Try {
  readonly rest: REST;
  readonly route: RouteLike;
  readonly body: WrittenBody;
  readonly patience: number;
}

async function tryOnce({ rest, route, body, patience }: Try): Promise<Tried> {
  let answer: Answer;
  try {
    answer = await postOnce(rest, route, body, patience);
  } catch {
    return { kind: 'again', status: 0 };
  }
  const { status } = answer;
  if (status === 429) return { kind: 'again', status, ...readRateLimit(answer) };
  if (status >= 500) return { kind: 'again', status };
  return status >= 400 ? { kind: 'refused', error: refusal(answer, route) } : { kind: 'done' };
}

/** An answer that came while nobody waited any more would be taken for none: the last try is given its time. */
function patience(at: number, until: number): number {
  return at + PATIENCE_MS < until ? PATIENCE_MS : LAST_PATIENCE_MS;
}

/** Until when a global rate limit holds every callback back. */
const held = new WeakMap<REST, number>();

async function heldBack(rest: REST, until: number, now: () => number): Promise<void> {
  const free = held.get(rest) ?? 0;
  if (free <= now()) return;
  if (free > until) throw new Undelivered(429, 0);
  await sleep(free - now());
}
