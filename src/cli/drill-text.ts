import type { Question, QuestionOption } from '../study/index.ts';
import { wanted } from '../study/mends/goals.ts';
import type { Mend } from '../study/mends/mend.ts';

/** A drill as it is listed. */
export interface DrillRow {
  readonly id: string;
  readonly version: number;
  readonly topic: string;
}

/** The drills as lines, in their order. */
export function drillList(drills: readonly DrillRow[]): string {
  const wide = Math.max(...drills.map(({ id }) => id.length));
  const rows = drills.map(({ id, version, topic }) => `  ${id.padEnd(wide)}  version ${version}  ${topic}`);
  return `${['Drills:', ...rows, '', 'podium drill NAME shows a question of one.'].join('\n')}\n`;
}

/** A drawn question as lines a person reads in a terminal, the answer with it; colours only where `colour` says so. */
export function questionText(id: string, question: Question, colour: boolean): string {
  const paint = (text: string, code: number): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const { revision, seed, difficulty, topic, prompt, manifest, explanation, source } = question;
  const lines = [
    paint(`${question.card} · version ${revision} · seed ${seed} · difficulty ${difficulty} · ${topic}`, 2),
    '',
    paint(prompt, 1),
  ];
  if (manifest !== undefined) lines.push('', ...numbered(manifest));
  lines.push('', ...(question.mend === undefined ? [asked(question.kind)] : mendLines(question.mend)));
  for (const option of question.options ?? []) {
    const mark = option.correct ? '*' : ' ';
    const label = question.kind === 'locate' ? `line ${option.key}: ` : `${option.key}  `;
    lines.push(paint(`${mark} ${label}${option.text}`, option.correct ? 32 : 0), ...reason(option));
  }
  lines.push('', explanation);
  if (source !== undefined) lines.push(`${source.title}: ${source.url}`);
  lines.push('', paint(`podium drill ${id} --seed ${seed} --difficulty ${difficulty} draws it again.`, 2));
  return `${lines.join('\n')}\n`;
}

/** What is to hold of the mended manifest, and the mend. */
function mendLines(mend: Mend): readonly string[] {
  return [
    'Goals:',
    ...mend.goals.map((goal) => `  ${wanted(goal)}`),
    '',
    'The fix (*):',
    ...mend.solution
      .trimEnd()
      .split('\n')
      .map((line) => `  * ${line}`),
  ];
}

/** What a person is to do with the options. */
function asked(kind: Question['kind']): string {
  if (kind === 'multi') return 'Choose all that are right (*):';
  return kind === 'locate' ? 'Choose the line (*):' : 'Choose one (*):';
}

function numbered(manifest: string): readonly string[] {
  const lines = manifest.trimEnd().split('\n');
  const wide = String(lines.length).length;
  return lines.map((line, index) => `  ${String(index + 1).padStart(wide)} | ${line}`);
}

function reason({ correct, why, misconception }: QuestionOption): readonly string[] {
  if (correct) return [`     Right: ${why}`];
  const belief = misconception === undefined ? [] : [`     Misconception: ${misconception}`];
  return [`     Wrong: ${why}`, ...belief];
}
