import type { Answer, Question, QuestionOption } from '../../study/question.ts';
import { codeBlock } from './components.ts';

/** What an option came to: chosen and right, chosen and wrong, right but not chosen, or none of it. */
type Fate = 'right' | 'wrong' | 'missed' | 'other';

/** Which remarks stand below the options: those that the answer asks for, or every one. */
export type Remarks = 'needed' | 'all';

/** A mark that is told apart without its colour; nothing for an option that is neither chosen nor right. */
function markOf(fate: Fate, { kind }: Pick<Question, 'kind'>): string {
  if (fate === 'other') return '';
  if (fate === 'wrong') return '✗ ';
  return fate === 'missed' && kind === 'multi' ? '→ ' : '✓ ';
}

function fateOf({ key, correct }: QuestionOption, answer: Answer): Fate {
  const chosen = answer.kind === 'options' && answer.keys.includes(key);
  if (chosen) return correct ? 'right' : 'wrong';
  return correct ? 'missed' : 'other';
}

/** `your answer, right`; nothing for an option that is neither chosen nor right. */
function wordsOf(fate: Fate, { kind }: Pick<Question, 'kind'>): string {
  if (fate === 'right') return 'your answer, right';
  if (fate === 'wrong') return 'your answer, wrong';
  // Of several right ones each may be missed; of one it is only where the right one stands.
  if (fate === 'missed') return kind === 'multi' ? 'right, missed' : 'right';
  return '';
}

/**
 * The question's own options where they stood, each marked and with its remark below it: what the answer calls for, or
 * all of them. `firstWords` stands before the remark of a wrong choice.
 */
export function markedOptions(
  question: Question,
  answer: Answer,
  remarks: Remarks,
  firstWords: (option: QuestionOption) => string,
): readonly string[] {
  if (question.kind !== 'choice' && question.kind !== 'multi') return [];
  const lines = (question.options ?? []).flatMap((option) => {
    const fate = fateOf(option, answer);
    const mark = markOf(fate, question);
    const words = fate === 'other' ? '' : ` · *${wordsOf(fate, question)}*`;
    const line = `${mark}**${option.key}**  ${option.text}${words}`;
    return [line, ...remark(question, option, fate, remarks, firstWords)];
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/**
 * Of the lines of a manifest that a person chose from, what those that are marked there came to, with the remarks.
 * `inPlace`: the manifest is shown, so the lines are not printed again.
 */
export function lineRemarks(
  question: Question,
  answer: Answer,
  remarks: Remarks,
  firstWords: (option: QuestionOption) => string,
  inPlace: boolean,
): readonly string[] {
  if (question.kind !== 'locate') return [];
  const lines = (question.options ?? []).flatMap((option) => {
    const fate = fateOf(option, answer);
    const told = remark(question, option, fate, remarks, firstWords);
    if (told.length === 0 && fate === 'other') return [];
    const text = inPlace ? '' : `: \`${option.text.trim()}\``;
    const words = fate === 'other' ? '' : ` · *${wordsOf(fate, question)}*`;
    return [`${markOf(fate, question)}**Line ${option.key}**${text}${words}`, ...told];
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** The manifest with its lines numbered; where they were to be chosen from, the chosen and the right marked. */
export function markedManifest({ manifest = '', ...question }: Question, answer: Answer): string {
  const lines = manifest.trimEnd().split('\n');
  const width = String(lines.length).length;
  const lineOptions = question.kind === 'locate' ? (question.options ?? []) : [];
  const options = new Map(lineOptions.map((option) => [option.key, option]));
  const marked = lines.map((line, index) => {
    const number = String(index + 1);
    const option = options.get(number);
    const fate = option === undefined ? 'other' : fateOf(option, answer);
    const mark = markOf(fate, question) || (question.kind === 'locate' ? '  ' : '');
    return `${mark}${number.padStart(width)}  ${line}`.trimEnd();
  });
  return codeBlock('yaml', marked.join('\n'));
}

/** A quoted remark; none where it is not called for, where there is none, or where the explanation repeats it. */
function remark(
  question: Question,
  option: QuestionOption,
  fate: Fate,
  remarks: Remarks,
  firstWords: (option: QuestionOption) => string,
): readonly string[] {
  if (fate === 'other' && remarks === 'needed') return [];
  if (option.correct && question.explanation.includes(option.why)) return [];
  const said = [...(fate === 'wrong' ? [firstWords(option)] : []), option.why];
  const words = said.filter((each) => each !== '').join(' ');
  return words === '' ? [] : [quoted(words)];
}

/** As a quote, whatever lines it has. */
export function quoted(words: string): string {
  return words
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
