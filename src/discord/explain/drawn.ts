import { explain, ManifestError } from '../../manifest/index.ts';
import { hasLevels, levelsPicture } from '../../pictures/levels/index.ts';
import { parseImageUsers } from '../../play/image-users.ts';
import type { Asked, Drawn } from '../platform/pastes.ts';
import { manifestErrorMessage } from './view-error.ts';

/**
 * A paste drawn as its two levels, or why it cannot be.
 * @throws UserError when the image users are not readable.
 */
export function drawnFrom({ paste, imageUsers, owner }: Asked): Drawn {
  const known = parseImageUsers(imageUsers);
  try {
    const explanation = explain(paste, known === undefined ? {} : { imageUsers: known });
    return { sheet: hasLevels(explanation) ? levelsPicture(explanation) : null };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return { message: manifestErrorMessage(error, paste, owner, imageUsers) };
  }
}
