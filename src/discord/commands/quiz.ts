import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
} from 'discord.js';
import type { Command, CommandInteraction } from '../command.ts';
import type { Context } from '../context.ts';
import { reply, suggest } from '../respond.ts';
import { questionCard } from '../views/question.ts';
import { askNext, resolveFilter, topicsOf } from './quiz-draw.ts';
import { quizRoutes } from './quiz-routes.ts';
import { everywhere } from './reach.ts';

/** Questions in one series at most. */
const MAX_COUNT = 20;

export const quiz: Command = {
  data: {
    name: 'quiz',
    description: 'Answer a question about who a container runs as',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: [
      {
        name: 'deck',
        description: 'Only from this deck',
        type: ApplicationCommandOptionType.String,
        autocomplete: true,
        max_length: 100,
      },
      {
        name: 'topic',
        description: 'Only about this topic',
        type: ApplicationCommandOptionType.String,
        autocomplete: true,
        max_length: 100,
      },
      {
        name: 'count',
        description: 'How many questions in a row, 1 to 20',
        type: ApplicationCommandOptionType.Integer,
        min_value: 1,
        max_value: MAX_COUNT,
      },
      {
        name: 'share',
        description: 'Show the question to everybody here; only you can answer it',
        type: ApplicationCommandOptionType.Boolean,
      },
    ],
  },
  help: 'Asks a question from the decks. Choose a `deck`, a `topic` or a `count` of questions in a row; `share:True` lets others watch.',
  execute,
  autocomplete,
  routes: quizRoutes,
};

async function execute(interaction: CommandInteraction, context: Context): Promise<void> {
  if (!interaction.isChatInputCommand()) throw new TypeError('/quiz is a chat input command');
  const filter = resolveFilter(context.questions, {
    deck: interaction.options.getString('deck'),
    topic: interaction.options.getString('topic'),
  });
  const shared = interaction.options.getBoolean('share') ?? false;
  const wanted = Math.min(MAX_COUNT, Math.max(1, interaction.options.getInteger('count') ?? 1));
  const count = Math.max(1, Math.min(wanted, context.questions.count(filter)));
  const ask = await askNext(
    context,
    { userId: interaction.user.id, guildId: interaction.guildId, channelId: interaction.channelId },
    { ...filter, index: 0, count, shared, right: 0, seen: [] },
    context.seed(),
  );
  await reply(interaction, context, questionCard(ask), { ephemeral: !shared });
}

async function autocomplete(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const typed = focused.value.trim().toLocaleLowerCase('en');
  const matches = (name: string): boolean => name.toLocaleLowerCase('en').includes(typed);
  if (focused.name === 'deck') {
    const decks = context.questions.decks.filter((deck) => matches(deck.title) || matches(deck.id));
    await suggest(
      interaction,
      decks.map((deck) => ({ name: deck.title, value: deck.id })),
    );
    return;
  }
  const deck = interaction.options.getString('deck');
  const known = context.questions.decks.some((each) => each.id === deck) ? deck : null;
  const topics = topicsOf(context.questions, known).filter(matches);
  await suggest(
    interaction,
    topics.map((topic) => ({ name: topic, value: topic })),
  );
}
