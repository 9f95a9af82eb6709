import { ManifestError } from '../../manifest/index.ts';
import { type AskedOn, questionOn } from '../../play/on-paste.ts';
import type { Question } from '../../study/index.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import type { Answered, Asked } from '../platform/pastes.ts';
import { answerTo } from './answer.ts';
import { corrections } from './corrections.ts';
import { correctedMessage } from './view-corrected.ts';
import { manifestErrorMessage } from './view-error.ts';

/** What is to be worked out of a paste. */
export type PasteTask =
  | { readonly what: 'explain'; readonly input: Asked }
  | { readonly what: 'correct'; readonly input: Omit<Asked, 'imageUsers'> }
  | { readonly what: 'ask'; readonly input: AskedOn };

/** What comes of it, in the order of {@link PasteTask}. */
export type PasteResult = Answered | OutgoingMessage | Question | undefined;

/** Does it, here and now. @throws UserError when the image users are not readable. */
export function workOn(task: PasteTask): PasteResult {
  if (task.what === 'explain') return answerTo(task.input);
  if (task.what === 'correct') return corrected(task.input);
  const { paste, imageUsers, seen, seed } = task.input;
  return questionOn(paste, imageUsers, seen, seed);
}

function corrected({ paste, owner }: Omit<Asked, 'imageUsers'>): OutgoingMessage {
  try {
    return correctedMessage(corrections(paste), owner);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return manifestErrorMessage(error, paste, owner, '');
  }
}
