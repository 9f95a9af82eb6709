import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import { DAY } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import type { Command, CommandInteraction } from '../platform/command.ts';
import { serversOnly } from '../platform/reach.ts';
import { deferOnce, reply, suggest } from '../platform/respond.ts';
import { board, serverOf } from './board.ts';
import { isoDate, lastDayOf, readEnd } from './dates.ts';
import { seasonEnd } from './season-end.ts';
import { askToEndMessage, seasonBegunMessage } from './view-season.ts';

/** Lengths offered for a season, in days. */
const LENGTHS = [7, 14, 28, 42, 84, 182];

export const season: Command = {
  data: {
    name: 'season',
    description: 'Seasons of this server: its points counted from a start to an end',
    type: ApplicationCommandType.ChatInput,
    ...serversOnly(),
    options: [
      {
        name: 'show',
        description: 'The standings of the season that is on, or the final ones of an earlier season',
        type: ApplicationCommandOptionType.Subcommand,
        options: [
          {
            name: 'season',
            description: 'The one that is on, or else the last, when left out',
            type: ApplicationCommandOptionType.String,
            autocomplete: true,
            max_length: 100,
          },
        ],
      },
      {
        name: 'start',
        description: 'Start a season (for those who may manage the server)',
        type: ApplicationCommandOptionType.Subcommand,
        options: [
          {
            name: 'name',
            description: 'For instance Autumn, or CKA in December',
            type: ApplicationCommandOptionType.String,
            required: true,
            min_length: 1,
            max_length: 60,
          },
          {
            name: 'ends',
            description: 'Its last day (2026-12-24, UTC); left out, it goes on until /season end',
            type: ApplicationCommandOptionType.String,
            autocomplete: true,
            max_length: 20,
          },
        ],
      },
      {
        name: 'end',
        description:
          'End the season that is on: its standings are final then (for those who may manage the server)',
        type: ApplicationCommandOptionType.Subcommand,
      },
    ],
  },
  help: 'Seasons of this server: standings from a start to an end, and the final ones of earlier seasons.',
  execute,
  autocomplete,
};

async function execute(interaction: CommandInteraction, context: Context): Promise<void> {
  if (!interaction.isChatInputCommand()) throw new TypeError('/season is a chat input command');
  const subcommand = interaction.options.getSubcommand();
  if (subcommand === 'start') await start(interaction, context);
  else if (subcommand === 'end') await end(interaction, context);
  else await show(interaction, context);
}

async function show(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const typed = interaction.options.getString('season');
  const all = await context.store.seasons(serverOf(interaction));
  const found = typed === null ? all[0] : all.find(({ id, name }) => named(typed, id, name));
  if (found === undefined) throw typed === null ? noSeasons() : noSuchSeason();
  const asking = () => deferOnce(interaction, context, { ephemeral: true });
  const wanted = { span: `season-${found.id}`, deck: null, page: 0 };
  await reply(interaction, context, await board(interaction, context, wanted, asking), { ephemeral: true });
}

async function start(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const guildId = managed(interaction);
  const now = context.now();
  const typed = interaction.options.getString('ends');
  const begun = await context.store.startSeason({
    guildId,
    channelId: interaction.channelId,
    name: interaction.options.getString('name', true).trim(),
    endsAt: typed === null ? null : readEnd(typed, now),
    now,
  });
  await reply(interaction, context, seasonBegunMessage(begun), { ephemeral: false });
}

async function end(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const guildId = managed(interaction);
  const on = await context.store.seasonOn(guildId, context.now());
  if (on === undefined) throw noSeasonOn();
  await reply(interaction, context, askToEndMessage(on), { ephemeral: true });
}

/** What the button below `/season end` does: the standings are final, and told to everybody. */
export async function endNow(interaction: ButtonInteraction, context: Context, id: number): Promise<void> {
  const guildId = managed(interaction);
  const ended = await context.store.endSeason({ guildId, seasonId: id, now: context.now() });
  await deferOnce(interaction, context, { ephemeral: false });
  const message = await seasonEnd(context, interaction.client.rest, ended);
  await reply(interaction, context, message, { ephemeral: false });
}

function noSeasonOn(): UserError {
  return new UserError({
    identifier: 'no-season-on',
    message:
      'No season is on, or it has ended meanwhile. /season show has the standings; start one with /season start.',
  });
}

/** The server whose seasons this person may start and end. Throws UserError. */
function managed(interaction: ChatInputCommandInteraction | ButtonInteraction): string {
  const guildId = serverOf(interaction);
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true) return guildId;
  throw new UserError({
    identifier: 'not-a-manager',
    message:
      'Only people who manage this server (permission "Manage Server") can start and end its seasons. Ask one of them; /season show is for everybody.',
  });
}

async function autocomplete(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const typed = value.trim().toLocaleLowerCase('en');
  if (name === 'ends') {
    const today = Math.floor(context.now() / DAY);
    const days = LENGTHS.map((days) => {
      const day = isoDate((today + days) * DAY);
      return { name: `${day} (${days / 7} week${days === 7 ? '' : 's'})`, value: day };
    });
    await suggest(
      interaction,
      context,
      days.filter((each) => each.value.startsWith(typed)),
    );
    return;
  }
  const all = interaction.guildId === null ? [] : await context.store.seasons(interaction.guildId);
  await suggest(
    interaction,
    context,
    all
      .filter((each) => each.name.toLocaleLowerCase('en').includes(typed))
      .map((each) => ({ name: `${each.name} (${lastDayOf(each)})`, value: String(each.id) })),
  );
}

function named(typed: string, id: number, name: string): boolean {
  return typed === String(id) || typed.trim().toLocaleLowerCase('en') === name.toLocaleLowerCase('en');
}

function noSeasons(): UserError {
  return new UserError({
    identifier: 'no-season',
    message:
      'This server has had no season yet. Somebody who may manage it can start one with /season start; /leaderboard shows the points all the same.',
  });
}

function noSuchSeason(): UserError {
  return new UserError({
    identifier: 'no-such-season',
    message: "I don't know that season. Pick one from the list, or leave it out for the latest.",
  });
}
