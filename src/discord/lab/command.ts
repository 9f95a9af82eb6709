import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
} from 'discord.js';
import { listLabs } from '../../play/labs-list.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Lab } from '../../study/labs/index.ts';
import type { Context } from '../context.ts';
import type { Command } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { reply, suggest } from '../platform/respond.ts';
import { list, openAndShow, opening } from './show.ts';

/** `/lab`: a terminal on a simulated cluster, with something to reach in it. */
export const lab: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'lab',
    description: 'Do it yourself: a terminal on a simulated cluster, with a task that is checked',
    ...everywhere(),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'name',
        description: 'Which lab; without a name you see them all, and what to do next',
        autocomplete: true,
        max_length: 100,
      },
    ],
  },
  help: 'A terminal on a simulated cluster, with a task to do.',
  async execute(interaction, context) {
    if (!interaction.isChatInputCommand()) throw new TypeError('/lab is a chat input command');
    const typed = interaction.options.getString('name');
    if (typed === null) {
      await reply(interaction, context, await list(context, interaction.user.id), { ephemeral: true });
      return;
    }
    const { id } = named(context.labs.all, typed);
    await openAndShow(interaction, context, opening(interaction, context, id));
  },
  autocomplete: completeName,
};

/** By id or title, or the only one whose title has these words. */
function named(labs: readonly Lab[], typed: string): Lab {
  const wanted = plain(typed);
  const exact = labs.find(({ id, title }) => id === wanted || plain(title) === wanted);
  const near = labs.filter(({ title }) => wanted !== '' && plain(title).includes(wanted));
  const found = exact ?? (near.length === 1 ? near[0] : undefined);
  if (found !== undefined) return found;
  throw new UserError({
    identifier: 'no-such-lab',
    message:
      "I don't know that lab. Choose one from the list that appears as you type, or run /lab without a name to see them all.",
  });
}

async function completeName(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const typed = plain(interaction.options.getFocused());
  const { labs, next } = await listLabs(context, interaction.user.id);
  const found = labs.filter(({ lab: { id, title, topic } }) =>
    [id, title, topic].some((each) => plain(each).includes(typed)),
  );
  const ordered = found.toSorted(
    (a, b) => Number(b.lab.id === next?.lab.id) - Number(a.lab.id === next?.lab.id),
  );
  await suggest(
    interaction,
    context,
    ordered.map(({ lab: { id, title, minutes }, done, open }) => ({
      name: `${title} · ${minutes} min${done !== null ? ' · done' : open !== null ? ' · open' : id === next?.lab.id ? ' · next for you' : ''}`,
      value: id,
    })),
  );
}

function plain(words: string): string {
  return words.trim().toLocaleLowerCase('en');
}
