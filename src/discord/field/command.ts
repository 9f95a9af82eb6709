import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
} from 'discord.js';
import { type Field, fieldSpelledLike, fields } from '../../manifest/index.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import type { Command, CommandInteraction } from '../platform/command.ts';
import { code } from '../platform/markdown.ts';
import { everywhere } from '../platform/reach.ts';
import { reply, suggest } from '../platform/respond.ts';
import { fieldMessage } from './view.ts';

/** `/field NAME`: one field of the table, for the person alone. */
export const field: Command = {
  data: {
    name: 'field',
    description: 'What one security-context field does, where it may stand and which level wins',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: [
      {
        name: 'name',
        description: 'The field, for instance runAsNonRoot',
        type: ApplicationCommandOptionType.String,
        required: true,
        autocomplete: true,
        max_length: 100,
      },
      {
        name: 'share',
        description: 'Show the answer to everyone here (otherwise only you see it)',
        type: ApplicationCommandOptionType.Boolean,
      },
    ],
  },
  help: 'Looks up one field: where it may stand, which level wins, its default.',
  execute,
  autocomplete,
};

async function execute(interaction: CommandInteraction, context: Context): Promise<void> {
  if (!interaction.isChatInputCommand()) throw new TypeError('/field is a slash command');
  const asked = interaction.options.getString('name', true);
  const found = lookUp(asked);
  if (found === undefined) throw unknownField(asked);
  const ephemeral = !(interaction.options.getBoolean('share') ?? false);
  await reply(interaction, context, fieldMessage(found), { ephemeral });
}

async function autocomplete(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const typed = interaction.options.getFocused();
  await suggest(
    interaction,
    context,
    matching(typed).map((each) => ({ name: each.name, value: each.name })),
  );
}

/** By its name in any case, also as the end of a path: `spec.securityContext.runAsUser`. */
function lookUp(asked: string): Field | undefined {
  const last = asked.trim().replace(/:\s*$/, '').split('.').at(-1) ?? '';
  return fieldSpelledLike(last);
}

/** Fields whose name begins with what was typed, then those that hold it, then those whose meaning does. */
function matching(typed: string): readonly Field[] {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ name, meaning }: Field): number => {
    const at = name.toLowerCase().indexOf(wanted);
    if (at !== -1) return Math.min(at, 1);
    return meaning.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return fields
    .map((each) => ({ each, rank: rank(each) }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.each);
}

function unknownField(asked: string): UserError {
  const near = matching(asked.trim().slice(0, 4))
    .slice(0, 3)
    .map((each) => code(each.name).text);
  const hint =
    near.length === 0 ? 'Choose one from the list that opens as you type' : `Did you mean ${near.join(', ')}`;
  return new UserError({
    identifier: 'unknown-field',
    message: `No security-context field is called ${code(asked, 60).text}. ${hint}${near.length === 0 ? '.' : '?'}`,
  });
}
