import { UserError } from '../runtime/user-error.ts';
import type { Ask } from '../store/store.ts';
import { separating } from '../study/index.ts';
import type { Play } from './session.ts';

/**
 * Asks, between two questions of the same run, the question in which a belief and the rule give different answers. Only
 * who is asked sees it, and it counts for no series.
 * @throws UserError `nothing-apart` where no such question is found, or the answer shows no belief again.
 */
export async function askApart(
  { store, now }: Pick<Play, 'store' | 'now'>,
  ask: Ask,
  belief: string | undefined,
  seed: number,
): Promise<Ask> {
  const others = await store.beliefsOf(ask.userId);
  const question =
    belief === undefined ? undefined : separating({ belief, others, asked: ask.question, seed });
  if (question === undefined)
    throw new UserError({
      identifier: 'nothing-apart',
      message: 'I could not draw a question about this mix-up. Go on with **Next**.',
    });
  const { userId, guildId, channelId, run } = ask;
  const review = run.review === undefined ? {} : { review: { ...run.review, previous: ask.id } };
  return store.ask({
    userId,
    guildId,
    channelId,
    question,
    run: { ...run, ...review, shared: false, apart: true },
    now: now(),
  });
}
