import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
} from 'discord.js';
import { DRILL_DECK } from '../../study/index.ts';
import type { Context } from '../context.ts';
import type { Command } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { suggest } from '../platform/respond.ts';
import { importDeck } from './import.ts';
import { orderDecks } from './order.ts';
import { askToRemove } from './remove.ts';
import { exportDeck, ofThisPlace, showDeck, showDecks } from './show.ts';

function deckOption(description: string): APIApplicationCommandBasicOption {
  return {
    name: 'deck',
    description,
    type: ApplicationCommandOptionType.String,
    required: true,
    autocomplete: true,
    max_length: 100,
  };
}

const SUBCOMMANDS = {
  list: showDecks,
  info: showDeck,
  export: exportDeck,
  import: importDeck,
  order: orderDecks,
  remove: askToRemove,
} as const;

export const deck: Command = {
  data: {
    name: 'deck',
    description: 'The decks of this server: import, export, statistics',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: [
      {
        name: 'list',
        description: 'Every deck you can be asked from here',
        type: ApplicationCommandOptionType.Subcommand,
      },
      {
        name: 'info',
        description:
          'What is in a deck, how often its cards are answered right, and the commonest wrong answers',
        type: ApplicationCommandOptionType.Subcommand,
        options: [deckOption('The deck')],
      },
      {
        name: 'export',
        description: 'A deck as a file: YAML, CSV for a spreadsheet, or text for Anki',
        type: ApplicationCommandOptionType.Subcommand,
        options: [
          deckOption('The deck'),
          {
            name: 'format',
            description: 'YAML when left out',
            type: ApplicationCommandOptionType.String,
            choices: [
              { name: 'YAML (a deck file)', value: 'yaml' },
              { name: 'CSV (for a spreadsheet)', value: 'csv' },
              { name: 'Anki (notes in plain text)', value: 'anki' },
            ],
          },
        ],
      },
      {
        name: 'import',
        description:
          'A deck for this server from YAML, CSV or Anki text: up to 1 MiB, 1,000 cards, 20 decks a server',
        type: ApplicationCommandOptionType.Subcommand,
        options: [
          {
            name: 'file',
            description: 'The deck; one of the same id is replaced, and its cards keep their schedule',
            type: ApplicationCommandOptionType.Attachment,
            required: true,
          },
        ],
      },
      {
        name: 'order',
        description: 'Which decks come first in /review here; without a deck, shows the order',
        type: ApplicationCommandOptionType.Subcommand,
        options: [
          { ...deckOption('The deck to move, or to take out of the order'), required: false },
          {
            name: 'place',
            description: '1 is first; leave it out to put the deck back in its usual place',
            type: ApplicationCommandOptionType.Integer,
            min_value: 1,
            max_value: 50,
          },
        ],
      },
      {
        name: 'remove',
        description: 'Remove a deck from this server (asks you to confirm)',
        type: ApplicationCommandOptionType.Subcommand,
        options: [deckOption('A deck that this server imported')],
      },
    ],
  },
  help: 'Decks: `list`, `info`, `export`. Server managers can also `import`, `order` and `remove` them.',
  execute: async (interaction, context) => {
    if (!interaction.isChatInputCommand()) throw new TypeError('/deck is a chat input command');
    const name = interaction.options.getSubcommand() as keyof typeof SUBCOMMANDS;
    await SUBCOMMANDS[name](interaction, context);
  },
  autocomplete: completeDeck,
};

/** Completes `deck`: for `remove` the server's own, for `export` those with cards to write, for `info` all. */
async function completeDeck(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const typed = interaction.options.getFocused().trim().toLocaleLowerCase('en');
  const what = interaction.options.getSubcommand();
  const { user, guildId } = interaction;
  const all = await context.shelf.decks({ userId: user.id, guildId });
  const offered = ofThisPlace(all).filter(
    ({ id }) => (what !== 'remove' || id.includes('.')) && (what !== 'export' || id !== DRILL_DECK.id),
  );
  const found = offered.filter(
    ({ id, title }) =>
      title.toLocaleLowerCase('en').includes(typed) || id.toLocaleLowerCase('en').includes(typed),
  );
  await suggest(
    interaction,
    context,
    found.map(({ id, title }) => ({ name: title, value: id })),
  );
}
