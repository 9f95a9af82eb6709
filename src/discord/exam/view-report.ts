import type { Advice } from '../../play/exam-advice.ts';
import { missedCards } from '../../play/exam-advice.ts';
import { type SectionScore, scoreOf } from '../../play/exam-score.ts';
import { labOfCard } from '../../play/labs-card.ts';
import type { Exam, ExamItem, ExamView } from '../../store/store.ts';
import type { Answer, Question } from '../../study/question.ts';
import { ACCENT, button, buttonRows, clip, container, row, text } from '../platform/components.ts';
import { quizEntries } from '../platform/entries.ts';
import { counted, moment } from '../platform/intervals.ts';
import { lineRemarks, markedManifest, markedOptions } from '../platform/marked-options.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { checkMessage } from '../platform/payload-limits.ts';
import { manifestBlock, stars } from '../platform/question-parts.ts';
import { typedLines } from '../platform/typed-marks.ts';
import { diffText, roomFor } from '../platform/view-diff.ts';
import { examIds } from './ids.ts';
import { awayWords, givenWords } from './view-task.ts';

/** The result, by section with what to do next, for its person alone. */
export function reportMessage(view: ExamView, advice: readonly (Advice | null)[]): OutgoingMessage {
  const { exam, items } = view;
  const { result } = exam;
  if (result === null) throw new TypeError(`exam ${exam.id} has no result to show`);
  const missed = missedCards(items).length;
  const { sections } = scoreOf(exam, items);
  const lines = [
    `## ${result.passed ? '✓ Passed' : '✗ Not passed'}: ${result.percent} %`,
    `**${exam.title}** · passed from ${exam.pass} % · ${timeWords(exam)}`,
    ...(exam.awayMs === 0
      ? []
      : [
          `Podium was away for ${awayWords(exam.awayMs)} while you were in this exam; your time was extended by as much.`,
        ]),
    ...roleLine(exam),
    ...(items.length === 0
      ? ['-# Its tasks and your answers were kept for 180 days and are gone; the result stays.']
      : [
          '',
          ...sections.map((score, index) => sectionLines(score, advice[index] ?? null)),
          '-# Within a section a manifest to fix counts as two questions do, a lab as four.',
          ...droppedLine(items),
        ]),
  ];
  const buttons = [
    ...(items.length === 0
      ? []
      : [button(examIds.marked.id(exam.id, firstMissed(items)), 'Go through the tasks', 'primary')]),
    ...(missed === 0
      ? []
      : [button(quizEntries.exam.id(exam.id), `Practise the ${counted(missed, 'question')} you missed`)]),
    button(examIds.list.id(), 'All my exams'),
  ];
  return {
    components: [
      container(result.passed ? ACCENT.right : ACCENT.wrong, [
        text(clip(lines.join('\n'), 3200).text),
        ...buttonRows(buttons),
      ]),
    ],
  };
}

function firstMissed(items: readonly ExamItem[]): number {
  return items.find(({ correct, dropped }) => correct === false && dropped === null)?.item ?? 0;
}

/** `handed in after 31 minutes, on …` */
function timeWords({ startedAt, endedAt, state, awayMs, deadlineAt }: Exam): string {
  if (startedAt === null || endedAt === null) return '';
  const minutes = Math.max(1, Math.round((endedAt - startedAt - awayMs) / 60_000));
  const how = state === 'reported' && deadlineAt === endedAt ? 'the time was over' : 'handed in';
  return `${how} after ${counted(minutes, 'minute')}, ${moment(endedAt, 'f')}`;
}

const TROUBLE: Readonly<Record<string, string>> = {
  'role-gone': 'the role no longer exists',
  'not-here': 'you are not in that server',
  'not-permitted': 'I lack the permission "Manage Roles", or the role stands above mine',
};

function roleLine({ role }: Exam): readonly string[] {
  if (role === null || role.state === null) return [];
  if (role.state === 'given') return [`You have the role <@&${role.id}> now.`];
  const why = role.trouble === null ? '' : `: ${TROUBLE[role.trouble] ?? 'Discord did not take it just now'}`;
  return [
    `**You have earned the role <@&${role.id}>, but I could not give it to you yet**${why}. Tell whoever manages the server. I try again each time you run \`/exam open\`.`,
  ];
}

function sectionLines({ title, weight, tasks, right, share }: SectionScore, advice: Advice | null): string {
  if (share === null) return `**${title}** (${weight} %): no task counts`;
  const next = [
    ...(advice?.lesson == null ? [] : [`the lesson *${advice.lesson}* (/learn)`]),
    ...(advice?.lab == null ? [] : [`the lab *${advice.lab}* (/lab)`]),
  ];
  const on = next.length === 0 ? '' : `\n-# Next: ${next.join(', then ')}.`;
  return `**${title}** (${weight} %): ${right} of ${tasks} right, ${Math.floor(share * 100 + 1e-9)} %${on}`;
}

