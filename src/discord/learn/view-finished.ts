import type { LessonPlace } from '../../play/lessons.ts';
import type { LessonList } from '../../play/lessons-list.ts';
import type { Lab } from '../../study/labs/index.ts';
import { ACCENT, button, clip, container, row, text } from '../platform/components.ts';
import { labEntries, lessonEntries, reviewEntries } from '../platform/entries.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { learnIds } from './ids.ts';

/** A lesson that is done, and what leads on from it. */
export interface FinishedLesson {
  readonly place: LessonPlace;
  /** The lab that a step of it opens, and that step. */
  readonly lab: { readonly lab: Lab; readonly step: string } | null;
  readonly list: LessonList;
}

/** That it is done, and the way on: the next lesson, its lab, the cards. */
export function finishedMessage({ place, lab, list }: FinishedLesson): OutgoingMessage {
  const { lesson, row: at, step } = place;
  const done = list.lessons.filter((each) => each.row?.finishedAt != null).length;
  const { next } = list;
  const lines = [
    `## ✓ ${lesson.title}`,
    lesson.summary,
    `-# ${done} of ${list.lessons.length} lessons done.${asks(place) ? ' The questions you answered come back in /review when you are about to forget them.' : ''}`,
    ...(next === null
      ? ['**That was the whole course.** What you have learned is kept up with /review.']
      : []),
  ];
  return {
    components: [
      container(ACCENT.right, [
        text(lines.join('\n')),
        row([
          ...(next === null
            ? []
            : [
                button(
                  learnIds.open.id(next.lesson.id),
                  clip(`Next: ${next.lesson.title}`, 60).text,
                  'primary',
                ),
              ]),
          ...(lab === null
            ? []
            : [button(labEntries.lesson.id(at.id, lab.step), clip(`Lab: ${lab.lab.title}`, 60).text)]),
          button(reviewEntries.start.id(), 'Review cards', next === null ? 'primary' : 'secondary'),
        ]),
        row([
          button(lessonEntries.step.id(at.id, step.id), 'Back to the last step'),
          button(learnIds.list.id(), 'All lessons'),
        ]),
      ]),
    ],
  };
}

function asks({ row: { asked } }: LessonPlace): boolean {
  return Object.keys(asked).length > 0;
}
