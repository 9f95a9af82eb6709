import { describe, expect, test } from 'vitest';
import { altText } from '../../src/pictures/alt-text.ts';
import { count, trueRetention } from '../../src/pictures/figures.ts';
import { SAMPLES } from './samples.ts';

describe('the alternative text', () => {
  test('says what the picture of a busy year shows', () => {
    expect(altText(SAMPLES.busyYear)).toBe(
      'Reviews in the last 26 weeks: 4,305 on 160 days; most on 5 Jun 2026: 40; today: 25. ' +
        'Due in the next 30 days: 333; today: 24; the six days after: 18, 21, 16, 12, 19, 15; ' +
        '3 Dec to 9 Dec: 86; 10 Dec to 16 Dec: 62; 17 Dec to 23 Dec: 48; 24 Dec to 25 Dec: 12. ' +
        'True retention in the last 30 days: 94 % (goal 90 %), by month: Dec 2025 83 %, Jan 2026 85 %, Feb 88 %, ' +
        'Mar 90 %, Apr 87 %, May 91 %, Jun 92 %, Jul 94 %, Aug 92 %, Sep 93 %, Oct 95 %, Nov 94 %. ' +
        'Cards: 192; learning 7, young 61, mature 118, suspended 6.',
    );
  });

  test('says so where there is nothing yet', () => {
    expect(altText(SAMPLES.nobody)).toBe(
      'Reviews in the last 26 weeks: none. Due in the next 30 days: nothing. ' +
        'True retention: no reviews of learned cards yet (goal 90 %). Cards: none yet.',
    );
  });

  test('counts its weeks as the calendar does: from the Monday 25 weeks before this one', () => {
    const monday = SAMPLES.nobody.today - 3 - 7 * 25;
    const days = [
      { day: monday - 1, answered: 100 },
      { day: monday, answered: 7 },
      { day: SAMPLES.nobody.today + 1, answered: 100 },
    ];
    expect(altText({ ...SAMPLES.nobody, days })).toContain('26 weeks: 7 on 1 day; most on 1 Jun 2026: 7;');
  });

  test('fits with the largest numbers there are', () => {
    expect(altText(SAMPLES.enormous).length).toBeLessThan(1024);
  });
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [99_999, '99,999'],
  [100_000, '100k'],
  [999_999, '999k'],
  [1_250_000, '1.2M'],
  [12_300_000, '12M'],
  [Number.MAX_SAFE_INTEGER, '9,007T'],
])('the count %d is written %s', (value, written) => {
  expect(count(value)).toBe(written);
});

test('true retention is of all reviews of learned cards, and 100 only when none was forgotten', () => {
  expect(trueRetention({ recalled: 9, forgotten: 1 })).toBe(90);
  expect(trueRetention({ recalled: 999, forgotten: 1 })).toBe(99);
  expect(trueRetention({ recalled: 999, forgotten: 0 })).toBe(100);
  expect(trueRetention({ recalled: 1, forgotten: 999 })).toBe(1);
  expect(trueRetention({ recalled: 0, forgotten: 0 })).toBeUndefined();
});
