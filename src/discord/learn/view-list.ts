import type { LessonList, ListedLesson } from '../../play/lessons-list.ts';
import { ACCENT, button, clip, container, row, stringSelect, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { bytesOf, LIMITS } from '../platform/payload-limits.ts';
import { learnIds } from './ids.ts';

/** Room for the lines of lessons: the rest is for what comes next, and what was cut. */
const ROOM = { characters: LIMITS.cardCharacters - 800, bytes: LIMITS.cardBytes - 2400 };

/** The course, with what is done, where one stopped and what to know before; and at its end what to do next. */
export function listMessage({ lessons, next }: LessonList): OutgoingMessage {
  const done = lessons.filter(isDone).length;
  const { lines, left } = fitting(lessons.map(lineOf));
  const waiting = lessons.some(({ row: at, missing }) => at === null && missing.length > 0);
  const open = lessons.slice(0, LIMITS.options);
  return {
    components: [
      container(ACCENT.neutral, [
        text(
          lessons.length === 0
            ? '## Lessons'
            : [
                `## Lessons\nA course in small steps. ${done} of ${lessons.length} done.${waiting ? AFTER : ''}`,
                '',
                ...lines,
                ...(left === 0 ? [] : [`-# and ${left} more: type \`/learn name:\``]),
              ].join('\n'),
        ),
        // Below the list: a phone opens a long message at its end.
        text(nextText(next, lessons)),
        ...(next === null ? [] : [row([startButton(next)])]),
        ...(open.length === 0
          ? []
          : [
              row([
                stringSelect(
                  learnIds.choose.id(0),
                  open.map((each) => ({
                    label: clip(`${each.lesson.place}. ${each.lesson.title}`, LIMITS.optionText).text,
                    description: clip(`${each.lesson.minutes} min${stateOf(each)}`, LIMITS.optionText).text,
                    value: each.lesson.id,
                  })),
                  { placeholder: 'Choose a lesson' },
                ),
              ]),
            ]),
      ]),
    ],
  };
}

const AFTER = ' *After* names the lessons to take first.';

function nextText(next: LessonList['next'], lessons: readonly ListedLesson[]): string {
  if (next === null)
    return lessons.length === 0
      ? 'There are no lessons yet. Until then, /quiz has questions for you.'
      : '**All done.** Keep what you have learned with /review, and use it in /lab.';
  const { lesson, why } = next;
  const listed = lessons.find((each) => each.lesson.id === lesson.id);
  return why === 'begun'
    ? `**Go on with:** ${lesson.title}${listed === undefined ? '' : stateOf(listed)}.`
    : `**Next for you:** ${lesson.title} (${lesson.minutes} min).\n-# ${lesson.summary}`;
}

function startButton({ lesson, why }: NonNullable<LessonList['next']>) {
  const word = why === 'begun' ? 'Go on' : 'Start';
  return button(learnIds.open.id(lesson.id), clip(`${word}: ${lesson.title}`, 60).text, 'primary');
}

/** Small and short, so that a phone shows the whole list with what is next. */
function lineOf(listed: ListedLesson): string {
  const { lesson, row: at, missing } = listed;
  const mark = isDone(listed) ? '✓' : at !== null ? '▸' : '○';
  const before =
    at === null && missing.length > 0 ? ` · after ${missing.map(({ place }) => place).join(', ')}` : '';
  return `-# ${mark} **${lesson.place}.** ${lesson.title}${stateOf(listed)}${before}`;
}

/** ` · done`, ` · at step 3 of 9`; empty for what is not begun. */
export function stateOf({ lesson, row: at }: ListedLesson): string {
  if (at === null) return '';
  if (at.finishedAt !== null) return ' · done';
  const index = lesson.steps.findIndex(({ id }) => id === at.step);
  return index < 0 ? ' · begun' : ` · at step ${index + 1} of ${lesson.steps.length}`;
}

function isDone({ row: at }: ListedLesson): boolean {
  return at !== null && at.finishedAt !== null;
}

function fitting(lines: readonly string[]): { readonly lines: readonly string[]; readonly left: number } {
  let { characters, bytes } = ROOM;
  const end = lines.findIndex((line) => {
    characters -= line.length + 1;
    bytes -= bytesOf([line]);
    return characters < 0 || bytes < 0;
  });
  const shown = end < 0 ? lines : lines.slice(0, end);
  return { lines: shown, left: lines.length - shown.length };
}
