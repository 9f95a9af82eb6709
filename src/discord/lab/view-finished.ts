import { deadline, type LabSession } from '../../play/labs.ts';
import type { Ask } from '../../store/store.ts';
import type { GoalResult, Lab } from '../../study/labs/index.ts';
import type { DayClock } from '../../study/schedule/day.ts';
import { ACCENT, button, clip, container, row, text } from '../platform/components.ts';
import { lessonEntries, reviewEntries } from '../platform/entries.ts';
import { counted, dueAt, intervalOf } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { labIds } from './ids.ts';
import { checkLines } from './view.ts';

/** A lab that is done, and what leads on from it. */
export interface FinishedView {
  readonly session: LabSession;
  /** The lab as a card, with what this run did to its schedule; null once it is no longer kept. */
  readonly ask: Ask | null;
  /** Of the last step; empty where it was finished before. */
  readonly results: readonly GoalResult[];
  /** What to do next; null where all are done. */
  readonly next: Lab | null;
  /** The step of a lesson that led here: the row of the person's lesson, the step. */
  readonly lesson?: { readonly row: number; readonly step: string };
  /** The person's own clock. */
  readonly clock: DayClock;
}

/** That it is done: in what time, with which help, when it comes back, and the way on. */
export function finishedMessage({
  session,
  ask,
  results,
  next,
  lesson,
  clock,
}: FinishedView): OutgoingMessage {
  const { lab, id } = session;
  const lines = [
    `## ✓ ${lab.title}`,
    [timeLine(session), helpLine(session), ...(ask === null ? [] : [pointsLine(ask)])].join(' · '),
    ...(ask === null ? [] : [scheduleLine(ask, clock)]),
    ...(lab.teaches.length === 0
      ? []
      : [
          `It taught ${counted(lab.teaches.length, 'card')}: those you have not met yet come next in /review.`,
        ]),
  ];
  return {
    components: [
      container(ACCENT.right, [
        text(lines.join('\n')),
        ...(results.length === 0 ? [] : [text(clip(checkLines(results, null), 1800).text)]),
        row([
          ...(lesson === undefined
            ? []
            : [button(lessonEntries.on.id(lesson.row, lesson.step), 'Go on with the lesson', 'primary')]),
          ...(next === null
            ? []
            : [
                button(
                  labIds.open.id(next.id),
                  clip(`Next: ${next.title}`, 60).text,
                  lesson === undefined ? 'primary' : 'secondary',
                ),
              ]),
          button(
            reviewEntries.start.id(),
            'Review cards',
            next === null && lesson === undefined ? 'primary' : 'secondary',
          ),
          button(labIds.share.id(id), 'Share here'),
        ]),
        row([
          button(labIds.show.id(id), 'Back to the terminal'),
          button(labIds.list.id(), 'All labs'),
          button(labIds.askReset.id(id), 'Do it again…'),
        ]),
      ]),
    ],
  };
}

/** `Done in 6 min`, and of a task whether that was in time. */
export function timeLine(session: LabSession): string {
  const { lab, startedAt, finishedAt } = session;
  const took = (finishedAt ?? startedAt) - startedAt;
  if (lab.kind !== 'task') return `Done in ${durationOf(took)}`;
  const late = (finishedAt ?? startedAt) - deadline(session);
  return late <= 0
    ? `**In time:** ${durationOf(took)} of ${lab.minutes} min`
    : `Done in ${durationOf(took)}, **${durationOf(late)} over the time** of ${lab.minutes} min`;
}

/** With how much help it was done. */
export function helpLine({ helped }: Pick<LabSession, 'helped'>): string {
  return ['no hints', 'with hints', 'with the answer'][helped] ?? '';
}

function pointsLine({ outcome }: Ask): string {
  if (outcome === null) return 'no points';
  if (outcome.points > 0) return `**+${counted(outcome.points, 'point')}**`;
  return outcome.correct
    ? 'no points: it has brought them before, or counted today'
    : 'no points with the answer: do it without another day';
}

function scheduleLine({ outcome }: Ask, clock: DayClock): string {
  const review = outcome?.review ?? null;
  if (review === null) return 'You already did it today, so its place in /review does not change.';
  const grade = { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' }[review.grade];
  if (review.after === null) return `Graded ${grade}; done again since.`;
  return `Graded ${grade}: it comes back in /review in ${intervalOf(review.after)}, ${dueAt(review.after, clock)}.`;
}

/** `50 s`, `6 min`, `1 h 5 min`, `3 days`. */
export function durationOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10 && seconds % 60 > 0) return `${minutes} min ${seconds % 60} s`;
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return counted(Math.floor(minutes / 1440), 'day');
}
