import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import type { LabSession } from '../../play/labs.ts';
import { editBeginning } from '../../play/labs-edit.ts';
import { clip } from '../platform/components.ts';
import { LIMITS } from '../platform/payload-limits.ts';
import { LINE_INPUT, labIds, PATH_INPUT, TEXT_INPUT } from './ids.ts';

/** Longest text that a box shows or takes (Discord: a text input's value). */
export const BOX = LIMITS.modalValue;

const SAVES = 'Submit saves. Closing the box changes nothing.';

/** Where a line, or several, are typed. */
export function typeModal({ id, turn, prompt }: LabSession): APIModalInteractionResponseCallbackData {
  return {
    title: 'Type in the terminal',
    custom_id: labIds.typed.id(id, turn),
    components: [
      {
        type: ComponentType.Label,
        label: named(prompt, 'A line'),
        description: 'A line, or several; they run one after the other.',
        component: {
          type: ComponentType.TextInput,
          custom_id: LINE_INPUT,
          style: TextInputStyle.Paragraph,
          required: true,
          min_length: 1,
          max_length: BOX,
          placeholder: 'kubectl get pods',
        },
      },
    ],
  };
}

/** The editor that is open. */
export function editModal(
  session: LabSession,
  edit: { readonly path: string; readonly text: string },
): APIModalInteractionResponseCallbackData {
  const { id, turn } = session;
  const { text, fromStep } = editBeginning(session, edit);
  const says = fromStep ? 'It begins with the manifest of this step. Submit saves.' : SAVES;
  const name = named(edit.path.split('/').at(-1) ?? '', 'the file');
  return {
    title: clip(`Edit ${name}`, LIMITS.modalTitle).text,
    custom_id: labIds.edited.id(id, turn),
    components: [textLabel(text, named(edit.path, 'Its text'), says)],
  };
}

/** A file of the learner's, or a new one: name and text. */
export function fileModal(
  { id, turn }: LabSession,
  { path, text }: { readonly path: string; readonly text: string },
): APIModalInteractionResponseCallbackData {
  return {
    title: clip(path === '' ? 'A new file' : `Edit ${named(path, 'a file')}`, LIMITS.modalTitle).text,
    custom_id: labIds.saved.id(id, turn),
    components: [
      {
        type: ComponentType.Label,
        label: 'Its name',
        component: {
          type: ComponentType.TextInput,
          custom_id: PATH_INPUT,
          style: TextInputStyle.Short,
          required: true,
          min_length: 1,
          max_length: 200,
          placeholder: 'pod.yaml',
          ...(path === '' ? {} : { value: path }),
        },
      },
      textLabel(text, 'Its text', SAVES),
    ],
  };
}

function textLabel(text: string, label: string, description: string) {
  return {
    type: ComponentType.Label as const,
    label,
    description,
    component: {
      type: ComponentType.TextInput as const,
      custom_id: TEXT_INPUT,
      style: TextInputStyle.Paragraph,
      required: false,
      max_length: BOX,
      ...(text === '' ? {} : { value: text }),
    },
  };
}

/** A name as a label shows it: on one line, within its length, and never empty. */
function named(name: string, otherwise: string): string {
  const line = name.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ').trim();
  return line === '' ? otherwise : clip(line, LIMITS.modalLabel).text;
}
