import type { APIButtonComponent } from 'discord.js';
import type { Ask, CardInfo, Grades, NextCard, Outcome, ReviewOutcome } from '../../store/store.ts';
import { digest } from '../../study/ids.ts';
import type { DayClock } from '../../study/schedule/day.ts';
import { GRADES, type Grade, type Memory, promiseOf } from '../../study/schedule/memory.ts';
import {
  ACCENT,
  type ActionRow,
  type ButtonWord,
  button,
  clip,
  container,
  row,
  stringSelect,
  text,
} from '../platform/components.ts';
import { counted, dueAt, intervalOf, moment } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { quizIds, REGRADES, reviewIds } from './ids.ts';
import type { OutcomeParts } from './view-outcome.ts';

/** What each grade leads to; null where an answer would be practice and change no schedule. */
export type Previews = Grades | null;

/** Said where a button's interval no longer held when it was pressed. */
export const CHANGED =
  '**Nothing was graded yet.** A day has begun or a setting was changed since these buttons were drawn; their intervals are right now. Choose again.';

const NAMES: Readonly<Record<Grade, string>> = { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' };
const STATE_NAMES = { new: 'New', learning: 'Learning', review: 'Review', relearning: 'Relearning' } as const;
/** Grades listed in Card info; older ones are counted. */
const HISTORY = 10;
/** Options of one select. */
const SELECT_MAX = 25;

/** Again, Hard, Good and Easy under the back of a recall card, each with the interval it leads to. */
export function recallGrades(ask: Ask, previews: Previews): ActionRow {
  const styles = { again: 'danger', hard: 'secondary', good: 'success', easy: 'primary' } as const;
  return row(
    GRADES.map((grade) =>
      gradeButton(reviewIds.recall.id, ask, grade, previews?.[grade] ?? null, styles[grade]),
    ),
  );
}

/** What may be done with a card beside answering it. Undo takes back `undoable`; null hides it. */
export function toolRow(ask: Ask, undoable: number | null): ActionRow {
  return row([
    ...(undoable === null ? [] : [button(reviewIds.undo.id(undoable), 'Undo')]),
    button(reviewIds.suspend.id(ask.id), 'Suspend'),
    button(reviewIds.bury.id(ask.id), 'Bury until tomorrow'),
    button(reviewIds.info.id(ask.id), 'Card info'),
  ]);
}

/**
 * What `/review` adds to an outcome: the schedule in place of the points, and the buttons that change the grade.
 * `previews` are those of the memory before the answer, `clock` the person's own; `note` says why the card is shown
 * again.
 */
export function outcomeParts(
  ask: Ask,
  outcome: Outcome,
  previews: Previews,
  clock: DayClock,
  note?: string,
): OutcomeParts {
  const { review } = outcome;
  const points = outcome.points > 0 ? `+${counted(outcome.points, 'point')} · ` : '';
  const lines = [
    `-# ${points}${scheduleLine(outcome, clock)}`,
    ...(review?.leech === true ? [leechLine(outcome)] : []),
    ...(note === undefined ? [] : [note]),
  ];
  const mayRegrade = outcome.correct && review !== null && review.after !== null && !outcome.undone;
  const grades = mayRegrade && ask.question.kind !== 'recall' ? regradeButtons(ask, review, previews) : [];
  const leech = review?.leech === true ? [takeInButton(ask)] : [];
  const undo = outcome.undone ? [] : [button(reviewIds.undo.id(ask.id), 'Undo')];
  return { lines, grades: [...grades, ...leech], undo };
}

/** What a person is told in private when an answer in `/quiz` made a leech of a card. */
export function leechMessage(ask: Ask, outcome: Outcome): OutgoingMessage {
  return { components: [container(ACCENT.wrong, [text(leechLine(outcome)), takeInRow(ask)])] };
}

/** All is done: when the next card is due and how many tomorrow. `previous` is the ask answered last. */
export function doneMessage(
  done: Extract<NextCard, { kind: 'done' }>,
  previous: number | null,
): OutgoingMessage {
  const { nextDue, tomorrow, held } = done;
  const next =
    nextDue === null
      ? 'No cards are waiting in these decks. Choose another deck, or allow more cards a day in /settings.'
      : `The next card is due ${moment(nextDue, 'R')} (${moment(nextDue, 'f')}).`;
  const lines = [
    '**All done for now.**',
    next,
    `Tomorrow: ${cardsOf(tomorrow) || 'no reviews'}.`,
    ...(cardsOf(held) === ''
      ? []
      : [`Your limits for today are reached; ${cardsOf(held)} wait for another day.`]),
    '-# Want more? /quiz asks any card; the first answer to it on a day counts as its review.',
  ];
  const suspended = button(reviewIds.suspended.id(), 'Suspended cards');
  const buttons =
    previous === null
      ? [row([suspended])]
      : [
          row([
            button(quizIds.next.id(previous), 'Look again', 'primary'),
            button(reviewIds.undo.id(previous), 'Undo'),
            suspended,
          ]),
        ];
  return {
    components: [container(ACCENT.right, [text(lines.join('\n')), ...buttons])],
  };
}

/** `3 reviews and 1 new card`, without what there is none of; empty for nothing. */
function cardsOf(cards: { readonly review: number; readonly new: number }): string {
  const kinds = [[cards.review, 'review'] as const, [cards.new, 'new card'] as const];
  return kinds
    .filter(([count]) => count > 0)
    .map(([count, noun]) => counted(count, noun))
    .join(' and ');
}

/** What was done with a card, and the way on. */
export function setAsideMessage(ask: Ask, how: 'suspended' | 'buried' | 'back'): OutgoingMessage {
  const sentences = {
    suspended: '**Suspended.** This card does not come in /review until you bring it back.',
    buried: '**Buried until tomorrow.** This card comes back on its day, tomorrow at the earliest.',
    back: '**Brought back.** This card comes in /review when it is due.',
  } as const;
  const next = button(quizIds.next.id(ask.id), 'Next', 'primary');
  const again = button(reviewIds.unsuspend.id(ask.id), 'Bring it back');
  return {
    components: [
      container(ACCENT.neutral, [
        text(`-# ${ask.question.deckTitle} · ${ask.question.topic}\n${sentences[how]}`),
        row(how === 'suspended' ? [next, again] : [next]),
      ]),
    ],
  };
}

/** A card that is suspended, and what it asks. */
export interface Suspended {
  readonly card: string;
  readonly prompt: string;
  readonly deck: string;
}

/** A card's key in few enough characters for an option's value (Discord: 100). */
export function shortKey(card: string): string {
  return digest(card, 24);
}

/** The suspended cards, to be brought back; the first 25 of them, because a select holds no more. */
export function suspendedList(cards: readonly Suspended[]): OutgoingMessage {
  if (cards.length === 0) {
    return { components: [container(ACCENT.neutral, [text('No card is suspended.')])] };
  }
  const shown = cards.slice(0, SELECT_MAX);
  const options = shown.map(({ card, prompt, deck }) => ({
    label: clip(prompt.replaceAll(/\s+/g, ' '), 100).text,
    description: clip(deck, 100).text,
    value: shortKey(card),
  }));
  const more = cards.length > shown.length ? ` These are the first ${shown.length}.` : '';
  return {
    components: [
      container(ACCENT.neutral, [
        text(`**${counted(cards.length, 'card')} suspended.** Choose those to bring back.${more}`),
        row([
          stringSelect(reviewIds.takeIn.id(), options, {
            placeholder: 'Bring back',
            max: options.length,
          }),
        ]),
      ]),
    ],
  };
}

/**
 * Stability, difficulty, retrievability and the history of a card; `info` is undefined for one never met, `clock` is
 * the person's own. `own` is at which difficulty a drill is asked next; null for other cards.
 */
export function infoMessage(
  ask: Ask,
  info: CardInfo | undefined,
  clock: DayClock,
  own: number | null = null,
): OutgoingMessage {
  const title = `**Card info** · ${ask.question.deckTitle} · \`${ask.question.card}\``;
  const aside = `${info?.suspended ? ', suspended' : ''}${info?.buried ? ', buried until tomorrow' : ''}`;
  const back = info?.suspended ? [takeInRow(ask)] : [];
  const asked = own === null ? [] : [`Asked next at difficulty ${own} of 5, by your own answers`];
  if (info === undefined || info.memory.state === 'new') {
    const why = info?.memory.reps
      ? 'Its right answer changed, so it starts again.'
      : 'You have not reviewed this card yet.';
    const told = text([title, `State: New${aside}`, why, ...asked].join('\n'));
    return { components: [container(ACCENT.neutral, [told, ...back])] };
  }
  const { memory, retrievability, history } = info;
  const lines = [
    `State: ${STATE_NAMES[memory.state]}${aside}`,
    `Due: ${dueAt(memory, clock)}, interval ${intervalOf(memory)}`,
    `Stability: ${memory.stability.toFixed(2)} days (until recall has fallen to 90 %)`,
    `Difficulty: ${memory.difficulty.toFixed(2)} of 10`,
    `Retrievability: ${(100 * retrievability).toFixed(0)} % (the chance that you know it today)`,
    `Reviews: ${memory.reps}, lapses: ${memory.lapses}`,
    ...asked,
  ];
  const shown = history.slice(-HISTORY).reverse();
  const older = history.length - shown.length;
  const past = [
    ...shown.map(({ answeredAt, correct, grade }) => {
      const what = grade === null ? `practice, ${correct ? 'right' : 'wrong'}` : NAMES[grade];
      return `${moment(answeredAt, 'f')} · ${what}`;
    }),
    ...(older > 0 ? [`-# and ${older} before`] : []),
  ];
  return {
    components: [
      container(ACCENT.neutral, [
        text(`${title}\n${lines.join('\n')}`),
        text(`**History, the latest first**\n${past.join('\n')}`),
        ...back,
      ]),
    ],
  };
}

function takeInRow(ask: Ask): ActionRow {
  return row([takeInButton(ask)]);
}

function takeInButton(ask: Ask): APIButtonComponent {
  return button(reviewIds.unsuspend.id(ask.id), 'Bring it back');
}

/** The present grade says what is scheduled, the others what they lead to. */
function regradeButtons(ask: Ask, now: ReviewOutcome, previews: Previews): readonly APIButtonComponent[] {
  return REGRADES.map((grade) =>
    grade === now.grade
      ? gradeButton(reviewIds.regrade.id, ask, grade, now.after, 'success', true)
      : gradeButton(reviewIds.regrade.id, ask, grade, previews?.[grade] ?? null, 'secondary'),
  );
}

/** Shows what the grade leads to, and carries it, so that nothing else is scheduled. */
function gradeButton<G extends Grade>(
  id: (askId: number, grade: G, promise: string) => string,
  ask: Ask,
  grade: G,
  after: Memory | null,
  style: ButtonWord,
  disabled = false,
): APIButtonComponent {
  const label = after === null ? NAMES[grade] : `${NAMES[grade]} · ${intervalOf(after)}`;
  return button(id(ask.id, grade, promiseOf(after)), label, style, disabled);
}

function scheduleLine({ undone, review }: Outcome, clock: DayClock): string {
  if (undone) return 'Taken back: the card is as it was before.';
  if (review === null)
    return 'Practice: this card was reviewed today, is suspended or has changed since, so its schedule does not change.';
  if (review.after === null) return `Graded ${NAMES[review.grade]}; reviewed again since.`;
  const { after } = review;
  return `Graded ${NAMES[review.grade]} · comes back in ${intervalOf(after)}, ${dueAt(after, clock)}`;
}

function leechLine({ review }: Outcome): string {
  const lapses = review?.after?.lapses ?? 0;
  return `**A leech:** you have forgotten this card ${lapses} times, so it is suspended now. Read the explanation above and its source; then bring it back, or leave it out.`;
}
