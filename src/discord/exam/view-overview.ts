import { labOfCard } from '../../play/labs-card.ts';
import type { ExamItem, ExamView } from '../../store/store.ts';
import {
  ACCENT,
  type ActionRow,
  button,
  clip,
  container,
  row,
  stringSelect,
  text,
} from '../platform/components.ts';
import { counted, moment } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { examIds } from './ids.ts';
import { clockLine } from './view-task.ts';

/** Discord: the options of one select. */
const PER_SELECT = 25;

/** Every task: what is answered, what is open, what is flagged. `opened`: the tasks whose lab was opened. */
export function overviewMessage(view: ExamView, at: number, opened: ReadonlySet<number>): OutgoingMessage {
  const { exam, items } = view;
  const done = (item: ExamItem): boolean => item.answer !== null || opened.has(item.item);
  const numbers = (of: readonly ExamItem[]): string => of.map(({ item }) => item + 1).join(', ');
  const line = (name: string, of: readonly ExamItem[]): readonly string[] =>
    of.length === 0 ? [] : [`**${name}:** ${numbers(of)}`];
  const lines = [
    `-# **${exam.title}**`,
    '### All tasks',
    ...line(
      'Open',
      items.filter((item) => !done(item)),
    ),
    ...line(
      'Flagged',
      items.filter(({ flagged }) => flagged),
    ),
    ...line('Answered', items.filter(done)),
    clockLine(view),
  ];
  return {
    components: [
      container(ACCENT.neutral, [
        text(lines.join('\n')),
        ...selects(view, done),
        row([
          button(examIds.task.id(exam.id, at), `Back to task ${at + 1}`, 'primary'),
          button(examIds.askSubmit.id(exam.id, at), 'Hand in…', 'success'),
        ]),
      ]),
    ],
  };
}

function selects({ exam, items }: ExamView, done: (item: ExamItem) => boolean): readonly ActionRow[] {
  const parts = Array.from({ length: Math.ceil(items.length / PER_SELECT) }, (_, part) =>
    items.slice(part * PER_SELECT, (part + 1) * PER_SELECT),
  );
  return parts.map((part, index) =>
    row([
      stringSelect(
        examIds.jump.id(exam.id, index),
        part.map((item) => ({
          label: clip(`${item.item + 1}. ${oneLine(item.question.prompt)}`, 100).text,
          value: String(item.item),
          description: stateWords(item, done(item)),
        })),
        {
          placeholder:
            parts.length === 1 ? 'Go to a task' : `Go to a task, from ${(part[0]?.item ?? 0) + 1} on`,
        },
      ),
    ]),
  );
}

function stateWords({ flagged, question }: ExamItem, done: boolean): string {
  const lab = labOfCard(question.card) !== undefined;
  const state = done ? (lab ? 'opened' : 'answered') : 'open';
  return flagged ? `${state} · flagged` : state;
}

function oneLine(words: string): string {
  return words.replaceAll('\n', ' ');
}

/** Asks once more before the answers stand. */
export function submitMessage(view: ExamView, at: number, opened: ReadonlySet<number>): OutgoingMessage {
  const { exam, items } = view;
  const open = items.filter(({ answer, item }) => answer === null && !opened.has(item)).length;
  const flagged = items.filter((item) => item.flagged).length;
  const left = [
    ...(open === 0 ? [] : [`${counted(open, 'task')} without an answer, which count as wrong`]),
    ...(flagged === 0 ? [] : [`${flagged} flagged`]),
  ];
  const words = [
    '### Hand in?',
    `Your answers stand as they are then, and you see your report.${left.length === 0 ? ' Every task has an answer.' : ` There ${open === 1 ? 'is' : 'are'} ${left.join(', ')}.`}`,
    `-# The time ends ${moment(exam.deadlineAt ?? 0, 'R')}.`,
  ];
  return {
    components: [
      container(ACCENT.hint, [
        text(words.join('\n')),
        row([
          button(examIds.submit.id(exam.id), 'Hand in now', 'danger'),
          button(examIds.task.id(exam.id, at), 'Go back'),
          button(examIds.overview.id(exam.id, at), 'All tasks'),
        ]),
      ]),
    ],
  };
}
