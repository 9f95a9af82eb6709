import type { ApplicationCommandOptionChoiceData, AutocompleteInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import { DAY, isZone, learnerDay } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { suggest } from '../platform/respond.ts';
import { isoDay, wallTime } from './view.ts';

/** Names in use that the machine's list knows only by an older one. */
const NEWER_NAMES = [
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Europe/Kyiv',
  'UTC',
];
const ZONES = [...new Set([...Intl.supportedValuesOf('timeZone'), ...NEWER_NAMES.filter(isZone)])].sort();
/** The choices of a break's end, in days from today. */
const BREAKS = [1, 2, 3, 7, 14, 21, 28];

/** The IANA name of a time zone as it is spelt, whatever case was typed. Throws UserError for an unknown one. */
export function readZone(typed: string): string {
  const wanted = zoneKey(typed);
  const zone = ZONES.find((each) => zoneKey(each) === wanted);
  if (zone !== undefined) return zone;
  throw new UserError({
    identifier: 'no-such-zone',
    message:
      'That time zone is not known. Type your region or a large city near you and pick one from the list, for instance Europe/Berlin.',
  });
}

/** The last day of a break (`2026-12-24`) as a learner's day; null for `end`. Throws UserError. */
export function readBreak(typed: string, today: number): number | null {
  if (/^(end|off|none)$/i.test(typed.trim())) return null;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(typed.trim())
    ? Date.parse(`${typed.trim()}T00:00:00Z`)
    : Number.NaN;
  const day = date / DAY;
  if (Number.isNaN(date) || isoDay(day) !== typed.trim()) {
    throw new UserError({
      identifier: 'not-a-date',
      message: `That is not a day. Give the last day of the break as year-month-day, for instance ${isoDay(today + 7)}, or "end".`,
    });
  }
  if (day >= today) return day;
  throw new UserError({
    identifier: 'break-in-the-past',
    message: `${isoDay(day)} is over: today is ${isoDay(today)} for you. Give a day that is still to come, or "end".`,
  });
}

/** Completes `zone` and `break_until`. */
export async function completeSettings(
  interaction: AutocompleteInteraction,
  context: Context,
): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const now = context.now();
  if (name === 'zone') await suggest(interaction, context, zoneChoices(value, now));
  else {
    const settings = await context.store.settings(interaction.user.id);
    await suggest(interaction, context, breakChoices(value.trim(), learnerDay(now, settings)));
  }
}

/** Zones that hold what was typed, those whose city begins with it first, each with the time it is there. */
function zoneChoices(typed: string, now: number): ApplicationCommandOptionChoiceData[] {
  const wanted = zoneKey(typed);
  const city = (zone: string): boolean => zoneKey(zone.split('/').at(-1) ?? zone).startsWith(wanted);
  return ZONES.filter((zone) => zoneKey(zone).includes(wanted))
    .sort((a, b) => Number(city(b)) - Number(city(a)))
    .slice(0, 25)
    .map((zone) => ({ name: `${zone} (${wallTime(now, zone)} now)`, value: zone }));
}

function breakChoices(typed: string, today: number): ApplicationCommandOptionChoiceData[] {
  const days = BREAKS.map((days) => {
    const value = isoDay(today + days);
    return { name: `Until ${value} (${days === 1 ? 'tomorrow' : `${days} days`})`, value };
  });
  const all = [...days, { name: 'End the break now', value: 'end' }];
  return all.filter(({ value }) => value.startsWith(typed.toLowerCase()));
}

function zoneKey(zone: string): string {
  return zone.trim().toLowerCase().replaceAll(' ', '_');
}
