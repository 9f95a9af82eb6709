import type { APIButtonComponent, APIStringSelectComponent } from 'discord.js';
import type { Explanation } from '../../manifest/explanation.ts';
import { button, clip, stringSelect } from '../platform/components.ts';
import { pasteEntries } from '../platform/entries.ts';
import { withImageUsers } from '../platform/pasted.ts';
import { LIMITS } from '../platform/payload-limits.ts';
import { explainIds } from './ids.ts';
import { containersToOpen } from './view-opened.ts';
import { allContainers } from './view-sections.ts';

/** Longest paste that a modal can show again (Discord: a text input's value). */
export const MODAL_PASTE = 4000;

export interface ButtonsInput {
  readonly explanation: Explanation;
  readonly paste: string;
  /** Who asked: only they may change the shown answer, others get their own. */
  readonly owner: string;
  /** The image users as typed; they come back when a button is pressed. */
  readonly imageUsers: string;
  /** Names among the image users that no container has. */
  readonly nobody?: readonly string[];
  /** Whether a question can be asked about this very manifest. */
  readonly quiz?: boolean;
}

/** At most five buttons. */
export function explanationButtons(input: ButtonsInput): readonly APIButtonComponent[] {
  const { explanation, paste, owner, imageUsers } = input;
  const waits = [explanation, ...explanation.readings].some(dependsOnImage);
  const fixable = [explanation, ...explanation.readings].some(hasFix);
  return [
    ...(waits || imageUsers !== ''
      ? [
          button(
            withImageUsers(explainIds.imageUser.id, owner, imageUsers),
            'Set the image’s USER',
            'primary',
          ),
        ]
      : []),
    ...(fixable
      ? [button(explainIds.corrected.id(), 'Show the corrected manifest', waits ? 'secondary' : 'primary')]
      : []),
    ...(paste.length <= MODAL_PASTE
      ? [button(withImageUsers(explainIds.change.id, owner, imageUsers), 'Change and explain again')]
      : []),
    ...(input.quiz === true
      ? [
          button(
            withImageUsers(pasteEntries.quiz.id, owner, imageUsers),
            'Quiz me on this',
            waits || fixable || imageUsers !== '' ? 'secondary' : 'primary',
          ),
        ]
      : []),
    ...([explanation, ...explanation.readings].some(hasDetails)
      ? [button(withImageUsers(explainIds.details.id, owner, imageUsers), 'Details')]
      : []),
  ];
}

/** Opens one container in full; undefined where there is only one, which is shown in full already. */
export function containerSelect(input: ButtonsInput): APIStringSelectComponent | undefined {
  const { explanation, owner, imageUsers } = input;
  const containers = containersToOpen(explanation, LIMITS.options);
  if (containers.length < 2) return undefined;
  const options = containers.map(({ id, name, about }) => ({
    value: id,
    label: clip(name, LIMITS.optionText).text,
    description: clip(about, LIMITS.optionText).text,
  }));
  const id = withImageUsers(explainIds.container.id, owner, imageUsers);
  return stringSelect(id, options, { placeholder: 'Open one container in full' });
}

/** Whether more can be told of what was found than the card tells: the cluster's own words, the paths. */
function hasDetails({ findings, messages = [] }: Explanation): boolean {
  return findings.length > 0 || messages.length > 0;
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
