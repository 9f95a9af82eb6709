import type { Exam, ExamRules } from '../../store/store.ts';
import type { Blueprint } from '../../study/exams/blueprint.ts';
import { tasksOf } from '../../study/exams/blueprint.ts';
import { ACCENT, button, clip, container, row, stringSelect, text } from '../platform/components.ts';
import { counted, moment } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { examIds } from './ids.ts';
import { HOW, roleWords } from './view-intro.ts';

/** Exams that have ended, the last one first. */
export function listMessage(exams: readonly Exam[]): OutgoingMessage {
  if (exams.length === 0)
    return {
      components: [
        container(ACCENT.neutral, [text('You have not taken an exam yet. Start one with `/exam start`.')]),
      ],
    };
  const lines = exams.map(
    (exam) => `${moment(exam.endedAt ?? exam.drawnAt, 'D')} · ${exam.title} · **${resultWords(exam)}**`,
  );
  return {
    components: [
      container(ACCENT.neutral, [
        text(clip(`## Your exams\n${lines.join('\n')}`, 3200).text),
        row([
          stringSelect(
            examIds.earlier.id(),
            exams.map((exam, index) => ({
              label: clip(`${index + 1}. ${exam.title}`, 100).text,
              description: resultWords(exam),
              value: String(exam.id),
            })),
            { placeholder: 'See a report' },
          ),
        ]),
        text('-# Only you see this. Start another one with `/exam start`.'),
      ]),
    ],
  };
}

function resultWords({ result, pass }: Exam): string {
  if (result === null) return 'being marked';
  return `${result.percent} %, ${result.passed ? 'passed' : `not passed (from ${pass} %)`}`;
}

/** How exams go, which there are, and what this server has said of them. */
export function rulesMessage(exams: readonly Blueprint[], rules: ExamRules | null): OutgoingMessage {
  const there = exams.map(
    (exam) =>
      `- **${exam.title}**: ${counted(tasksOf(exam), 'task')}, ${counted(exam.minutes, 'minute')}, passed from ${exam.pass} %`,
  );
  const lines = [
    '## Exams',
    ...(there.length === 0 ? ['There are no exams here.'] : there),
    '',
    ...HOW.map((line) => `- ${line}`),
    '- Your answers feed /review once you hand in, each once.',
    ...(rules === null ? [] : ['', '**In this server**', ...serverLines(exams, rules)]),
  ];
  return { components: [container(ACCENT.neutral, [text(clip(lines.join('\n'), 3200).text)])] };
}

function serverLines(
  exams: readonly Blueprint[],
  { roleId, roleExam, coolDays }: ExamRules,
): readonly string[] {
  const which = exams.find(({ id }) => id === roleExam)?.title ?? roleExam;
  return [
    roleId === null
      ? '- There is no role for passing.'
      : `- ${roleWords(roleId)}${which === null ? '' : ` It is for *${which}* alone.`} You choose before you begin.`,
    coolDays === 0
      ? '- You may take an exam as often as you like.'
      : `- Between two exams there must be ${counted(coolDays, 'day')}.`,
  ];
}

/** After a manager changed what this server says of exams. */
export function changedMessage(exams: readonly Blueprint[], rules: ExamRules): OutgoingMessage {
  return {
    components: [
      container(ACCENT.right, [
        text(['**In this server, from now on**', ...serverLines(exams, rules)].join('\n')),
      ]),
    ],
  };
}

/** After "Not now". */
export function droppedMessage(): OutgoingMessage {
  return {
    components: [
      container(ACCENT.neutral, [text('Nothing has begun. Start an exam whenever you like: `/exam start`.')]),
    ],
  };
}

/** The direct message to somebody whose time ran out. */
export function timeOverMessage(exam: Exam): OutgoingMessage {
  return {
    components: [
      container(ACCENT.neutral, [
        text(`**The time of your exam is over.** ${exam.title} is marked; what you had answered counts.`),
        row([button(examIds.report.id(exam.id), 'See the report', 'primary')]),
      ]),
    ],
  };
}
