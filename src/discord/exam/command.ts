import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { drawExam, sitting } from '../../play/exams.ts';
import type { Context } from '../context.ts';
import type { Command } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { defer, reply, suggest } from '../platform/respond.ts';
import { namedExam } from './named.ts';
import { giveRole } from './role.ts';
import { setRules } from './set.ts';
import { firstOpen, report, shownOf } from './show.ts';
import { listMessage, rulesMessage } from './view-list.ts';

function examOption(description: string): APIApplicationCommandBasicOption {
  return {
    name: 'exam',
    description,
    type: ApplicationCommandOptionType.String,
    autocomplete: true,
    max_length: 100,
  };
}

const SUBCOMMANDS = { start, open, rules, set: setRules } as const;

export const exam: Command = {
  data: {
    name: 'exam',
    description:
      'A mock exam against the clock, in private: nothing is said about right or wrong before the end',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: [
      {
        name: 'start',
        description: 'See what an exam is like, and begin it when you are ready',
        type: ApplicationCommandOptionType.Subcommand,
        options: [examOption('Which exam; the first one when left out')],
      },
      {
        name: 'open',
        description: 'Go on with your exam, or see the reports of earlier ones',
        type: ApplicationCommandOptionType.Subcommand,
      },
      {
        name: 'rules',
        description: 'How exams go, which there are, and what holds in this server',
        type: ApplicationCommandOptionType.Subcommand,
      },
      {
        name: 'set',
        description: 'For server managers: a role for passing, and a pause between two exams',
        type: ApplicationCommandOptionType.Subcommand,
        options: [
          {
            name: 'role',
            description: 'Who passes can have it; it must stand below my own role',
            type: ApplicationCommandOptionType.Role,
          },
          examOption('The exam that the role is for; any when left out'),
          {
            name: 'cool_down',
            description: 'Days between two exams of one person, 0 to 365; 0 for none',
            type: ApplicationCommandOptionType.Integer,
            min_value: 0,
            max_value: 365,
          },
          {
            name: 'no_role',
            description: 'Give no role any more',
            type: ApplicationCommandOptionType.Boolean,
          },
        ],
      },
    ],
  },
  help: 'A mock exam against the clock: `start`, `open` (go on, or see reports), `rules`. Server managers `set` a role for passing.',
  execute: async (interaction, context) => {
    if (!interaction.isChatInputCommand()) throw new TypeError('/exam is a chat input command');
    const name = interaction.options.getSubcommand() as keyof typeof SUBCOMMANDS;
    await SUBCOMMANDS[name](interaction, context);
  },
  autocomplete: completeExam,
};

async function start(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const { user, guildId, channelId, options } = interaction;
  const typed = options.getString('exam');
  const id = typed === null ? (context.exams.all[0]?.id ?? '') : namedExam(context.exams, typed).id;
  const on = await context.store.liveExam(user.id);
  // One whose time is over by now is in the way of nothing.
  if (on?.state === 'running') await sitting(context, { examId: on.id, userId: user.id });
  const drawn = await drawExam(context, { userId: user.id, guildId, channelId }, id, context.seed());
  const view = await sitting(context, { examId: drawn.id, userId: user.id });
  await reply(interaction, context, await shownOf(context, view, firstOpen(view)), { ephemeral: true });
}

/** The exam that is on; else the report that has news, else all of them. Roles that are owed are tried again first. */
async function open(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const { user, client } = interaction;
  const { store } = context;
  await defer(interaction, context, { ephemeral: true });
  const owed = await store.owedRoles(user.id);
  for (const each of owed) await giveRole(client.rest, context, each);
  const on = await store.liveExam(user.id);
  if (on !== undefined) {
    const view = await sitting(context, { examId: on.id, userId: user.id });
    if (view.exam.role?.state === 'owed') await giveRole(client.rest, context, view.exam);
    await reply(interaction, context, await shownOf(context, view, firstOpen(view)), { ephemeral: true });
    return;
  }
  const earlier = await store.earlierExams(user.id);
  // What became of a role stands in the report of its exam.
  const news = owed.at(-1) ?? earlier.find(({ result }) => result === null);
  const last = news ?? (earlier.length === 1 ? earlier[0] : undefined);
  if (last !== undefined) {
    const view = await sitting(context, { examId: last.id, userId: user.id });
    await reply(interaction, context, report(context, view), { ephemeral: true });
    return;
  }
  await reply(interaction, context, listMessage(earlier), { ephemeral: true });
}

async function rules(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const { guildId } = interaction;
  const own = guildId === null ? null : await context.store.examRules(guildId);
  await reply(interaction, context, rulesMessage(context.exams.all, own), { ephemeral: true });
}

async function completeExam(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const typed = interaction.options.getFocused().trim().toLowerCase();
  const found = context.exams.all.filter(({ id, title }) => `${id} ${title.toLowerCase()}`.includes(typed));
  await suggest(
    interaction,
    context,
    found.map(({ id, title }) => ({ name: title, value: id })),
  );
}
