import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { withDefaultDeck } from '../../play/default-deck.ts';
import { resolveFilter } from '../../play/filter.ts';
import { beginQuiz } from '../../play/quiz.ts';
import type { Context } from '../context.ts';
import { completeFilter, filterOptions, narrowed, narrowingOptions } from '../platform/card-filter.ts';
import type { Command, CommandInteraction } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { tellReportNews } from '../platform/report-news.ts';
import { reply } from '../platform/respond.ts';
import { questionMessage } from './view-question.ts';

/** Questions in one series at most. */
const MAX_COUNT = 20;

export const quiz: Command = {
  data: {
    name: 'quiz',
    description: 'Answer a question about who a container runs as',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: [
      ...filterOptions(),
      ...narrowingOptions(),
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
  help: 'A question, or several in a row: by `deck`, `topic`, `difficulty`, `exam` or `kind`.',
  execute,
  autocomplete: completeFilter,
};

async function execute(interaction: CommandInteraction, context: Context): Promise<void> {
  if (!interaction.isChatInputCommand()) throw new TypeError('/quiz is a chat input command');
  const place = {
    userId: interaction.user.id,
    guildId: interaction.guildId,
    channelId: interaction.channelId,
  };
  const filter = resolveFilter(await context.shelf.decks(place), {
    deck: interaction.options.getString('deck'),
    topic: interaction.options.getString('topic'),
  });
  const shared = interaction.options.getBoolean('share') ?? false;
  const wanted = Math.min(MAX_COUNT, Math.max(1, interaction.options.getInteger('count') ?? 1));
  const chosen = await withDefaultDeck(context, place, { ...filter, ...narrowed(interaction) });
  const ask = await beginQuiz(context, place, { filter: chosen, wanted, shared, seed: context.seed() });
  await reply(interaction, context, questionMessage(ask), { ephemeral: !shared });
  await tellReportNews(interaction, context);
}
