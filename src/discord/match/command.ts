import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { withDefaultDeck } from '../../play/default-deck.ts';
import { resolveFilter } from '../../play/filter.ts';
import { LEAST_ROUNDS } from '../../play/matches.ts';
import type { MatchKind } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { completeFilter, filterOptions } from '../platform/card-filter.ts';
import type { Command, CommandInteraction } from '../platform/command.ts';
import { serversOnly } from '../platform/reach.ts';
import { reply } from '../platform/respond.ts';
import { openLobby } from './open.ts';
import { controlOf, matchPlace } from './show.ts';
import { controlMessage } from './view-control.ts';
import { DEFAULTS, LOBBY_OPEN } from './words.ts';

const ROUNDS = { least: 3, most: 30 } as const;
const SECONDS = { least: 10, most: 120 } as const;
const MOST_TEAMS = 4;

const KINDS: readonly { readonly name: string; readonly value: MatchKind }[] = [
  { name: 'Questions and drills', value: 'mixed' },
  { name: 'Questions', value: 'questions' },
  { name: 'Drills', value: 'drills' },
  { name: 'Manifests to mend', value: 'repair' },
];

export const match: Command = {
  data: {
    name: 'match',
    description: 'Play a live quiz in this channel: everybody answers the same questions, in private',
    type: ApplicationCommandType.ChatInput,
    ...serversOnly(),
    options: [
      ...filterOptions(),
      {
        name: 'kind',
        description: 'What is asked: questions and drills when left out',
        type: ApplicationCommandOptionType.String,
        choices: [...KINDS],
      },
      {
        name: 'rounds',
        description: `How many rounds, ${ROUNDS.least} to ${ROUNDS.most}: ${DEFAULTS.rounds} when left out`,
        type: ApplicationCommandOptionType.Integer,
        min_value: ROUNDS.least,
        max_value: ROUNDS.most,
      },
      {
        name: 'seconds',
        description: `How long a round lasts, ${SECONDS.least} to ${SECONDS.most} seconds: ${DEFAULTS.seconds} when left out`,
        type: ApplicationCommandOptionType.Integer,
        min_value: SECONDS.least,
        max_value: SECONDS.most,
      },
      {
        name: 'race',
        description:
          'The first right answer takes the round. Left out, everybody answers until the time is up',
        type: ApplicationCommandOptionType.Boolean,
      },
      {
        name: 'teams',
        description: 'Play in teams; everybody is put into the smallest one',
        type: ApplicationCommandOptionType.Integer,
        min_value: 2,
        max_value: MOST_TEAMS,
      },
      {
        name: 'open',
        description: 'Anybody may answer at any time, without having joined',
        type: ApplicationCommandOptionType.Boolean,
      },
    ],
  },
  help: 'Opens a live quiz in this channel: join, press Start, and everybody answers the same questions in private. `race:True`, `teams`, `rounds` and `seconds` change how it is played.',
  execute,
  autocomplete: completeFilter,
};

async function execute(interaction: CommandInteraction, context: Context): Promise<void> {
  if (!interaction.isChatInputCommand()) throw new TypeError('/match is a chat input command');
  const { guildId, channelId } = matchPlace(interaction);
  const on = await context.store.liveMatch(channelId);
  if (on !== undefined) {
    const { userId, mayManage } = controlOf(interaction, on.match.id);
    const shown = controlMessage(on, userId, mayManage || on.match.hostId === userId);
    await reply(interaction, context, shown, { ephemeral: true });
    return;
  }
  const { options } = interaction;
  const place = { guildId, userId: interaction.user.id };
  const typed = resolveFilter(await context.shelf.decks(place), {
    deck: options.getString('deck'),
    topic: options.getString('topic'),
  });
  const filter = await withDefaultDeck(context, place, typed, LEAST_ROUNDS);
  const kind = KINDS.find(({ value }) => value === options.getString('kind'))?.value ?? 'mixed';
  const chosen = {
    ...filter,
    kind,
    rounds: within(options.getInteger('rounds') ?? DEFAULTS.rounds, ROUNDS),
    seconds: within(options.getInteger('seconds') ?? DEFAULTS.seconds, SECONDS),
    race: options.getBoolean('race') ?? false,
    teams: within(options.getInteger('teams') ?? 0, { least: 0, most: MOST_TEAMS }),
    open: options.getBoolean('open') ?? false,
  };
  await openLobby(interaction, context, chosen, LOBBY_OPEN);
}

function within(value: number, { least, most }: { readonly least: number; readonly most: number }): number {
  return Math.min(most, Math.max(least, value));
}
