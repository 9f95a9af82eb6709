import { type Card, drawQuestion } from '../study/index.ts';
import {
  type EffectivePod,
  type EffectiveTable,
  effectivePods,
  fateWords,
  groupWords,
  type Lesson,
  type LessonStep,
  markedLines,
  originWords,
  securityWords,
} from '../study/lessons/index.ts';
import { markdown, type Paint } from './markdown.ts';

const [BOLD, DIM, GREEN, RED] = [1, 2, 32, 31];

/** A whole lesson as lines a person reads in a terminal; `cards` are those that it may ask. */
export function lessonText(lesson: Lesson, cards: readonly Card[], paint: Paint): string {
  const { title, summary, minutes, steps } = lesson;
  const asked = steps.flatMap(({ question }) => cards.find(({ key }) => key === question) ?? []);
  const parts = [
    `${paint(title, BOLD)} (${minutes} minutes)\n${markdown(summary, paint)}`,
    ...steps.map((step, index) => stepText(lesson, step, index, asked, paint)),
    ...(asked.length === 0 ? [] : [[paint('Answers', BOLD), ...asked.map(answerText)].join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function stepText(
  lesson: Lesson,
  step: LessonStep,
  index: number,
  asked: readonly Card[],
  paint: Paint,
): string {
  const { title, words, manifest, terminal, question, lab } = step;
  const marked = markedLines(lesson, index).map(({ sign, line }) =>
    paint(`  ${sign} ${line}`.trimEnd(), sign === '+' ? GREEN : sign === '-' ? RED : 0),
  );
  const parts = [
    `${paint(`${index + 1} of ${lesson.steps.length}: ${title}`, BOLD)}\n${markdown(words, paint)}`,
    ...(manifest === undefined
      ? []
      : [marked.join('\n'), ...effectivePods(manifest).flatMap((pod) => podTexts(pod, paint))]),
    ...(terminal.length === 0 ? [] : [terminal.map(exchangeText).join('\n')]),
    ...asked.filter(({ key }) => key === question).map((card) => questionText(card)),
    ...(lab === undefined ? [] : [`Now do it: podium lab ${lab.lab} (step ${lab.step}).`]),
  ];
  return parts.join('\n\n');
}

function exchangeText({ line, prints }: LessonStep['terminal'][number]): string {
  const printed = prints === '' ? [] : prints.split('\n');
  return [`$ ${line}`, ...printed].map((each) => `    ${each}`).join('\n');
}

/** A table for each container, and the level that the pod meets where the lesson speaks of it. */
function podTexts({ security, containers }: EffectivePod, paint: Paint): readonly string[] {
  const tables = containers.map((table) => tableText(table, paint));
  if (security === undefined) return tables;
  return [...tables, `  Pod Security: ${securityWords(security)}`];
}

/** Who a container runs as and why, a line a field. */
function tableText(table: EffectiveTable, paint: Paint): string {
  const { container, role, rows, fate } = table;
  const named = role === 'container' ? container : `${container} (${role})`;
  const names = Math.max(...rows.map(({ field }) => field.length));
  const values = Math.max(...rows.map(({ value }) => value.length));
  return [
    `  ${paint(named, BOLD)}: ${fateWords(fate)}`,
    ...rows.map((row) => {
      const { field, value } = row;
      return `    ${field.padEnd(names)}  ${value.padEnd(values)}  ${paint(originWords(row), DIM)}`.trimEnd();
    }),
    `    groups: ${groupWords(table)}`,
  ].join('\n');
}

function questionText(card: Card): string {
  const { prompt, manifest, options = [] } = drawQuestion(card, 0);
  return [
    `Question: ${prompt}`,
    ...(manifest === undefined
      ? []
      : manifest
          .trimEnd()
          .split('\n')
          .map((line) => `    ${line}`)),
    ...options.map(({ key, text }) => `  ${key}  ${text}`),
  ].join('\n');
}

function answerText(card: Card): string {
  const { options = [], number, answer, explanation, prompt } = drawQuestion(card, 0);
  const right = options.filter(({ correct }) => correct).map(({ key, text }) => `${key}  ${text}`);
  return [`${prompt}`, ...right.map((each) => `  ${each}`), `  ${number ?? answer ?? ''}`, `  ${explanation}`]
    .filter((line) => line.trim() !== '')
    .join('\n');
}
