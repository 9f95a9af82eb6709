import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord.js';
import { labOfCard } from '../../play/labs-card.ts';
import type { ExamItem, ExamView } from '../../store/store.ts';
import type { Answer, Question } from '../../study/question.ts';
import { ACCENT, type ActionRow, button, clip, container, row, text } from '../platform/components.ts';
import { examEntries } from '../platform/entries.ts';
import { moment } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { VALUE_INPUT } from '../platform/private-answer.ts';
import { manifestBlock, optionLines, optionSelect, stars } from '../platform/question-parts.ts';
import { goalLines, numberModal, TYPE_LABELS, typedModal } from '../platform/typed-question.ts';
import { examIds } from './ids.ts';

/** A lab of the exam as its task shows it. */
export interface LabTask {
  readonly title: string;
  readonly story: string;
  /** It was opened. */
  readonly open: boolean;
}

/** A task: what is asked, what was answered so far, and how to go on. Nothing of it says what is right. */
export function taskMessage(view: ExamView, task: ExamItem, lab: LabTask | null): OutgoingMessage {
  const { exam, items } = view;
  const { question, item } = task;
  const head = [
    `-# **${exam.title}** · task ${item + 1} of ${items.length} · ${exam.sections[task.section]?.title ?? ''} · ${stars(question)}`,
    ...(lab === null ? [question.prompt] : [`### Lab: ${lab.title}`, lab.story]),
  ].join('\n');
  const body =
    lab === null ? [...manifestBlock(question), ...optionLines(question), ...goalLines(question)] : [];
  return {
    components: [
      container(task.flagged ? ACCENT.hint : ACCENT.neutral, [
        ...[head, ...body, answerLine(task, lab)].map(text),
        answerRow(exam.id, task, lab),
        navigation(view, task),
        text(clockLine(view)),
      ]),
    ],
  };
}

/** `Ends in 12 minutes · 7 of 23 answered`, and how much time was given back. */
export function clockLine({ exam, items }: ExamView): string {
  const answered = items.filter(({ answer }) => answer !== null).length;
  const labs = items.some(({ question }) => labOfCard(question.card) !== undefined) ? ', labs aside' : '';
  const back = exam.awayMs === 0 ? '' : ` · ${awayWords(exam.awayMs)} given back`;
  return `-# Ends ${moment(exam.deadlineAt ?? 0, 'R')} · ${answered} of ${items.length} answered${labs}${back}`;
}

/** `7 minutes`, `40 seconds`: how long nothing of Podium ran. */
export function awayWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return `${seconds} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}

function answerLine({ question, answer, draft }: ExamItem, lab: LabTask | null): string {
  if (lab !== null)
    return lab.open
      ? '**Opened.** Your answer is the state in which you leave its cluster.'
      : '**Not opened yet.** Your answer is the state in which you leave its cluster.';
  if (draft !== null && answer === null)
    return '**Not answered yet:** what you typed cannot be read as a manifest. It is kept; press the button to mend it.';
  if (answer === null) return '**Not answered yet.**';
  const unread = draft === null ? '' : ' What you typed after it could not be read; it is kept as a draft.';
  return `**Your answer:** ${givenWords(question, answer)}. You can change it.${unread}`;
}

/** What was answered, in a few words. */
export function givenWords({ kind }: Question, answer: Answer): string {
  if (answer.kind === 'number') return `**${answer.value}**`;
  if (answer.kind === 'recall') return answer.knew ? 'done' : 'not done';
  if (answer.kind === 'options')
    return kind === 'locate' ? `line **${answer.keys.join(', ')}**` : `**${answer.keys.join(', ')}**`;
  const lines = answer.text.trimEnd().split('\n').length;
  return lines === 1
    ? `\`${clip(answer.text.trim().replaceAll('`', 'ˋ'), 80).text}\``
    : `what you typed, ${lines} lines`;
}

function answerRow(examId: number, { item, question, answer }: ExamItem, lab: LabTask | null): ActionRow {
  if (lab !== null)
    return row([
      button(examEntries.lab.id(examId, item), lab.open ? 'Go on in the lab' : 'Open the lab', 'primary'),
    ]);
  const chosen = answer?.kind === 'options' ? answer.keys : [];
  if (question.kind === 'choice')
    return row(
      (question.options ?? []).map(({ key }) =>
        button(examIds.answer.id(examId, item, key), key, chosen.includes(key) ? 'primary' : 'secondary'),
      ),
    );
  if (question.kind === 'multi' || question.kind === 'locate')
    return preselected(optionSelect(examIds.pick.id(examId, item), question), chosen);
  const label =
    question.kind === 'repair' || question.kind === 'fill' || question.kind === 'predict'
      ? TYPE_LABELS[question.kind]
      : 'Answer…';
  return row([button(examIds.type.id(examId, item), label, 'primary')]);
}

/** A select that shows what was chosen before. */
function preselected({ components, ...rest }: ActionRow, keys: readonly string[]): ActionRow {
  return {
    ...rest,
    components: components.map((each) =>
      each.type === ComponentType.StringSelect
        ? {
            ...each,
            options: each.options.map((option) => ({ ...option, default: keys.includes(option.value) })),
          }
        : each,
    ),
  };
}

function navigation({ exam, items }: ExamView, { item, flagged }: ExamItem): ActionRow {
  const last = item === items.length - 1;
  return row([
    button(examIds.task.id(exam.id, Math.max(0, item - 1)), 'Previous', 'secondary', item === 0),
    button(examIds.task.id(exam.id, Math.min(items.length - 1, item + 1)), 'Next', 'secondary', last),
    button(examIds.flag.id(exam.id, item, flagged ? 'off' : 'on'), flagged ? 'Unflag' : 'Flag'),
    button(examIds.overview.id(exam.id, item), 'All tasks'),
    button(examIds.askSubmit.id(exam.id, item), 'Hand in…', last ? 'success' : 'secondary'),
  ]);
}

/** What an answer is typed into, with the last that was typed. */
export function answerModal(
  examId: number,
  { item, question, answer, draft }: ExamItem,
): APIModalInteractionResponseCallbackData {
  if (question.kind !== 'number') {
    const before = draft ?? (answer?.kind === 'text' ? answer.text : undefined);
    return typedModal(question, examIds.typed.id(examId, item), before);
  }
  return numberModal(
    question,
    { title: 'Your answer', customId: examIds.number.id(examId, item), input: VALUE_INPUT },
    answer?.kind === 'number' ? answer.value : undefined,
  );
}
