import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientOptions } from 'discord.js';
import type { Logger } from 'pino';
import type { Store } from '../../store/store.ts';
import { loggableError } from './api-error.ts';
import { waitForSessions } from './sessions.ts';

type BuildThrottler = NonNullable<NonNullable<ClientOptions['ws']>['buildIdentifyThrottler']>;

/**
 * Discord lets one shard of a bucket begin a session in 5 s (max_concurrency of GET /gateway/bot: the shards whose ids leave
 * the same rest are a bucket). A second more, because the way there is not equally long for two of them.
 */
const WINDOW_MS = 6_000;
/** When the database did not say whether a slot is free, it is asked again. */
const TRY_AGAIN_MS = 1_000;
/** What several processes that wait for the same slot come apart by, in ms. */
const APART_MS = 250;

/** Who gives out the slots: the store, where several processes share it. */
export type IdentifySlots = Pick<Store, 'takeIdentifySlot'>;

interface Throttling {
  readonly slots: IdentifySlots;
  readonly log: Logger;
  readonly now: () => number;
  /** {@link WINDOW_MS} when absent. */
  readonly windowMs: number | undefined;
}

/**
 * Lets the shards of all processes that share `slots` begin their sessions one after another, as Discord wants it; and none
 * while Discord has too few sessions left for today. It never throws but for the abortion: discord.js would then
 * identify all the same.
 */
export function identifyThrottler({ slots, log, now, windowMs = WINDOW_MS }: Throttling): BuildThrottler {
  return async (manager) => {
    const { session_start_limit } = await manager.fetchGatewayInformation();
    const turns = new Map<number, Promise<void>>();

    async function take(bucket: number, signal: AbortSignal): Promise<void> {
      for (;;) {
        signal.throwIfAborted();
        await sessionLeft(signal);
        const wait = await slots
          .takeIdentifySlot({ bucket, windowMs, now: now() })
          .catch((error: unknown) => {
            log.warn(
              { error: loggableError(error) },
              'the database does not say when a shard may connect; asking again',
            );
            return TRY_AGAIN_MS;
          });
        if (wait === 0) return;
        await sleep(wait + Math.random() * Math.min(APART_MS, windowMs), undefined, { signal });
      }
    }

    /** Where Discord does not say how many are left, there is no reason to wait. */
    async function sessionLeft(signal: AbortSignal): Promise<void> {
      const { rest } = manager.options;
      await waitForSessions({ rest, log, needed: () => 1, signal }).catch((error: unknown) => {
        signal.throwIfAborted();
        log.info({ error: loggableError(error) }, 'Discord does not say how many sessions are left');
      });
    }

    return {
      async waitForIdentify(shardId, signal) {
        const bucket = shardId % session_start_limit.max_concurrency;
        const before = turns.get(bucket) ?? Promise.resolve();
        const turn = before.then(() => take(bucket, signal));
        turns.set(
          bucket,
          turn.catch(() => undefined),
        );
        await turn;
        log.info({ shard: shardId }, 'a shard begins a session at the gateway');
      },
    };
  };
}

/** Slots of this process alone. */
export function ownSlots(): IdentifySlots {
  const freeAt = new Map<number, number>();
  return {
    async takeIdentifySlot({ bucket, windowMs, now }) {
      const wait = (freeAt.get(bucket) ?? now) - now;
      if (wait > 0 && wait <= windowMs) return wait;
      freeAt.set(bucket, now + windowMs);
      return 0;
    },
  };
}
