import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { type ScheduleSettings, SETTING_LIMITS } from '../../study/schedule/settings.ts';
import type { Context } from '../context.ts';
import type { Command, CommandInteraction } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { reply } from '../platform/respond.ts';
import { typedZone } from '../platform/time-zones.ts';
import { changedSettings, type Wanted } from './change.ts';
import { completeSettings, typedRetention } from './options.ts';
import { clockHour } from './view.ts';

export const settings: Command = {
  data: {
    name: 'settings',
    description: 'Your time zone, daily limits, retention, reminders, breaks and leaderboards',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: [
      {
        name: 'zone',
        description: 'Your time zone: type a city, for instance Berlin',
        type: ApplicationCommandOptionType.String,
        autocomplete: true,
        max_length: 60,
      },
      {
        name: 'rollover',
        description: 'The hour (0 to 23) at which your day begins; 4 unless you change it',
        type: ApplicationCommandOptionType.Integer,
        ...bounds(SETTING_LIMITS.rollover),
      },
      {
        name: 'new_cards',
        description: 'New cards a day; 20 unless you change it',
        type: ApplicationCommandOptionType.Integer,
        ...bounds(SETTING_LIMITS.newPerDay),
      },
      {
        name: 'reviews',
        description: 'Reviews a day; 200 unless you change it',
        type: ApplicationCommandOptionType.Integer,
        ...bounds(SETTING_LIMITS.reviewsPerDay),
      },
      {
        name: 'retention',
        description: 'Desired retention, 80 % to 97 %: higher means more reviews; 90 % unless you change it',
        type: ApplicationCommandOptionType.String,
        autocomplete: true,
        max_length: 20,
      },
      {
        name: 'reminder',
        description: 'A direct message at this hour of your clock, on days with cards due',
        type: ApplicationCommandOptionType.String,
        choices: [
          { name: 'Off', value: 'off' },
          ...Array.from({ length: 24 }, (_, hour) => ({ name: clockHour(hour), value: String(hour) })),
        ],
      },
      {
        name: 'break_until',
        description: 'The last day of a break (2026-12-24): no reminders, your streak is kept; or "end"',
        type: ApplicationCommandOptionType.String,
        autocomplete: true,
        max_length: 20,
      },
      {
        name: 'board',
        description:
          'Off: nobody sees you on boards or in seasons, earlier ones too; players of a match you join do',
        type: ApplicationCommandOptionType.String,
        choices: [
          { name: 'On', value: 'on' },
          { name: 'Off', value: 'off' },
        ],
      },
    ],
  },
  help: 'Your time zone, daily limits, reminder and breaks, and whether others see you on boards.',
  execute,
  autocomplete: completeSettings,
};

async function execute(interaction: CommandInteraction, context: Context): Promise<void> {
  if (!interaction.isChatInputCommand()) throw new TypeError('/settings is a chat input command');
  const now = context.now();
  const wanted: Wanted = {
    schedule: scheduleOf(interaction, now),
    reminder: interaction.options.getString('reminder'),
    breakUntil: interaction.options.getString('break_until'),
    onBoards: onBoards(interaction.options.getString('board')),
  };
  const shown = await changedSettings(context, interaction.user.id, wanted);
  await reply(interaction, context, shown, { ephemeral: true });
}

/** `on`, `off`; null for anything else, which Discord's client does not send. */
function onBoards(chosen: string | null): boolean | null {
  return chosen === 'on' || chosen === 'off' ? chosen === 'on' : null;
}

/** What was typed into the options of the schedule; those left out are absent. */
function scheduleOf({ options }: ChatInputCommandInteraction, now: number): Partial<ScheduleSettings> {
  const zone = options.getString('zone');
  // A client that has not heard yet that this is text now sends a number.
  const retention = options.get('retention')?.value;
  const numbers = {
    rollover: options.getInteger('rollover'),
    newPerDay: options.getInteger('new_cards'),
    reviewsPerDay: options.getInteger('reviews'),
  };
  return {
    ...(zone === null ? {} : { zone: typedZone(zone, now) }),
    ...(retention == null ? {} : { retention: typedRetention(String(retention)) }),
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== null)),
  };
}

function bounds({ least, most }: { readonly least: number; readonly most: number }) {
  return { min_value: least, max_value: most };
}
