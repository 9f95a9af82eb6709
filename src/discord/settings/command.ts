import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { SettingsChange } from '../../store/store.ts';
import { learnerDay } from '../../study/schedule/day.ts';
import { type ScheduleSettings, SETTING_LIMITS } from '../../study/schedule/settings.ts';
import type { Context } from '../context.ts';
import type { Command, CommandInteraction } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { reply } from '../platform/respond.ts';
import { completeSettings, readBreak, readZone } from './options.ts';
import { clockHour, settingsMessage } from './view.ts';

export const settings: Command = {
  data: {
    name: 'settings',
    description: 'Your time zone, daily limits, retention, reminders and breaks',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: [
      {
        name: 'zone',
        description: 'Your time zone: type a region or a city',
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
        description: 'Desired retention, 0.80 to 0.97: higher means more reviews; 0.90 unless you change it',
        type: ApplicationCommandOptionType.Number,
        ...bounds(SETTING_LIMITS.retention),
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
    ],
  },
  help: 'Your time zone, daily limits, reminder and breaks.',
  execute,
  autocomplete: completeSettings,
};

async function execute(interaction: CommandInteraction, context: Context): Promise<void> {
  if (!interaction.isChatInputCommand()) throw new TypeError('/settings is a chat input command');
  const { store } = context;
  const userId = interaction.user.id;
  const now = context.now();
  const schedule = scheduleOf(interaction);
  const reminder = interaction.options.getString('reminder');
  const until = interaction.options.getString('break_until');
  const clock = until === null ? undefined : { ...(await store.settings(userId)), ...schedule };
  const change: SettingsChange = {
    ...(Object.keys(schedule).length === 0 ? {} : { schedule }),
    ...(until === null || clock === undefined
      ? {}
      : { breakUntil: readBreak(until, learnerDay(now, clock)) }),
    ...(reminder === null ? {} : { remindAt: reminder === 'off' ? null : Number(reminder) }),
  };
  const saved = Object.keys(change).length > 0;
  const set = saved
    ? await store.changeSettings(userId, change, now)
    : await store.learnerSettings(userId, now);
  await reply(interaction, context, settingsMessage({ ...set, saved, now }), { ephemeral: true });
}

/** What was typed into the options of the schedule; those left out are absent. */
function scheduleOf({ options }: ChatInputCommandInteraction): Partial<ScheduleSettings> {
  const zone = options.getString('zone');
  const numbers = {
    rollover: options.getInteger('rollover'),
    newPerDay: options.getInteger('new_cards'),
    reviewsPerDay: options.getInteger('reviews'),
    retention: options.getNumber('retention'),
  };
  return {
    ...(zone === null ? {} : { zone: readZone(zone) }),
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== null)),
  };
}

function bounds({ least, most }: { readonly least: number; readonly most: number }) {
  return { min_value: least, max_value: most };
}
