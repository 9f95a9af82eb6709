import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { daysOf } from '../../play/group.ts';
import { learnerDay } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import type { Command } from '../platform/command.ts';
import { serversOnly } from '../platform/reach.ts';
import { defer, reply, suggest } from '../platform/respond.ts';
import { zoneChoices } from '../platform/time-zones.ts';
import { examChoices, setExam } from './exam-day.ts';
import { dropWhoLeft } from './left.ts';
import { groupServer, managedGroup } from './place.ts';
import { joined, personOf } from './routes.ts';
import { propose, shownGroup } from './show.ts';
import { examSetMessage } from './view-group.ts';
import { leftMessage } from './view-member.ts';

type Run = (interaction: ChatInputCommandInteraction, context: Context) => Promise<void>;

const SUBCOMMANDS: Readonly<Record<'show' | 'join' | 'leave' | 'exam', Run>> = {
  show,
  join: async (interaction, context) => {
    await reply(interaction, context, await joined(interaction, context), { ephemeral: true });
  },
  leave: async (interaction, context) => {
    const wasThere = await context.store.leaveGroup(personOf(interaction));
    await reply(interaction, context, leftMessage(wasThere), { ephemeral: true });
  },
  exam: examDay,
};

export const group: Command = {
  data: {
    name: 'group',
    description: 'What this study group remembers together, and what it is about to forget',
    type: ApplicationCommandType.ChatInput,
    ...serversOnly(),
    options: [
      {
        name: 'show',
        description: 'The memory of the group as a picture: by topic, today and on the day of the exam',
        type: ApplicationCommandOptionType.Subcommand,
      },
      {
        name: 'join',
        description: 'Let your memory count in it: others see means over three people or more, rounded',
        type: ApplicationCommandOptionType.Subcommand,
      },
      {
        name: 'leave',
        description: 'Your memory counts no more, and you are not named',
        type: ApplicationCommandOptionType.Subcommand,
      },
      {
        name: 'exam',
        description: 'Set the exam day of the group (for those who manage the server)',
        type: ApplicationCommandOptionType.Subcommand,
        options: [
          {
            name: 'date',
            description: 'The day of the exam: year-month-day, for instance 2026-12-24; or "off"',
            type: ApplicationCommandOptionType.String,
            required: true,
            autocomplete: true,
            max_length: 20,
          },
          {
            name: 'zone',
            description: 'The time zone of the group: type a city, for instance Berlin',
            type: ApplicationCommandOptionType.String,
            autocomplete: true,
            max_length: 60,
          },
        ],
      },
    ],
  },
  help: 'What the group remembers, and what it is about to forget. `join` lets your memory count in it; managers set the day of the `exam`.',
  execute: async (interaction, context) => {
    if (!interaction.isChatInputCommand()) throw new TypeError('/group is a chat input command');
    const name = interaction.options.getSubcommand() as keyof typeof SUBCOMMANDS;
    await SUBCOMMANDS[name](interaction, context);
  },
  autocomplete: complete,
};

async function show(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const guildId = groupServer(interaction);
  // Where many have joined it takes a while, and so does the first picture.
  await defer(interaction, context, { ephemeral: false });
  await dropWhoLeft(interaction.client.rest, context, guildId);
  await reply(interaction, context, await shownGroup(context, guildId), { ephemeral: false });
  await propose(interaction, context, personOf(interaction));
}

async function examDay(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const guildId = managedGroup(interaction);
  const { options, user } = interaction;
  const typed = { day: options.getString('date'), zone: options.getString('zone') };
  const set = await setExam(context, { guildId, userId: user.id }, typed);
  const days = daysOf(set, context.now());
  await reply(interaction, context, examSetMessage({ group: set, days }), { ephemeral: false });
}

/** Completes `date` and `zone`. */
async function complete(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const now = context.now();
  if (name === 'zone') return suggest(interaction, context, zoneChoices(value, now));
  const today = learnerDay(now, await context.store.settings(interaction.user.id));
  return suggest(interaction, context, examChoices(value, today));
}
