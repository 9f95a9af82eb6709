import { ManifestError } from '../../manifest/index.ts';
import { mispredictions } from '../predict.ts';
import type { Question } from '../question.ts';
import { type MendMark, markMend } from './mark.ts';
import { filledIn } from './mend.ts';

/** The manifest as it is once a text was typed: the text itself, or the manifest with it in place of the blank. */
export function manifestOf({ kind, manifest = '' }: Question, typed: string): string {
  return kind === 'fill' ? filledIn(manifest, typed) : typed;
}

/**
 * Marks a text given to `repair` or `fill`; undefined for any other kind.
 * @throws ManifestError where there is no manifest in it.
 */
export function markGiven(question: Question, typed: string): MendMark | undefined {
  const { kind, manifest = '', mend } = question;
  if (mend === undefined || (kind !== 'repair' && kind !== 'fill')) return undefined;
  return markMend(kind === 'fill' ? filledIn(manifest, '') : manifest, manifestOf(question, typed), mend);
}

/** Whether a text is the right answer to a question of a kind that is answered so. */
export function isRightText(question: Question, typed: string): boolean {
  if (question.kind === 'predict')
    return question.predict !== undefined && mispredictions(typed, question.predict.prints).length === 0;
  try {
    return markGiven(question, typed)?.correct === true;
  } catch (error) {
    if (error instanceof ManifestError) return false;
    throw error;
  }
}
