import type { APIFileComponent } from 'discord.js';
import type { QuizRun, ReviewRun } from '../../store/store.ts';
import { DECK_LIMITS } from '../../study/limits.ts';
import type { Question } from '../../study/question.ts';
import { type ActionRow, clip, codeBlock, row, stringSelect } from './components.ts';
import type { OutgoingFile } from './message.ts';
import { file, PASTE_FILE, pasteFile } from './paste-file.ts';

/** `**Deck** · topic · difficulty 2 of 5`, with the place in the series where there is one. */
export function header(question: Question, run: QuizRun): string {
  const parts = [
    `**${question.deckTitle}**`,
    question.topic,
    stars(question),
    ...(question.since === undefined ? [] : [`since Kubernetes ${question.since}`]),
    ...(run.count > 1 ? [`${run.index + 1} of ${run.count}`] : []),
    ...(run.review === undefined ? [] : [leftToday(run.review.left)]),
  ];
  return `-# ${parts.join(' · ')}`;
}

/** `★★☆☆☆` */
export function stars({ difficulty }: Pick<Question, 'difficulty'>): string {
  return `${'★'.repeat(difficulty)}${'☆'.repeat(5 - difficulty)}`;
}

/** `7 left: 1 learning, 2 review, 4 new`, without what there is none of. */
function leftToday(left: ReviewRun['left']): string {
  const kinds = [
    [left.learning, 'learning'],
    [left.review, 'review'],
    [left.new, 'new'],
  ] as const;
  const shown = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`);
  return `${left.learning + left.review + left.new} left: ${shown.join(', ')}`;
}

/** Whether the manifest is short enough to stand in the card. */
export function isShown({ manifest }: Question): boolean {
  return manifest !== undefined && manifest.length <= DECK_LIMITS.manifest;
}

/** The manifest as a code block; `locate` numbers its lines, because a line is what is asked for. */
export function manifestBlock(question: Question): readonly string[] {
  if (question.manifest === undefined) return [];
  if (!isShown(question))
    return [`-# The manifest is too long to be shown here: it is in \`${PASTE_FILE}\` below.`];
  const manifest = question.manifest.trimEnd();
  if (question.kind !== 'locate') return [codeBlock('yaml', manifest)];
  const lines = manifest.split('\n');
  const width = String(lines.length).length;
  return [
    codeBlock('yaml', lines.map((each, index) => `${String(index + 1).padStart(width)}  ${each}`).join('\n')),
  ];
}

/** The select of a question whose options are chosen from a list: every right one, or the line. */
export function optionSelect(customId: string, { kind, options = [] }: Question): ActionRow {
  const locate = kind === 'locate';
  const named = options.map(({ key, text }) => ({
    label: clip(locate ? `Line ${key}: ${text.trim()}` : `${key}  ${text}`, 100).text,
    value: key,
  }));
  const settings = locate
    ? { placeholder: 'Choose the line' }
    : { placeholder: 'Choose every right one', min: 1, max: options.length };
  return row([stringSelect(customId, named, settings)]);
}

/** `**A**  text`, an option a line; nothing for the kinds whose options are lines of the manifest. */
export function optionLines(question: Question): readonly string[] {
  if (question.kind !== 'choice' && question.kind !== 'multi') return [];
  const lines = (question.options ?? []).map((option) => `**${option.key}**  ${option.text}`);
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/**
 * The manifest of a question about a paste as a file under its card: for what is too long to be shown, and because
 * the next question about the same paste is drawn from it, so that no other copy of the paste need be kept.
 */
export function pasteAttachment({ pasted, manifest }: Question): {
  readonly components: readonly APIFileComponent[];
  readonly files: readonly OutgoingFile[];
} {
  if (pasted === undefined || manifest === undefined) return { components: [], files: [] };
  return { components: [file(PASTE_FILE)], files: [pasteFile(manifest)] };
}
