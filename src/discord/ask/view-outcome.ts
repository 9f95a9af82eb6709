import type { Ask, Outcome } from '../../store/store.ts';
import type { Question } from '../../study/question.ts';
import { ACCENT, clip, container, text } from '../platform/components.ts';
import { lineRemarks, markedManifest, markedOptions, type Remarks } from '../platform/marked-options.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { checkMessage } from '../platform/payload-limits.ts';
import { header, isShown, manifestBlock, pasteAttachment } from '../platform/question-parts.ts';
import { typedLines } from '../platform/typed-marks.ts';
import { mistakeWords, numberRemark } from './view-belief.ts';
import { hasNext, isSeries, type OutcomeButtons, outcomeRows } from './view-buttons.ts';
import { endRows } from './view-end.ts';

export interface OutcomeParts extends OutcomeButtons {
  /** What `/review` says of the schedule in place of the points. */
  readonly lines?: readonly string[];
}

/**
 * What came of a question: the question itself with its options marked where they stand, why what was chosen is wrong
 * and what is right is right, the explanation and its source, the points and what comes next. Shows as much of the
 * question as still fits; the reasons always stay.
 */
export function outcomeMessage(ask: Ask, outcome: Outcome, parts: OutcomeParts = {}): OutgoingMessage {
  const { question, run } = ask;
  const { answer } = outcome;
  const head = `${header(question, run)}\n${question.prompt}`;
  const verdict = [
    [verdictLine(ask, outcome), ...numberRemark(ask, outcome), question.explanation]
      .filter((each) => each !== '')
      .join('\n'),
    ...(question.answer === undefined ? [] : [`**Answer:** ${question.answer}`]),
    [
      ...sourceLine(question),
      ...(parts.lines ?? [`-# ${pointsLine(outcome)}${closingLine(ask, outcome)}`]),
    ].join('\n'),
  ]
    .filter((each) => each !== '')
    .join('\n\n');
  const words = (option: Parameters<typeof mistakeWords>[2]): string => mistakeWords(ask, outcome, option);
  const typed = typedLines(question, answer);
  const options = (remarks: Remarks, inPlace = true): readonly string[] => [
    ...markedOptions(question, answer, remarks, words),
    ...lineRemarks(question, answer, remarks, words, inPlace),
    ...typed,
  ];
  if (question.kind === 'repair' || question.kind === 'fill') {
    const shown = [
      [head, ...typed, verdict],
      [head, ...typed.slice(0, 1), verdict],
    ].map((body) => card(ask, outcome, body, parts));
    const fitting = shown.find((each) => checkMessage(each).length === 0);
    if (fitting !== undefined) return fitting;
  }
  const numbered = isMarked(question) || (isShown(question) && namesLine(question, verdict));
  const manifest = numbered ? [markedManifest(question, answer)] : manifestBlock(question);
  const bodies = [
    // Of a question about a paste nothing is kept, so its remarks are told now or never.
    ...(question.pasted === undefined
      ? []
      : [[head, ...manifest, ...options('all', isMarked(question)), verdict]]),
    [head, ...manifest, ...options('needed', isMarked(question)), verdict],
    [head, ...options('needed', false), verdict],
    [clip(head, 300).text, clip([...options('needed', false), verdict].join('\n'), 2700).text],
  ];
  const cards = bodies.map((body) => card(ask, outcome, body, parts));
  return (
    cards.find((each) => checkMessage(each).length === 0) ??
    card(ask, outcome, [clip(head, 300).text, clip(verdict, 2700).text], parts)
  );
}

/** Whether the lines that one chose from are shown, so that they can be marked there. */
function isMarked(question: Question): boolean {
  return question.kind === 'locate' && isShown(question);
}

/** Whether what is told names a line, so that the lines are better numbered. */
function namesLine({ options = [] }: Question, verdict: string): boolean {
  return [verdict, ...options.map(({ why }) => why)].some((each) => /\blines? \d/i.test(each));
}

function card(ask: Ask, outcome: Outcome, body: readonly string[], parts: OutcomeParts): OutgoingMessage {
  const { components, files } = pasteAttachment(ask.question);
  return {
    components: [
      container(outcome.correct ? ACCENT.right : ACCENT.wrong, [
        ...body.map(text),
        ...outcomeRows(ask, outcome, parts),
        ...endRows(ask, outcome),
      ]),
      ...components,
    ],
    files,
  };
}

/** The source as a link in the text, so that it takes no button's place. */
function sourceLine({ source }: Question): readonly string[] {
  if (source === undefined) return [];
  const title = clip(source.title.replaceAll(/[[\]\n]/g, ' '), 100).text;
  return [`-# Source: [${title}](<${source.url}>)`];
}

function verdictLine({ run, userId, question }: Ask, { answer, correct }: Outcome): string {
  const who = run.shared ? `<@${userId}>: ` : '';
  if (answer.kind === 'recall') return `${who}**${correct ? '✓ You knew it' : '✗ Not yet'}**`;
  const verdict = `${who}**${correct ? '✓ Right' : '✗ Wrong'}**`;
  if (answer.kind !== 'number') return verdict;
  if (correct) return `${verdict} · ${answer.value}`;
  const right = question.number === undefined ? '' : `; the right answer is **${question.number}**`;
  return `${verdict} · you answered ${answer.value}${right}`;
}

function pointsLine({ correct, points, repeated }: Outcome): string {
  if (repeated) return 'No points: this card already counted today, so this was practice.';
  if (!correct) return 'No points this time. From tomorrow on the card can bring points again.';
  return `+${points} ${points === 1 ? 'point' : 'points'}`;
}

/** The result of the series, once its last question is answered. */
function closingLine({ run }: Ask, { correct }: Outcome): string {
  if (!isSeries(run) || hasNext(run)) return '';
  const right = run.right + (correct && run.apart === undefined ? 1 : 0);
  return `\n**That was the last one: ${right} of ${run.count} right.**`;
}
