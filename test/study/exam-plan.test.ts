import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExamPlanInput, examPlan, MOST_NEW } from '../../src/study/exam-plan.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { type Memory, NEW_MEMORY } from '../../src/study/schedule/memory.ts';
import { grade, retrievability } from '../../src/study/schedule/scheduler.ts';
import { SETTING_LIMITS } from '../../src/study/schedule/settings.ts';
import { propertyRuns } from '../property-runs.ts';

const TODAY = 20_500;
const OPTIONS = { zone: 'UTC', rollover: 4, retention: 0.9, card: 'a' };

/** A card that was recalled so often, ten days apart, the last time so many days ago. */
function learned(times: number, ago: number): Memory {
  let memory = NEW_MEMORY;
  for (let each = times - 1; each >= 0; each -= 1)
    memory = grade(memory, 'good', (TODAY - ago - 10 * each) * DAY + DAY / 2, OPTIONS);
  return memory;
}

const cards = (count: number): readonly Memory[] =>
  Array.from({ length: count }, (_, index) => learned(2 + (index % 4), 3 + (index % 9)));
const plan = (input: Partial<ExamPlanInput>) =>
  examPlan({ memories: cards(60), unmet: 0, today: TODAY, examDay: TODAY + 30, newPerDay: 20, ...input });

describe('the settings proposed for an exam', () => {
  test('introduce every new card in time, and keep the last days free of them', () => {
    // 28 days, of which a week is clear.
    expect(plan({ unmet: 210, examDay: TODAY + 28 })).toMatchObject({ newPerDay: 10, left: 0 });
    expect(plan({ unmet: 6, examDay: TODAY + 8 })).toMatchObject({ newPerDay: 1, left: 0 });
  });

  test('never propose more new cards a day than somebody can learn, and say for how many the days do not suffice', () => {
    const { newPerDay, left } = plan({ unmet: 500, examDay: TODAY + 10 });
    expect(newPerDay).toBe(MOST_NEW);
    expect(left).toBe(500 - MOST_NEW * 8);
  });

  test('keep the limit of new cards as it is where every card was met', () => {
    expect(plan({ newPerDay: 7 }).newPerDay).toBe(7);
  });

  test('expect more on the day than without a review, and less where there is less time', () => {
    const memories = cards(60);
    const examDay = TODAY + 30;
    const idle = memories.reduce((sum, memory) => sum + retrievability(memory, examDay), 0) / memories.length;
    expect(plan({ memories, examDay }).expected).toBeGreaterThan(idle + 0.02);
    expect(plan({ unmet: 900, examDay: TODAY + 12 }).expected).toBeLessThan(plan({ unmet: 900 }).expected);
  });

  test('ask for no higher retention on the eve of the exam, when no card comes back before it any more', () => {
    const fresh = Array.from({ length: 20 }, () => learned(5, 1));
    expect(plan({ memories: fresh, examDay: TODAY + 1 }).retention).toBe(SETTING_LIMITS.retention.least);
    expect(plan({ examDay: TODAY + 60 }).retention).toBeGreaterThan(0.9);
  });

  test('can always be set, whoever asks for them, and are the same for the same input', () => {
    const input = fc.record({
      memories: fc.array(fc.record({ times: fc.integer({ min: 1, max: 6 }), ago: fc.nat(400) }), {
        maxLength: 25,
      }),
      unmet: fc.nat(2000),
      days: fc.integer({ min: 1, max: 700 }),
      newPerDay: fc.nat(999),
    });
    fc.assert(
      fc.property(input, ({ memories, unmet, days, newPerDay }) => {
        const given = {
          memories: memories.map(({ times, ago }) => learned(times, ago)),
          unmet,
          today: TODAY,
          examDay: TODAY + days,
          newPerDay,
        };
        const made = examPlan(given);
        for (const name of ['newPerDay', 'reviewsPerDay', 'retention'] as const) {
          const { least, most } = SETTING_LIMITS[name];
          expect(made[name]).toBeGreaterThanOrEqual(least);
          expect(made[name]).toBeLessThanOrEqual(most);
        }
        expect(Number.isInteger(made.newPerDay) && Number.isInteger(made.reviewsPerDay)).toBe(true);
        expect(made.expected).toBeGreaterThanOrEqual(0);
        expect(made.expected).toBeLessThanOrEqual(1);
        expect(examPlan(given)).toEqual(made);
      }),
      { numRuns: propertyRuns(50) },
    );
  });
});
