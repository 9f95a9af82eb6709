import { type Card, drawQuestion } from '../study/index.ts';
import {
  type EffectivePod,
  type EffectiveTable,
  effectivePods,
  type Lesson,
  type LessonStep,
  markedLines,
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
  const { level, baseline, restricted } = security;
  const next = level === 'privileged' ? baseline : level === 'baseline' ? restricted : [];
  const missing = next.length === 0 ? '' : `; not more, because of ${next.join(', ')}`;
  return [...tables, `  Pod Security: ${level ?? 'not known'}${missing}`];
}

/** Who a container runs as and why, a line a field. */
function tableText({ container, role, rows, process, fate }: EffectiveTable, paint: Paint): string {
  const named = role === 'container' ? container : `${container} (${role})`;
  const names = Math.max(...rows.map(({ field }) => field.length));
  const values = Math.max(...rows.map(({ value }) => value.length));
  const image = process.gid === null ? ['the image’s own'] : [];
  const groups = [...process.groups, ...image].join(', ');
  return [
    `  ${paint(named, BOLD)}: ${fateText(fate)}`,
    ...rows.map(({ field, value, source, line, overrides }) => {
      const from = source === 'unset' ? '' : line === undefined ? source : `${source}, line ${line}`;
      const lost = overrides === undefined ? '' : `; overrides ${overrides}`;
      return `    ${field.padEnd(names)}  ${value.padEnd(values)}  ${paint(`${from}${lost}`, DIM)}`.trimEnd();
    }),
    `    groups: ${groups}`,
  ].join('\n');
}

function fateText(fate: EffectiveTable['fate']): string {
  switch (fate.verdict) {
    case 'starts':
      return 'starts';
    case 'refused':
      return `does not start: ${fate.reason}`;
    case 'pod-refused':
      return `the kubelet refuses the pod: ${fate.reason}`;
    case 'not-created':
      return `not created: ${fate.by === 'kubectl' ? 'kubectl’s strict validation' : 'the API server'} refuses it`;
    case 'not-known':
      return 'not known whether it starts';
    case 'depends-on-image':
      return `depends on the image (${fate.cases
        .map(({ imageUser, start }) => {
          const user = imageUser === '' ? 'no USER' : `USER ${imageUser}`;
          return `${user}: ${start.verdict === 'starts' ? 'starts' : 'refused'}`;
        })
        .join('; ')})`;
  }
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
