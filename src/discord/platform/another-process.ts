import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';

/**
 * What another process does for a person it does within its patience with the database, 2 s; a person waits 3 s at most.
 * Counted from the interaction's own time, for which all processes have the same.
 */
const ANOTHER_ANSWERS_MS = 2_300;

/**
 * Waits, before a person is told that something cannot be done for them, until another process that was told of the same
 * interaction would have done it: whoever tells them first is believed. Only a PostgreSQL database can have
 * another process, and by HTTP an interaction comes to one of them alone.
 */
export async function anotherAnswers(
  { config, now }: Pick<Context, 'config' | 'now'>,
  { createdTimestamp }: { readonly createdTimestamp: number },
): Promise<void> {
  if (config.databaseUrl === undefined || config.interactionsPort !== undefined) return;
  const wait = createdTimestamp + ANOTHER_ANSWERS_MS - now();
  // The machine's clock and Discord's may differ by more than that.
  if (wait > 0) await sleep(Math.min(wait, ANOTHER_ANSWERS_MS));
}

/** What is said to whoever comes while the bot stops. */
export function stopping(): UserError {
  return new UserError({
    identifier: 'stopping',
    message: 'I am being restarted right now. Try that again in a minute.',
  });
}
