import { LESSON_LIMITS, type Lesson, type LessonStep, manifestAt } from '../../study/lessons/index.ts';
import type { Complaint } from '../labs/complaint.ts';

/** What a process or a cluster says of itself: groups as `id` prints them, reasons as `get pods` shows them. */
const OUTPUT = /\b(?:uid|gid|groups)=|[a-z](?:Error|BackOff)\b/;

/** What can be said of a lesson's texts by themselves: output that is only written, a picture of nothing, a step too long. */
export function wordsIn(lesson: Lesson): readonly Complaint[] {
  const asks = lesson.steps.some(({ question }) => question !== undefined);
  return [
    ...lesson.steps.flatMap((_step, index) =>
      stepOf(lesson, index).map((each) => ({ ...each, path: ['steps', index, ...each.path] })),
    ),
    ...(asks
      ? []
      : [{ code: 'no-question', path: ['steps'], message: 'ask no question, so nobody would remember' }]),
  ];
}

function stepOf(lesson: Lesson, index: number): readonly Complaint[] {
  const step = lesson.steps[index];
  if (step === undefined) return [];
  const shown = lesson.steps.slice(0, index + 1).flatMap(proved);
  const length = [step.words, step.manifest?.text ?? '', ...proved(step)].join('\n').length;
  return [
    ...written(step.words, shown.join('\n')),
    ...(step.picture !== undefined && manifestAt(lesson, index) === undefined
      ? [
          {
            code: 'no-manifest',
            path: ['picture'],
            message: 'is drawn from a manifest, and none is shown yet',
          },
        ]
      : []),
    ...(length > LESSON_LIMITS.step
      ? [
          {
            code: 'too-long',
            path: ['words'],
            message: `and the manifest and terminal of this step have ${length} characters together, at most ${LESSON_LIMITS.step} fit: make two steps of it`,
          },
        ]
      : []),
  ];
}

/** Texts of a step that the check holds to be true. */
function proved({ manifest, terminal }: LessonStep): readonly string[] {
  const reasons = (manifest?.claims ?? []).flatMap((claim) =>
    'reason' in claim ? [claim.reason ?? ''] : [],
  );
  return [...reasons, ...terminal.flatMap(({ line, prints }) => [line, prints])];
}

/** Output that nothing proves: a block of code, or a piece of one in code marks that no terminal has shown yet. */
function written(words: string, shown: string): readonly Complaint[] {
  if (words.includes('```'))
    return [
      {
        code: 'only-written',
        path: ['words'],
        message: 'hold a block of code, which nothing proves: put it into manifest or terminal',
      },
    ];
  const pieces = words.split('`').filter((_piece, index) => index % 2 === 1);
  const never = pieces.find((piece) => OUTPUT.test(piece) && !shown.includes(piece));
  return never === undefined
    ? []
    : [
        {
          code: 'only-written',
          path: ['words'],
          message: `name \`${never}\`, which no terminal shows up to this step: show it in one, or say it without code marks`,
        },
      ];
}
