import { UserError } from '../runtime/user-error.ts';
import type { Ask, Outcome } from '../store/store.ts';
import type { Play } from './session.ts';

/**
 * A question that was answered, for whoever may see its outcome: who was asked, and everybody where it was put before
 * all (`own`: only who was asked). Nothing of it is told before its answer.
 * @throws UserError `not-answered-yet`; StoreError `ask-gone`, `not-yours`.
 */
export async function answeredAsk(
  { store }: Pick<Play, 'store'>,
  id: number,
  userId: string,
  whose: 'own' | 'shared' = 'shared',
): Promise<{ readonly ask: Ask; readonly outcome: Outcome }> {
  const seen = await store.askFor(id, null);
  const ask = whose === 'shared' && seen.run.shared ? seen : await store.askFor(id, userId);
  const { outcome } = ask;
  if (outcome === null)
    throw new UserError({
      identifier: 'not-answered-yet',
      message: 'Answer the question first; then I can tell you more about it.',
    });
  return { ask, outcome };
}