function droppedLine(items: readonly ExamItem[]): readonly string[] {
  const dropped = items.filter((item) => item.dropped !== null);
  if (dropped.length === 0) return [];
  const numbers = dropped.map(({ item }) => item + 1).join(', ');
  return [
    `-# Dropped from the total: task ${numbers}, because ${dropped.length === 1 ? 'its card was' : 'their cards were'} removed or corrected since the exam was drawn.`,
  ];
}

/** One task of the report: what was answered, what is right, and why. */
export function markedMessage(view: ExamView, task: ExamItem, labTitle: string | null): OutgoingMessage {
  const { exam, items } = view;
  const { item, question } = task;
  const head = `-# **${exam.title}** · task ${item + 1} of ${items.length} · ${exam.sections[task.section]?.title ?? ''} · ${stars(question)}\n${labTitle === null ? question.prompt : `### Lab: ${labTitle}`}`;
  const verdict = [verdictLine(task), question.explanation].filter((each) => each !== '').join('\n');
  const source =
    question.source === undefined
      ? []
      : [`-# Source: [${question.source.title.replaceAll(/[[\]\n]/g, ' ')}](<${question.source.url}>)`];
  const answer: Answer = task.answer ?? { kind: 'options', keys: [] };
  const solved = solutionLines(question, task.answer);
  const end = [verdict, ...source].join('\n\n');
  const numbered = question.kind === 'locate' && question.manifest !== undefined;
  const manifest = numbered ? [markedManifest(question, answer)] : manifestBlock(question);
  const options = (inPlace: boolean): readonly string[] => [
    ...markedOptions(question, answer, 'needed', beliefWords),
    ...lineRemarks(question, answer, 'needed', beliefWords, inPlace),
    ...solved,
  ];
  const bodies = [
    [head, ...manifest, ...options(numbered), end],
    [head, ...options(false), end],
    [clip(head, 300).text, clip([...options(false), end].join('\n'), 2700).text],
  ].map((body) => page(view, task, body));
  return (
    bodies.find((each) => checkMessage(each).length === 0) ??
    page(view, task, [clip(head, 300).text, clip(end, 2700).text])
  );
}

function beliefWords({ misconception }: { readonly misconception?: string }): string {
  return misconception === undefined ? '' : `You answered as if *${misconception}*.`;
}

/** What a text came to, or what the mend would have been. */
function solutionLines(question: Question, answer: Answer | null): readonly string[] {
  if (answer?.kind === 'text') return typedLines(question, answer);
  const { mend, manifest = '', blank, predict } = question;
  if (predict !== undefined)
    return [`**It prints**\n\`\`\`console\n${clip(predict.prints, 1200).text}\n\`\`\``];
  if (blank !== undefined) return [`**What belongs there:** \`${blank}\``];
  return mend === undefined
    ? []
    : [`**The smallest fix**\n${diffText(manifest, mend.solution, roomFor(900))}`];
}

function verdictLine({ question, answer, correct, dropped }: ExamItem): string {
  if (dropped === 'gone')
    return '**Dropped from the total:** this card was removed since the exam was drawn.';
  if (dropped === 'changed')
    return '**Dropped from the total:** this card was corrected since the exam was drawn.';
  const lab = labOfCard(question.card) !== undefined;
  if (lab) {
    const words =
      correct === true ? 'everything that was asked for is so' : 'not everything that was asked for is so';
    return answer === null
      ? '**✗ Not opened**'
      : `**${correct === true ? '✓' : '✗'} ${correct === true ? 'Right' : 'Wrong'}:** ${words} in the state you left`;
  }
  const right =
    question.number === undefined || correct === true ? '' : `; the right answer is **${question.number}**`;
  if (answer === null) return `**✗ Not answered**${right}`;
  const given = answer.kind === 'number' ? ` · you answered ${givenWords(question, answer)}` : '';
  return `**${correct === true ? '✓ Right' : '✗ Wrong'}**${given}${right}`;
}

function page(
  { exam, items }: ExamView,
  { item, correct, dropped }: ExamItem,
  body: readonly string[],
): OutgoingMessage {
  const accent = dropped !== null ? ACCENT.hint : correct === true ? ACCENT.right : ACCENT.wrong;
  return {
    components: [
      container(accent, [
        ...body.filter((each) => each !== '').map(text),
        row([
          button(examIds.marked.id(exam.id, Math.max(0, item - 1)), 'Previous', 'secondary', item === 0),
          button(examIds.marked.id(exam.id, item + 1), 'Next', 'primary', item === items.length - 1),
          button(examIds.report.id(exam.id), 'Report'),
        ]),
      ]),
    ],
  };
}
