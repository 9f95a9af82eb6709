import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { findDeck } from '../../play/filter.ts';
import type { DailySettings } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { completeFilter } from '../platform/card-filter.ts';
import type { Command, CommandInteraction } from '../platform/command.ts';
import { hereOf } from '../platform/incoming.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { serversOnly } from '../platform/reach.ts';
import { reply, suggest } from '../platform/respond.ts';
import { typedZone, zoneChoices } from '../platform/time-zones.ts';
import { CHANNEL_TYPES, checkChannel, managedServer, mayManage, serverOf } from './rights.ts';
import { timeChoices, typedTime } from './typed.ts';
import { neverSetMessage, offMessage, statusMessage } from './view-status.ts';

/** The time where none was ever chosen. */
const NINE = 9 * 60;
/** What is chosen as `deck:` for every deck. */
const EVERY_DECK = 'every deck';

type Run = (interaction: ChatInputCommandInteraction, context: Context) => Promise<OutgoingMessage>;
const SUBCOMMANDS: Readonly<Record<string, Run>> = { set, off, status };

export const daily: Command = {
  data: {
    name: 'daily',
    description: 'A question a day in this server: answered in private, told on the next day',
    type: ApplicationCommandType.ChatInput,
    ...serversOnly(),
    options: [
      {
        name: 'status',
        description: 'When and where the daily question comes, and your streak',
        type: ApplicationCommandOptionType.Subcommand,
      },
      {
        name: 'set',
        description: 'Post a question every day; what you leave out stays as it is',
        type: ApplicationCommandOptionType.Subcommand,
        options: [
          {
            name: 'channel',
            description: 'Where it is posted: this channel when it was never chosen',
            type: ApplicationCommandOptionType.Channel,
            channel_types: [...CHANNEL_TYPES],
          },
          {
            name: 'time',
            description: 'When, for instance 09:30 or 6 pm: 09:00 when it was never chosen',
            type: ApplicationCommandOptionType.String,
            autocomplete: true,
            max_length: 20,
          },
          {
            name: 'timezone',
            description: 'On whose clocks: type a city, for instance Berlin. Yours when it was never chosen',
            type: ApplicationCommandOptionType.String,
            autocomplete: true,
            max_length: 60,
          },
          {
            name: 'deck',
            description: 'From which deck: every deck of this server when it was never chosen',
            type: ApplicationCommandOptionType.String,
            autocomplete: true,
            max_length: 100,
          },
        ],
      },
      {
        name: 'off',
        description: 'Post no more questions; the open one is revealed',
        type: ApplicationCommandOptionType.Subcommand,
      },
    ],
  },
  help: 'A question a day: answer it in private, and see the next day whether you were right and how the others chose. `/daily status` tells when and where, `/daily set` is for who manages the server.',
  execute,
  autocomplete,
};

async function execute(interaction: CommandInteraction, context: Context): Promise<void> {
  if (!interaction.isChatInputCommand()) throw new TypeError('/daily is a chat input command');
  const run = SUBCOMMANDS[interaction.options.getSubcommand()] ?? status;
  await reply(interaction, context, await run(interaction, context), { ephemeral: true });
}

async function status(interaction: ChatInputCommandInteraction, context: Context): Promise<OutgoingMessage> {
  return shown(interaction, context, false);
}

async function set(interaction: ChatInputCommandInteraction, context: Context): Promise<OutgoingMessage> {
  const guildId = managedServer(interaction);
  const { store, now, seed, servers } = context;
  const { id: userId } = interaction.user;
  const before = (await store.dailyStatus(guildId, userId))?.settings;
  const { options } = interaction;
  const chosen = options.getChannel('channel');
  const channelId = chosen?.id ?? before?.channelId ?? interaction.channelId;
  const here = channelId === interaction.channelId ? hereOf(interaction) : undefined;
  const type = chosen?.type ?? here?.type ?? (await servers.channel(channelId))?.type;
  await checkChannel(interaction, servers, channelId, type);
  const time = options.getString('time');
  const zone = options.getString('timezone');
  await store.setDaily({
    guildId,
    channelId,
    minute: time === null ? (before?.minute ?? NINE) : typedTime(time),
    zone: zone === null ? (before?.zone ?? (await store.settings(userId)).zone) : typedZone(zone, now()),
    deck: await deckOf(context, guildId, options.getString('deck'), before),
    seed: seed(),
    userId,
    now: now(),
  });
  context.wake('daily');
  return shown(interaction, context, true);
}

async function off(interaction: ChatInputCommandInteraction, context: Context): Promise<OutgoingMessage> {
  const wasOn = await context.store.dailyOff({ guildId: managedServer(interaction), now: context.now() });
  context.wake('daily');
  return offMessage(wasOn);
}

/** The id of the deck that was typed; what was chosen before where nothing was, unless that is gone. */
async function deckOf(
  { shelf }: Context,
  guildId: string,
  typed: string | null,
  before: DailySettings | undefined,
): Promise<string | null> {
  const decks = await shelf.decks({ userId: '', guildId });
  if (typed === null) return decks.find(({ id }) => id === before?.deck)?.id ?? null;
  return typed.trim().toLowerCase() === EVERY_DECK ? null : findDeck(decks, typed).id;
}

async function shown(
  interaction: ChatInputCommandInteraction,
  { store, shelf }: Context,
  saved: boolean,
): Promise<OutgoingMessage> {
  const guildId = serverOf(interaction);
  const status = await store.dailyStatus(guildId, interaction.user.id);
  if (status === undefined) return neverSetMessage(mayManage(interaction));
  const decks = await shelf.decks({ userId: interaction.user.id, guildId });
  const deckTitle = decks.find(({ id }) => id === status.settings.deck)?.title ?? null;
  return statusMessage({ status, deckTitle, saved, mayManage: mayManage(interaction) });
}

async function autocomplete(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  if (name === 'timezone') await suggest(interaction, context, zoneChoices(value, context.now()));
  else if (name === 'time') await suggest(interaction, context, timeChoices(value));
  else await completeFilter(interaction, context, [{ name: 'Every deck', value: EVERY_DECK }]);
}
