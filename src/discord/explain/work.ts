import { ManifestError } from '../../manifest/index.ts';
import { type AskedOn, questionOn } from '../../play/on-paste.ts';
import type { Question } from '../../study/index.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import type { Answered, Asked, AskedOfOne, Drawn } from '../platform/pastes.ts';
import { answerTo, explainedAs } from './answer.ts';
import { corrections } from './corrections.ts';
import { drawnFrom } from './drawn.ts';
import { correctedMessage } from './view-corrected.ts';
import { detailsMessage } from './view-details.ts';
import { manifestErrorMessage } from './view-error.ts';
import { openedMessage } from './view-opened.ts';

/** What is to be worked out of a paste. */
export type PasteTask =
  | { readonly what: 'explain'; readonly input: Asked }
  | { readonly what: 'details'; readonly input: Asked }
  | { readonly what: 'container'; readonly input: AskedOfOne }
  | { readonly what: 'correct'; readonly input: Omit<Asked, 'imageUsers'> }
  | { readonly what: 'draw'; readonly input: Asked }
  | { readonly what: 'ask'; readonly input: AskedOn };

/** What comes of it, in the order of {@link PasteTask}. */
export type PasteResult = Answered | OutgoingMessage | Drawn | Question | undefined;

/** Does it, here and now. @throws UserError when the image users are not readable. */
export function workOn(task: PasteTask): PasteResult {
  if (task.what === 'explain') return answerTo(task.input);
  if (task.what === 'correct') return corrected(task.input);
  if (task.what === 'details') return explainedAs(task.input, (explanation) => detailsMessage(explanation));
  if (task.what === 'container') {
    const { which, imageUsers: typed } = task.input;
    return explainedAs(task.input, (explanation) => openedMessage(explanation, which, typed));
  }
  if (task.what === 'draw') return drawnFrom(task.input);
  const { paste, imageUsers, seen, seed } = task.input;
  return questionOn(paste, imageUsers, seen, seed);
}

function corrected({ paste, owner }: Omit<Asked, 'imageUsers'>): OutgoingMessage {
  try {
    return correctedMessage(corrections(paste), owner, paste);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return manifestErrorMessage(error, paste, owner, '');
  }
}
