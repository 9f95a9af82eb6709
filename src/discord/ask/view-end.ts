import { missedIn } from '../../play/missed.ts';
import type { Ask, Outcome } from '../../store/store.ts';
import { type ActionRow, button, row } from '../platform/components.ts';
import { practiceButtons } from '../platform/lead-on.ts';
import { quizIds } from './ids.ts';
import { hasNext, isSeries } from './view-buttons.ts';

/** What leads on from the last question of a series; nothing below any other. */
export function endRows(ask: Ask, { correct }: Outcome): readonly ActionRow[] {
  const { run, id } = ask;
  if (!isSeries(run) || hasNext(run) || run.apart !== undefined) return [];
  const missed = missedIn(ask, correct).length;
  const retry =
    missed === 0
      ? []
      : [button(quizIds.retry.id(id), `Retry the ${missed === 1 ? 'one' : missed} you missed`)];
  return [row([...retry, ...practiceButtons()])];
}
