import { describe, expect, test } from 'vitest';
import { clockTime, dateIn, dateStart, momentOf, readClock } from '../../../src/study/schedule/clock-time.ts';
import { DAY, HOUR, MINUTE } from '../../../src/study/schedule/day.ts';

const date = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY;
const iso = (at: number): string => new Date(at).toISOString().replace('.000', '');

describe('a time of day on the clocks of a zone', () => {
  test.each([
    ['Europe/Berlin', '2026-01-15', 9 * 60, '2026-01-15T08:00:00Z'],
    ['Europe/Berlin', '2026-07-15', 9 * 60, '2026-07-15T07:00:00Z'],
    // Skipped: from 02:00 on it is 03:00.
    ['Europe/Berlin', '2026-03-29', 2 * 60 + 30, '2026-03-29T01:00:00Z'],
    ['America/New_York', '2026-03-08', 2 * 60, '2026-03-08T07:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', 2 * 60 + 15, '2026-10-03T15:30:00Z'],
    ['Pacific/Chatham', '2026-09-27', 2 * 60 + 50, '2026-09-26T14:00:00Z'],
    // Twice: the first time.
    ['Europe/Berlin', '2026-10-25', 2 * 60 + 30, '2026-10-25T00:30:00Z'],
    ['America/New_York', '2026-11-01', 60 + 30, '2026-11-01T05:30:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', 60 + 45, '2026-04-04T14:45:00Z'],
    // No midnight: the day begins at 01:00.
    ['Africa/Cairo', '2026-04-24', 0, '2026-04-23T22:00:00Z'],
    // The date ends in the gap: its last minute is 22:59.
    ['America/Nuuk', '2026-03-28', 23 * 60 + 30, '2026-03-29T00:59:00Z'],
  ] as const)('%s %s, minute %i', (zone, day, minute, expected) => {
    const at = momentOf(date(day), minute, zone);
    expect(iso(at)).toBe(expected);
    expect(dateIn(zone, at)).toBe(date(day));
  });

  test('of a date that a zone leaves out is the first moment after it', () => {
    const at = momentOf(date('2011-12-30'), 9 * 60, 'Pacific/Apia');
    expect(iso(at)).toBe('2011-12-30T10:00:00Z');
    expect(dateIn('Pacific/Apia', at)).toBe(date('2011-12-31'));
  });

  test.each(['Europe/Berlin', 'America/New_York', 'Pacific/Chatham', 'Australia/Lord_Howe', 'Asia/Gaza'])(
    'is, on every date of a year in %s, what looking at the wall clock minute by minute finds',
    (zone) => {
      const wall = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
      for (let day = date('2026-01-01'); day < date('2027-01-01'); day += 1) {
        const start = dateStart(day, zone);
        expect(dateIn(zone, start)).toBe(day);
        expect(dateIn(zone, start - MINUTE)).toBe(day - 1);
        for (const minute of [0, 2 * 60 + 20, 3 * 60, 20 * 60]) {
          const at = momentOf(day, minute, zone);
          const shown = wall.format(at);
          if (shown !== clockTime(minute)) {
            // Skipped: a minute earlier the clock stood before it, now behind it.
            expect(wall.format(at - MINUTE) < clockTime(minute) || minute < 60).toBe(true);
            expect(shown > clockTime(minute)).toBe(true);
          }
          // Not the second time of two.
          expect(wall.format(at - HOUR)).not.toBe(shown);
          expect(wall.format(at - HOUR / 2)).not.toBe(shown);
        }
      }
    },
  );
});

test('a time is read as people type it', () => {
  const read = ['9:30', '09.30', '18', '18h', '7h15', '9 am', '12 am', '12 PM', '9:30pm', ' 0:00 '].map(
    (typed) => {
      const minute = readClock(typed);
      return minute === undefined ? undefined : clockTime(minute);
    },
  );
  expect(read).toEqual([
    '09:30',
    '09:30',
    '18:00',
    '18:00',
    '07:15',
    '09:00',
    '00:00',
    '12:00',
    '21:30',
    '00:00',
  ]);
  for (const odd of ['', '24:00', '9:60', '13 pm', '0 am', 'noon', '9:3', '-1', '1e1', '09:30:00'])
    expect(readClock(odd)).toBeUndefined();
});
