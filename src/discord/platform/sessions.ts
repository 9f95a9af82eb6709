import { setTimeout as sleep } from 'node:timers/promises';
import { type REST, type RESTGetAPIGatewayBotResult, Routes } from 'discord.js';
import type { Logger } from 'pino';

/** Of the sessions of a day so many are left alone, so that a bot that counts wrong does not begin the last one. */
const RESERVE = 0.01;
/** Discord is asked again after so long at most, in ms: the limit may have been raised. */
const LOOK_AGAIN_MS = 15 * 60_000;

interface Waiting {
  readonly rest: REST;
  readonly log: Logger;
  /** How many sessions are to begin, by how many shards Discord recommends. */
  readonly needed: (recommended: number) => number;
  readonly signal: AbortSignal;
}

/**
 * Resolves when so many sessions may begin at the gateway. Who begins one more than Discord allows in a day loses all of
 * them, and the token (https://discord.com/developers/docs/events/gateway#identifying); so a bot that has few left waits
 * until Discord counts anew.
 * Throws what the request throws, and AbortError once `signal` is aborted.
 */
export async function waitForSessions({ rest, log, needed, signal }: Waiting): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const { shards, session_start_limit } = (await rest.get(
      Routes.gatewayBot(),
    )) as RESTGetAPIGatewayBotResult;
    const { total, remaining, reset_after } = session_start_limit;
    if (remaining - needed(shards) >= Math.ceil(total * RESERVE)) return;
    log.warn(
      { remaining, total, minutes: Math.ceil(reset_after / 60_000) },
      'too few sessions are left to begin at the gateway of Discord; Podium waits until Discord counts anew, for past the last one the token would be reset. Something restarts the bot again and again: look for it in the log before this',
    );
    await sleep(Math.min(reset_after, LOOK_AGAIN_MS), undefined, { signal });
  }
}
