import type { APIButtonComponent } from 'discord.js';
import type { Ask, Outcome, QuizRun } from '../../store/store.ts';
import type { Answer, Question, QuestionOption } from '../../study/question.ts';
import {
  ACCENT,
  type ActionRow,
  button,
  clip,
  container,
  linkButton,
  row,
  text,
} from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { checkMessage } from '../platform/payload-limits.ts';
import { quizIds } from './ids.ts';
import { header, manifestBlock, optionLines, pasteAttachment } from './view-parts.ts';

/** What `/review` says of the schedule in place of the points, and offers in place of Next. */
export interface ReviewOutcomeParts {
  readonly lines: readonly string[];
  readonly rows: readonly ActionRow[];
}

/**
 * What came of a question: right or wrong, why what was chosen is wrong, why the right one is right, the source,
 * the points and what comes next. Shows as much of the question as still fits; the reasons always stay. `another`
 * stands before Next.
 */
export function outcomeMessage(
  ask: Ask,
  outcome: Outcome,
  review?: ReviewOutcomeParts,
  another: readonly APIButtonComponent[] = [],
): OutgoingMessage {
  const { question, run } = ask;
  const head = `${header(question, run)}\n${question.prompt}`;
  const verdict = [
    verdictLine(ask, outcome),
    ...reasons(question, outcome.answer),
    question.explanation,
    ...(question.answer === undefined ? [] : [`**Answer:** ${question.answer}`]),
    ...(review?.lines ?? [`-# ${pointsLine(outcome)}${closingLine(ask, outcome)}`]),
  ]
    .filter((each) => each !== '')
    .join('\n\n');
  const bodies = [
    [head, ...manifestBlock(question), ...optionLines(question), verdict],
    [head, ...optionLines(question), verdict],
    [head, verdict],
    [clip(head, 300).text, clip(verdict, 2700).text],
  ];
  const cards = bodies.map((body) => card(ask, outcome, body, review, another));
  return (
    cards.find((each) => checkMessage(each).length === 0) ??
    card(ask, outcome, bodies[3] ?? [verdict], review, another)
  );
}

/** True when the series has another question to come. */
function hasNext(run: QuizRun): boolean {
  return run.index + 1 < run.count;
}

function card(
  ask: Ask,
  outcome: Outcome,
  body: readonly string[],
  review: ReviewOutcomeParts | undefined,
  another: readonly APIButtonComponent[],
): OutgoingMessage {
  const { question, run, id } = ask;
  const { components, files } = pasteAttachment(question);
  const next = hasNext(run) || run.count === 1 ? 'Next' : `Another ${run.count}`;
  return {
    components: [
      container(outcome.correct ? ACCENT.right : ACCENT.wrong, [
        ...body.map(text),
        ...(review?.rows ?? []),
        row([
          ...another,
          ...(run.lesson === undefined
            ? [button(quizIds.next.id(id), next, another.length === 0 ? 'primary' : 'secondary')]
            : []),
          button(quizIds.report.id(id), 'Report a mistake'),
          ...sourceButton(question),
        ]),
      ]),
      ...components,
    ],
    files,
  };
}

function sourceButton({ source }: Question): readonly APIButtonComponent[] {
  return source === undefined ? [] : [linkButton(source.url, clip(`Source: ${source.title}`, 80).text)];
}

function verdictLine(ask: Ask, { answer, correct }: Outcome): string {
  const who = ask.run.shared ? `<@${ask.userId}>: ` : '';
  if (answer.kind === 'recall') return `${who}**${correct ? '✓ You knew it' : '✗ Not yet'}**`;
  return `${who}**${correct ? '✓ Right' : '✗ Wrong'}** · you answered ${shownAnswer(ask.question, answer)}`;
}

function shownAnswer(question: Question, answer: Answer): string {
  if (answer.kind === 'number') return String(answer.value);
  if (answer.kind === 'recall') return answer.knew ? 'that you knew it' : 'that you did not';
  return answer.keys.map((key) => (question.kind === 'locate' ? `line ${key}` : key)).join(', ');
}

/** Why each wrong choice is wrong, then the right ones with their reasons. */
function reasons(question: Question, answer: Answer): readonly string[] {
  if (question.kind === 'number') return [`**The right answer is ${question.number ?? '?'}.**`];
  if (answer.kind !== 'options') return [];
  const options = question.options ?? [];
  const chosen = (option: QuestionOption): boolean => answer.keys.includes(option.key);
  return [
    ...options
      .filter((option) => chosen(option) && !option.correct)
      .map((option) => reason('✗', question, option)),
    ...options
      .filter((option) => option.correct)
      .map((option) => reason(chosen(option) ? '✓' : '→', question, option)),
  ];
}

/** A right option whose reason the explanation below repeats is named by its text. */
function reason(mark: string, question: Question, option: QuestionOption): string {
  const locate = question.kind === 'locate';
  const name = locate ? `line ${option.key}: \`${option.text.trim()}\`` : option.key;
  const repeated = option.correct && question.explanation.includes(option.why);
  if (option.why === '' || repeated) return `${mark} **${name}**${locate ? '' : `  ${option.text}`}`;
  const taken = option.misconception === undefined ? '' : `You took it that *${option.misconception}*. `;
  return `${mark} **${name}**  ${taken}${option.why}`;
}

function pointsLine({ correct, points, repeated }: Outcome): string {
  if (repeated) return 'No points: this card already counted today, so this was practice.';
  if (!correct) return 'No points this time; the card counts again tomorrow.';
  return `+${points} ${points === 1 ? 'point' : 'points'}`;
}

/** The result of the series, once its last question is answered. */
function closingLine({ run }: Ask, { correct }: Outcome): string {
  if (run.count === 1 || hasNext(run)) return '';
  return `\n**That was the last one: ${run.right + (correct ? 1 : 0)} of ${run.count} right.**`;
}
