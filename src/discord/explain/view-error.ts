import type { ManifestError } from '../../manifest/explanation.ts';
import { ACCENT, button, container, row, text } from '../platform/components.ts';
import { code, sentence } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { file, pasteFile } from '../platform/paste-file.ts';
import { withImageUsers } from '../platform/pasted.ts';
import { MODAL_PASTE } from './buttons.ts';
import { explainIds } from './ids.ts';

/** Longest part of the faulty line that is shown. */
const LINE_MAX = 160;
const SENTENCE_MAX = 1200;

/**
 * Why a paste cannot be explained, with the line it stumbled over. The paste goes back with the answer, so that
 * nothing is lost, and one button opens it again where it is short enough to be changed in a modal.
 */
export function manifestErrorMessage(
  error: Pick<ManifestError, 'message' | 'line'>,
  paste: string,
  owner: string,
  imageUsers: string,
): OutgoingMessage {
  const again = paste.trim() !== '' && paste.length <= MODAL_PASTE;
  const stumbled = error.line === undefined ? undefined : paste.split('\n')[error.line - 1]?.trim();
  const lines = [
    `### I cannot explain that${error.line === undefined ? '' : `: line ${error.line}`}`,
    ...(stumbled === undefined || stumbled === '' ? [] : [`> ${code(stumbled, LINE_MAX).text}`]),
    sentence(error.message, SENTENCE_MAX).text,
  ];
  return {
    components: [
      container(ACCENT.wrong, [text(lines.join('\n'))]),
      ...(paste.trim() === ''
        ? []
        : [text('-# I keep no copy. Here is what you sent:'), file(pasteFile(paste).name)]),
      ...(again
        ? [
            row([
              button(
                withImageUsers(explainIds.change.id, owner, imageUsers),
                'Change and explain again',
                'primary',
              ),
            ]),
          ]
        : []),
    ],
    ...(paste.trim() === '' ? {} : { files: [pasteFile(paste)] }),
  };
}
