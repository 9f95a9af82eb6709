import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DAY,
  dayStart,
  HOUR,
  isZone,
  learnerDay,
  MINUTE,
  shift,
  unshift,
  zoneOffset,
} from '../../../src/study/schedule/day.ts';
import { propertyRuns } from '../../property-runs.ts';

const BERLIN = { zone: 'Europe/Berlin', rollover: 4 };

describe('a zone’s offset', () => {
  test.each([
    ['UTC', '2026-07-01T00:00Z', 0],
    ['Europe/Berlin', '2026-01-01T00:00Z', 60],
    ['Europe/Berlin', '2026-07-01T00:00Z', 120],
    ['Asia/Kathmandu', '2026-01-01T00:00Z', 345],
    ['America/St_Johns', '2026-01-01T00:00Z', -210],
    ['Pacific/Kiritimati', '2026-01-01T00:00Z', 840],
  ])('%s at %s is %i minutes', (zone, at, minutes) => {
    expect(zoneOffset(Date.parse(at), zone)).toBe(minutes * MINUTE);
  });

  test('changes at the very millisecond the clocks do', () => {
    const change = Date.parse('2026-03-29T01:00Z');
    expect(zoneOffset(change - 1, 'Europe/Berlin')).toBe(HOUR);
    expect(zoneOffset(change, 'Europe/Berlin')).toBe(2 * HOUR);
  });

  test('is refused for what is no zone and no moment', () => {
    expect(() => zoneOffset(0, 'Mars/Olympus')).toThrow(RangeError);
    expect(() => zoneOffset(Number.NaN, 'UTC')).toThrow(RangeError);
    expect(isZone('Mars/Olympus')).toBe(false);
    expect(isZone('Asia/Tokyo')).toBe(true);
  });
});

describe('a learner’s day', () => {
  test('begins at the roll-over on the wall clock, in winter and in summer', () => {
    expect(
      new Date(dayStart(learnerDay(Date.parse('2026-01-10T12:00Z'), BERLIN), BERLIN)).toISOString(),
    ).toBe('2026-01-10T03:00:00.000Z');
    expect(
      new Date(dayStart(learnerDay(Date.parse('2026-07-10T12:00Z'), BERLIN), BERLIN)).toISOString(),
    ).toBe('2026-07-10T02:00:00.000Z');
  });

  test('changes between one millisecond and the next', () => {
    const start = Date.parse('2026-01-10T03:00Z');
    expect(learnerDay(start, BERLIN)).toBe(learnerDay(start - 1, BERLIN) + 1);
  });

  test('is 23 hours long when the clocks go forward and 25 when they go back', () => {
    const length = (date: string) => {
      const day = learnerDay(Date.parse(date), BERLIN);
      return (dayStart(day + 1, BERLIN) - dayStart(day, BERLIN)) / HOUR;
    };
    expect(length('2026-03-28T12:00Z')).toBe(23);
    expect(length('2026-10-24T12:00Z')).toBe(25);
    expect(length('2026-10-25T12:00Z')).toBe(24);
  });

  test('that should begin in the hour the clocks skip begins when they have', () => {
    const clock = { zone: 'Europe/Berlin', rollover: 2 };
    const day = Date.UTC(2026, 2, 29) / DAY;
    expect(new Date(dayStart(day, clock)).toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(learnerDay(Date.parse('2026-03-29T01:00Z'), clock)).toBe(day);
    expect(learnerDay(Date.parse('2026-03-29T00:59:59.999Z'), clock)).toBe(day - 1);
  });

  test('that a country skips, as Samoa did 30 December 2011, is over as it begins', () => {
    const apia = { zone: 'Pacific/Apia', rollover: 4 };
    const skipped = Date.UTC(2011, 11, 30) / DAY;
    const last = Date.parse('2011-12-30T09:59Z'); // 23:59 on the 29th there; a minute later it is the 31st
    expect(learnerDay(last, apia)).toBe(skipped - 1);
    expect(learnerDay(last + MINUTE, apia)).toBe(skipped);
    expect(learnerDay(last + 4 * HOUR + MINUTE, apia)).toBe(skipped + 1);
    expect(dayStart(skipped + 1, apia)).toBe(last + 4 * HOUR + MINUTE);
  });

  test.each([
    // São Paulo's clocks went from 00:00 to 01:00 and back from 00:00 to 23:00.
    ['America/Sao_Paulo', 0, '2018-11-04', '2018-11-04T03:00Z'],
    ['America/Sao_Paulo', 23, '2018-02-17', '2018-02-18T01:00Z'],
    // Lord Howe moves by half an hour.
    ['Australia/Lord_Howe', 2, '2026-10-04', '2026-10-03T15:30Z'],
    ['Australia/Lord_Howe', 4, '2026-10-04', '2026-10-03T17:00Z'],
    ['Asia/Kolkata', 4, '2026-03-02', '2026-03-01T22:30Z'],
    ['America/St_Johns', 4, '2026-03-08', '2026-03-08T06:30Z'],
    ['America/Havana', 0, '2026-03-08', '2026-03-08T05:00Z'],
  ])('in %s, beginning at %i, on %s begins at %s', (zone, rollover, date, start) => {
    const clock = { zone, rollover };
    const day = Date.parse(date) / DAY;
    expect(new Date(dayStart(day, clock)).toISOString()).toBe(new Date(start).toISOString());
    expect(learnerDay(Date.parse(start), clock)).toBe(day);
    expect(learnerDay(Date.parse(start) - 1, clock)).toBe(day - 1);
  });

  test('starts where it says, everywhere and always', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const years = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 23 }), years, (zone, rollover, at) => {
        const clock = { zone, rollover };
        const day = learnerDay(at, clock);
        const start = dayStart(day, clock);
        expect(learnerDay(start, clock)).toBe(day);
        expect(learnerDay(unshift(shift(at, clock), clock), clock)).toBe(day);
        expect(Math.abs(at - start)).toBeLessThan(2 * DAY);
      }),
      { numRuns: propertyRuns() },
    );
  });
});
