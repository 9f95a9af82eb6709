import { labOfCard } from '../../play/labs-card.ts';
import { hasTwoLevels } from '../../play/levels.ts';
import { nextOn } from '../../play/on-paste.ts';
import { type ReviewInput, reviewNext } from '../../play/review.ts';
import type { Ask, Outcome } from '../../store/store.ts';
import { preview } from '../../study/schedule/scheduler.ts';
import type { ScheduleSettings } from '../../study/schedule/settings.ts';
import type { Context } from '../context.ts';
import { type ActionRow, button, row } from '../platform/components.ts';
import { lessonEntries, pasteEntries } from '../platform/entries.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { withImageUsers } from '../platform/pasted.ts';
import type { OutcomeButtons } from './view-buttons.ts';
import { labCardMessage } from './view-lab-card.ts';
import { outcomeMessage } from './view-outcome.ts';
import { questionMessage } from './view-question.ts';
import { doneMessage, outcomeParts, type Previews, recallGrades, toolRow } from './view-review.ts';

/** The card the schedule puts next, or that all is done. */
export async function nextMessage(context: Context, input: ReviewInput): Promise<OutgoingMessage> {
  const next = await reviewNext(context, input);
  return next.kind === 'done' ? doneMessage(next, input.previous) : openMessage(context, next.ask);
}

/** A question that waits for its answer, of `/quiz` or `/review`; `note` says why it is shown again. */
export async function openMessage(
  context: Context,
  ask: Ask,
  revealed = false,
  note?: string,
): Promise<OutgoingMessage> {
  const { review } = ask.run;
  if (labOfCard(ask.question.card) !== undefined) return labCardMessage(ask, note);
  if (review === undefined)
    return questionMessage(ask, revealed, { tools: lessonRow(ask), ...(note === undefined ? {} : { note }) });
  const rows = { tools: [toolRow(ask, review.previous)], ...(note === undefined ? {} : { note }) };
  if (!revealed || ask.question.kind !== 'recall') return questionMessage(ask, revealed, rows);
  const previews = await context.store.previewGrades(ask.id, ask.userId, context.now());
  return questionMessage(ask, revealed, { ...rows, grades: recallGrades(ask, previews) });
}

/** How an outcome is shown again: why, and whether what stands behind More is open. */
interface Shown {
  readonly note?: string;
  readonly more?: boolean;
}

/** What came of a question, of `/quiz` or `/review`. */
export async function answeredMessage(
  context: Context,
  ask: Ask,
  outcome: Outcome,
  { note, more = false }: Shown = {},
): Promise<OutgoingMessage> {
  const open = more ? { open: { levels: hasTwoLevels(ask.question) } } : {};
  if (ask.run.review === undefined)
    return outcomeMessage(ask, outcome, { ...(await wayOn(ask, context)), ...open });
  const clock = await context.store.settings(ask.userId);
  const parts = outcomeParts(ask, outcome, regrades(ask, outcome, clock), clock, note);
  return outcomeMessage(ask, outcome, { ...parts, ...open });
}

/** The way back to the step of a lesson that asks this. */
function lessonRow({ run: { lesson } }: Ask): readonly ActionRow[] {
  if (lesson === undefined) return [];
  return [row([button(lessonEntries.step.id(lesson.id, lesson.step), 'Back to the lesson')])];
}

/**
 * The way on in a lesson, or about the same paste where there is one, and the paste as a picture, which only this
 * message has; what was said of the images goes along in the buttons.
 */
async function wayOn(ask: Ask, { pastes }: Context): Promise<Pick<OutcomeButtons, 'onward' | 'here'>> {
  const { run, question, userId, id } = ask;
  if (run.lesson !== undefined) {
    const { id: row, step } = run.lesson;
    return { onward: [button(lessonEntries.on.id(row, step), 'Go on with the lesson', 'primary')] };
  }
  const next = nextOn(ask);
  if (next === undefined) return {};
  const users = question.pasted?.imageUsers ?? '';
  const here = [button(withImageUsers(pasteEntries.picture.id, userId, users), 'Show as picture')];
  if ((await pastes.ask(next)) === undefined) return { here };
  const another = withImageUsers(pasteEntries.another.id, id, users);
  return { onward: [button(another, 'Another one on this', 'primary')], here };
}

/** What Hard, Good and Easy lead to when pressed now: graded again at the time and on the day of the answer. */
function regrades(ask: Ask, { review, answeredAt, day }: Outcome, settings: ScheduleSettings): Previews {
  if (review === null) return null;
  return preview(review.before, answeredAt, { ...settings, card: ask.question.card, day });
}
