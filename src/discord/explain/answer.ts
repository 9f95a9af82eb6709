import { type Explanation, explain, ManifestError, namesOfNobody } from '../../manifest/index.ts';
import { parseImageUsers } from '../../play/image-users.ts';
import { canAskOn } from '../../play/on-paste.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import type { Answered, Asked } from '../platform/pastes.ts';
import { withTry } from './try-button.ts';
import { explanationMessage } from './view.ts';
import { manifestErrorMessage } from './view-error.ts';

/**
 * A paste explained, or why it cannot be. Nothing of it is kept or logged.
 * @throws UserError when the image users are not readable.
 */
export function answerTo(asked: Asked): Answered {
  return shown(asked, (explanation) => {
    const imageUsers = parseImageUsers(asked.imageUsers);
    const quiz = canAskOn(asked.paste, explanation, imageUsers);
    const nobody = namesOfNobody(explanation, imageUsers ?? {});
    return withTry(explanationMessage({ ...asked, explanation, quiz, nobody }), explanation);
  });
}

/**
 * Something else that is told of a paste's explanation, or why there is none.
 * @throws UserError when the image users are not readable.
 */
export function explainedAs(
  asked: Asked,
  show: (explanation: Explanation) => OutgoingMessage,
): OutgoingMessage {
  return shown(asked, show).message;
}

function shown(
  { paste, imageUsers: typed, owner }: Asked,
  show: (explanation: Explanation) => OutgoingMessage,
): Answered {
  const imageUsers = parseImageUsers(typed);
  try {
    const explanation = explain(paste, imageUsers === undefined ? {} : { imageUsers });
    return { message: show(explanation), explained: true };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return { message: manifestErrorMessage(error, paste, owner, typed), explained: false };
  }
}
