import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { wanted } from '../../study/mends/goals.ts';
import type { Question } from '../../study/question.ts';
import { clip, codeBlock } from './components.ts';
import { sentence } from './markdown.ts';

/** The text input of {@link typedModal}, as it comes back. */
export const TEXT_INPUT = 'typed';

/** What Discord lets a person type into a box. */
const BOX = 4000;
/** The button that opens the box, by the kind of question. */
export const TYPE_LABELS = {
  repair: 'Edit the manifest…',
  fill: 'Fill in the blank…',
  predict: 'Type what it prints…',
} as const;

/** The goals of a mend, or the line whose output is asked for. */
export function goalLines({ mend, predict, kind }: Question): readonly string[] {
  if (predict !== undefined) return [codeBlock('console', `$ ${predict.line}`)];
  if (mend === undefined || kind === 'fill') return [];
  const goals = mend.goals.map((goal) => `- ${sentence(capital(wanted(goal)), 300).text}`);
  return [`**Goals**\n${goals.join('\n')}\n-# Change nothing else.`];
}

/** What the answer is typed into, with what was typed before and could not be read. */
export function typedModal(
  question: Question,
  customId: string,
  draft?: string,
): APIModalInteractionResponseCallbackData {
  const { kind, manifest = '' } = question;
  const box = {
    repair: {
      label: 'The manifest',
      description: 'Change what the goals ask for, and nothing else.',
      max: BOX,
    },
    fill: {
      label: 'What belongs in the blank',
      description: 'Only that; the rest of the line is there.',
      max: 200,
    },
  } as const;
  const { label, description, max } =
    kind === 'repair' || kind === 'fill'
      ? box[kind]
      : {
          label: 'What it prints',
          description: 'Spaces do not matter; sizes and times may be left out as x.',
          max: 1000,
        };
  const value = draft ?? (kind === 'repair' ? manifest.trimEnd() : '');
  return {
    title: 'Your answer',
    custom_id: customId,
    components: [
      {
        type: ComponentType.Label,
        label,
        description,
        component: {
          type: ComponentType.TextInput,
          custom_id: TEXT_INPUT,
          style: kind === 'fill' ? TextInputStyle.Short : TextInputStyle.Paragraph,
          min_length: 1,
          max_length: max,
          required: true,
          ...(value === '' ? {} : { value: [...value].slice(0, max).join('') }),
        },
      },
    ],
  };
}

/** What a number is typed into; `before` stands in it. */
export function numberModal(
  { prompt }: Pick<Question, 'prompt'>,
  modal: { readonly title: string; readonly customId: string; readonly input: string },
  before?: number,
): APIModalInteractionResponseCallbackData {
  return {
    title: modal.title,
    custom_id: modal.customId,
    components: [
      {
        type: ComponentType.Label,
        label: 'A number',
        description: clip(prompt.replaceAll('\n', ' '), 100).text,
        component: {
          type: ComponentType.TextInput,
          custom_id: modal.input,
          style: TextInputStyle.Short,
          min_length: 1,
          max_length: 20,
          required: true,
          ...(before === undefined ? {} : { value: String(before) }),
        },
      },
    ],
  };
}

/** With a capital letter at its beginning. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
