import { ManifestError } from '../manifest/index.ts';
import type { Card } from '../study/deck.ts';
import { drawQuestion } from '../study/draw.ts';
import { isRightText, markGiven } from '../study/mends/given.ts';
import type { MendMark } from '../study/mends/mark.ts';
import { predicted } from '../study/predict.ts';
import type { Refuted } from './verify.ts';

/**
 * What is wrong with a card that is answered by typing: the author's own answer must be right, and what is shown must
 * not be. Of a prediction, the line must print something that is simulated.
 */
export function verifyTyped(card: Card): readonly Refuted[] {
  if (card.kind === 'predict') return verifyPrediction(card);
  if (card.kind !== 'repair' && card.kind !== 'fill') return [];
  const question = drawQuestion(card, 1);
  const [path, text] =
    card.kind === 'repair' ? ['solution', card.solution ?? ''] : ['answer', String(card.answer ?? '')];
  try {
    const mark = markGiven(question, text);
    if (mark !== undefined && !mark.correct)
      return [{ path: [path], message: `is marked wrong: ${reasonOf(mark)}` }];
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return [{ path: [path], message: `gives no manifest: ${error.message}` }];
  }
  if (card.kind === 'repair' && isRightText(question, card.manifest ?? ''))
    return [
      { path: ['manifest'], message: 'reaches every goal as it stands, so that there is nothing to mend' },
    ];
  return [];
}

function reasonOf({ stumble, goals, astray, worse }: MendMark): string {
  const reasons = [
    ...(stumble === undefined ? [] : [stumble.message]),
    ...goals
      .filter(({ met }) => !met)
      .map(({ say, found }) => `the goal "${say}" is not met (${found ?? ''})`),
    ...astray.map(({ name, before, after }) => `${name} was ${before} and is ${after}`),
    ...worse.map(({ message }) => message),
  ];
  return reasons.join('; ');
}

function verifyPrediction({ manifest = '', line = '' }: Card): readonly Refuted[] {
  const { text, notSimulated } = predicted({ manifest, line });
  if (notSimulated !== undefined) return [{ path: ['line'], message: `is not simulated: ${notSimulated}` }];
  return text === ''
    ? [{ path: ['line'], message: 'prints nothing, so that there is nothing to predict' }]
    : [];
}
