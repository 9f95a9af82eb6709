import type { ApplicationCommandOptionChoiceData } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import { type Place, readZone, suggestZones } from '../../study/schedule/zones.ts';

/** Places named where several are meant. */
const MOST_PLACES = 10;

/** The IANA name of the time zone that a person typed: its own, or a city's. Throws UserError with what it may be. */
export function typedZone(typed: string, now: number): string {
  const read = readZone(typed);
  if (read.kind === 'zone') return read.zone;
  if (read.kind === 'several') {
    const lines = read.places.slice(0, MOST_PLACES).map((place) => `- ${placeLine(place, now)}`);
    const more = read.places.length > MOST_PLACES ? ['- and more'] : [];
    throw new UserError({
      identifier: 'several-zones',
      message: `Which one do you mean? Type its name, or the time zone:\n${[...lines, ...more].join('\n')}`,
    });
  }
  throw new UserError({
    identifier: 'no-such-zone',
    message:
      "I don't know that place. Type a large city in the same time zone and pick it from the list, for instance Berlin or New York.",
  });
}

/** Places that fit what was typed, each with its time zone and the time it is there. */
export function zoneChoices(typed: string, now: number): ApplicationCommandOptionChoiceData[] {
  return suggestZones(typed, 25).map((place) => ({ name: placeLine(place, now), value: place.zone }));
}

/** `Munich (Europe/Berlin, 13:04 now)` */
function placeLine({ name, zone }: Place, now: number): string {
  return `${name} (${zone}, ${wallTime(now, zone)} now)`;
}

/** What a clock on the wall reads in this zone: `13:04`. */
export function wallTime(at: number, zone: string): string {
  const format = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(at);
}
