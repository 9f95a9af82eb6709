import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';

/** One line to type in a box. */
export interface ShortInput {
  readonly label: string;
  readonly description: string;
  /** What stands in it; empty for nothing. */
  readonly value: string;
}

/** A box of single lines by their custom_ids, none of which has to be filled in. */
export function shortInputs(
  custom_id: string,
  title: string,
  inputs: readonly (readonly [id: string, input: ShortInput])[],
): APIModalInteractionResponseCallbackData {
  return {
    custom_id,
    title,
    components: inputs.map(([id, { label, description, value }]) => ({
      type: ComponentType.Label,
      label,
      description,
      component: {
        type: ComponentType.TextInput,
        custom_id: id,
        style: TextInputStyle.Short,
        required: false,
        max_length: 60,
        ...(value === '' ? {} : { value }),
      },
    })),
  };
}
