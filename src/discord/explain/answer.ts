import { explain, ManifestError } from '../../manifest/index.ts';
import { parseImageUsers } from '../../play/image-users.ts';
import { canAskOn } from '../../play/on-paste.ts';
import type { Answered, Asked } from '../platform/pastes.ts';
import { withTry } from './try-button.ts';
import { explanationMessage } from './view.ts';
import { manifestErrorMessage } from './view-error.ts';

/**
 * A paste explained, or why it cannot be. Nothing of it is kept or logged.
 * @throws UserError when the image users are not readable.
 */
export function answerTo(asked: Asked): Answered {
  const imageUsers = parseImageUsers(asked.imageUsers);
  try {
    const explanation = explain(asked.paste, imageUsers === undefined ? {} : { imageUsers });
    const quiz = canAskOn(asked.paste, explanation, imageUsers);
    return {
      message: withTry(explanationMessage({ ...asked, explanation, quiz }), explanation),
      explained: true,
    };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return {
      message: manifestErrorMessage(error, asked.paste, asked.owner, asked.imageUsers),
      explained: false,
    };
  }
}
