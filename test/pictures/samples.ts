import type { LearnerProgress } from '../../src/pictures/index.ts';
import { DAY } from '../../src/study/schedule/day.ts';

/** Thursday 2026-11-26. */
const TODAY = Date.UTC(2026, 10, 26) / DAY;

const NOTHING: LearnerProgress = {
  today: TODAY,
  days: [],
  forecast: new Array<number>(30).fill(0),
  retention: [],
  recent: { recalled: 0, forgotten: 0 },
  desiredRetention: 0.9,
  cards: { learning: 0, young: 0, mature: 0, suspended: 0 },
};

function forecastOf(...due: readonly number[]): readonly number[] {
  return NOTHING.forecast.map((_, ahead) => due[ahead] ?? 0);
}

/** Small, seeded, even enough for a picture. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function daysOf(seed: number, studies: (ago: number, roll: () => number) => number) {
  const roll = dice(seed);
  return Array.from({ length: 365 }, (_, index) => 364 - index)
    .map((ago) => ({ day: TODAY - ago, answered: Math.round(studies(ago, roll)) }))
    .filter(({ answered }) => answered > 0);
}

const MONTHS = [12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(
  (month) => `${month === 12 ? 2025 : 2026}-${String(month).padStart(2, '0')}`,
);

/** Learners as they are, by name; plain data, so that their pictures are always the same. */
export const SAMPLES = {
  nobody: NOTHING,
  firstAnswer: {
    ...NOTHING,
    days: [{ day: TODAY, answered: 1 }],
    forecast: forecastOf(1),
    cards: { ...NOTHING.cards, learning: 1 },
  },
  firstWeeks: {
    ...NOTHING,
    days: daysOf(3, (ago, roll) => (ago < 17 && roll() < 0.8 ? 5 + 20 * roll() : 0)),
    forecast: forecastOf(9, 6, 8, 3, 5, 4, 0, 2, 3, 6, 4, 0, 1, 2, 0, 0, 1, 3, 0, 2),
    retention: [{ month: '2026-11', recalled: 61, forgotten: 9 }],
    recent: { recalled: 61, forgotten: 9 },
    cards: { learning: 14, young: 46, mature: 0, suspended: 0 },
  },
  busyYear: {
    ...NOTHING,
    days: daysOf(7, (ago, roll) => (roll() < 0.1 ? 0 : (ago % 7 < 2 ? 8 : 22) + 18 * roll())),
    forecast: forecastOf(
      ...[24, 18, 21, 16, 12, 19, 15, 13, 17, 11, 14, 9, 12, 10, 8],
      ...[13, 9, 7, 11, 8, 6, 9, 7, 5, 8, 6, 9, 4, 7, 5],
    ),
    retention: MONTHS.map((month, index) => ({
      month,
      recalled: [83, 85, 88, 90, 87, 91, 92, 94, 92, 93, 95, 94][index] ?? 0,
      forgotten: [17, 15, 12, 10, 13, 9, 8, 6, 8, 7, 5, 6][index] ?? 0,
    })),
    recent: { recalled: 188, forgotten: 12 },
    cards: { learning: 7, young: 61, mature: 118, suspended: 6 },
  },
  afterABreak: {
    ...NOTHING,
    days: daysOf(11, (ago, roll) =>
      ago > 240 || (ago > 20 && ago < 110) || roll() < 0.4 ? 0 : 4 + 12 * roll(),
    ),
    forecast: forecastOf(96, 4, 3, 5, 2, 3, 1, 2, 2, 4, 1, 0, 3, 1, 2, 0, 0, 1),
    retention: ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-11'].map((month, index) => ({
      month,
      recalled: [30, 52, 47, 61, 20, 31][index] ?? 0,
      forgotten: [2, 6, 5, 4, 0, 24][index] ?? 0,
    })),
    recent: { recalled: 31, forgotten: 24 },
    cards: { learning: 12, young: 84, mature: 40, suspended: 2 },
  },
  onlySuspended: { ...NOTHING, cards: { ...NOTHING.cards, suspended: 3 } },
  enormous: {
    ...NOTHING,
    days: daysOf(5, (_, roll) => 1e6 * roll()),
    forecast: NOTHING.forecast.map((_, ahead) => Number.MAX_SAFE_INTEGER - ahead),
    retention: MONTHS.map((month) => ({ month, recalled: Number.MAX_SAFE_INTEGER, forgotten: 1 })),
    recent: { recalled: 1, forgotten: Number.MAX_SAFE_INTEGER },
    desiredRetention: 0.97,
    cards: { learning: 1, young: 99_999, mature: 123_456_789, suspended: 1e15 },
  },
} satisfies Readonly<Record<string, LearnerProgress>>;
