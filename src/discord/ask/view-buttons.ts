import type { APIButtonComponent } from 'discord.js';
import type { Ask, Outcome, QuizRun } from '../../store/store.ts';
import { isForgotten } from '../../study/index.ts';
import { ACCENT, type ActionRow, button, buttonRows, container, row, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { quizIds, reviewIds } from './ids.ts';
import { apartButton, repeatedBelief } from './view-belief.ts';
import { othersOf } from './view-others.ts';

/** What an answered question offers beside Next. */
export interface OutcomeButtons {
  /** The way on in a lesson or about the same paste: before Next. */
  readonly onward?: readonly APIButtonComponent[];
  /** What changes the grade: after Next. */
  readonly grades?: readonly APIButtonComponent[];
  /** What takes the grade back; of less use than the rest, so it is the first to go behind More. */
  readonly undo?: readonly APIButtonComponent[];
  /** What only this message can do. */
  readonly here?: readonly APIButtonComponent[];
  /** Set where More is open. `levels`: there is a pod to explain and to draw. */
  readonly open?: { readonly levels: boolean };
}

/** Buttons of the row beside More. */
const BESIDE_MORE = 4;

/** True when the series has another question to come. */
export function hasNext(run: QuizRun): boolean {
  return run.index + 1 < run.count;
}

/** Whether questions belong together: several in a row, or cards that were chosen one by one, be it a single one. */
export function isSeries({ count, only }: QuizRun): boolean {
  return count > 1 || only !== undefined;
}

/** Whether More opens below the row itself: not where everybody sees it, and not where the question is gone by now. */
export function opensInPlace({ run, question }: Ask): boolean {
  return !run.shared && question.pasted === undefined;
}

/**
 * One row: Next, what changes the grade, what the answer calls for, More. What does not fit in it stands behind More,
 * before what always does; where More is open, in rows of its own below.
 */
export function outcomeRows(ask: Ask, outcome: Outcome, buttons: OutcomeButtons): readonly ActionRow[] {
  const { beside, behind } = parted(ask, outcome, buttons);
  if (buttons.open === undefined) return [row([...beside, button(quizIds.more.id(ask.id), 'More…')])];
  const less = button(quizIds.less.id(ask.id), 'Less');
  return [row([...beside, less]), ...buttonRows([...behind, ...always(ask, buttons.open.levels)])];
}

/** What stands behind More as a message of its own, for whoever pressed it. `mine`: they are who was asked. */
export function moreMessage(ask: Ask, outcome: Outcome, levels: boolean, mine: boolean): OutgoingMessage {
  const others = othersButton(ask, outcome);
  const info = mine ? [infoButton(ask)] : [];
  const shown = [...others, ...ofManifest(ask, levels), ...info, reportButton(ask)];
  return {
    components: [container(ACCENT.neutral, [text('**More about this question**'), ...buttonRows(shown)])],
  };
}

function parted(
  ask: Ask,
  outcome: Outcome,
  { onward = [], grades = [], undo = [], here = [] }: OutcomeButtons,
) {
  const all = [
    ...onward,
    ...nextButton(ask, onward.length > 0),
    ...grades,
    ...here,
    ...(repeatedBelief({ outcome }) !== undefined && !ask.run.shared ? [apartButton(ask)] : []),
    ...undo,
    ...othersButton(ask, outcome),
  ];
  return { beside: all.slice(0, BESIDE_MORE), behind: all.slice(BESIDE_MORE) };
}

function nextButton({ id, run }: Ask, after: boolean): readonly APIButtonComponent[] {
  if (run.lesson !== undefined) return [];
  return [button(quizIds.next.id(id), nextLabel(run), after ? 'secondary' : 'primary')];
}

/** Of cards that were chosen one by one there are no others: after the last one the same come again. */
function nextLabel(run: QuizRun): string {
  if (hasNext(run) || !isSeries(run)) return 'Next';
  if (run.only === undefined) return `Another ${run.count}`;
  return run.count === 1 ? 'The same one again' : `The same ${run.count} again`;
}

function othersButton(ask: Ask, outcome: Outcome): readonly APIButtonComponent[] {
  if (ask.question.pasted !== undefined || othersOf(ask, outcome).length === 0) return [];
  return [button(quizIds.others.id(ask.id), 'Why not the others')];
}

function always(ask: Ask, levels: boolean): readonly APIButtonComponent[] {
  const aside =
    ask.run.lesson === undefined
      ? [
          button(reviewIds.suspend.id(ask.id), 'Suspend'),
          button(reviewIds.bury.id(ask.id), 'Bury until tomorrow'),
        ]
      : [];
  return [...ofManifest(ask, levels), infoButton(ask), ...aside, reportButton(ask)];
}

function ofManifest({ id, question }: Ask, levels: boolean): readonly APIButtonComponent[] {
  if (!levels || isForgotten(question)) return [];
  return [button(quizIds.explain.id(id), 'Explain this'), button(quizIds.picture.id(id), 'Show as picture')];
}

function infoButton({ id }: Ask): APIButtonComponent {
  return button(reviewIds.info.id(id), 'Card info');
}

function reportButton({ id }: Ask): APIButtonComponent {
  return button(quizIds.report.id(id), 'Report a mistake');
}
