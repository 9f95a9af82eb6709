import type { APIButtonComponent } from 'discord.js';
import type { Explanation } from '../../manifest/explanation.ts';
import { button } from '../platform/components.ts';
import { CUSTOM_ID_MAX, customId } from '../platform/custom-id.ts';
import { allContainers } from './view-sections.ts';

/** Routes of the explanation's buttons and modals; the paste itself stays in the message's own attachment. */
export const ROUTE = {
  paste: 'explain:paste',
  imageUser: 'explain:image-user',
  imageUserSaid: 'explain:image-user-said',
  corrected: 'explain:corrected',
  change: 'explain:change',
  quiz: 'explain:quiz',
  another: 'explain:another',
} as const;

/** Longest paste that a modal can show again (Discord: a text input's value). */
export const MODAL_PASTE = 4000;

export interface ButtonsInput {
  readonly explanation: Explanation;
  readonly paste: string;
  /** Who asked: only they may change the shown answer, others get their own. */
  readonly owner: string;
  /** The image users as typed; they come back when a button is pressed. */
  readonly imageUsers: string;
  /** Whether a question can be asked about this very manifest. */
  readonly quiz?: boolean;
}

/** At most four buttons: one more fits in the row. */
export function explanationButtons(input: ButtonsInput): readonly APIButtonComponent[] {
  const { explanation, paste, owner, imageUsers } = input;
  const waits = [explanation, ...explanation.readings].some(dependsOnImage);
  const fixable = [explanation, ...explanation.readings].some(hasFix);
  return [
    ...(waits || imageUsers !== ''
      ? [button(withImageUsers(ROUTE.imageUser, owner, imageUsers), 'Say the image’s USER', 'primary')]
      : []),
    ...(fixable
      ? [button(customId(ROUTE.corrected), 'Show the corrected manifest', waits ? 'secondary' : 'primary')]
      : []),
    ...(paste.length <= MODAL_PASTE
      ? [button(withImageUsers(ROUTE.change, owner, imageUsers), 'Change and explain again')]
      : []),
    ...(input.quiz === true
      ? [
          button(
            withImageUsers(ROUTE.quiz, owner, imageUsers),
            'Quiz me on this',
            waits || fixable || imageUsers !== '' ? 'secondary' : 'primary',
          ),
        ]
      : []),
  ];
}

/** The id with what was typed for image users, left out where the 100 characters do not hold it. */
export function withImageUsers(route: string, owner: string, imageUsers: string): string {
  const plain = customId(route, owner);
  if (imageUsers === '' || plain.length + encodeURIComponent(imageUsers).length + 1 > CUSTOM_ID_MAX)
    return plain;
  return customId(route, owner, imageUsers);
}

function dependsOnImage(explanation: Explanation): boolean {
  return allContainers(explanation).some(
    (each) => each.start.verdict === 'depends-on-image' || each.fields.runAsUser?.source === 'image',
  );
}

function hasFix(explanation: Explanation): boolean {
  return (
    explanation.repairs.length > 0 ||
    explanation.findings.some((each) => each.severity !== 'hint' && each.fix !== undefined)
  );
}
