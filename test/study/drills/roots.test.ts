import { expect, test } from 'vitest';
import { rootsDrill } from '../../../src/study/drills/roots.ts';
import { acceptedPodOf, chiSquare, measure, SEEDS } from './properties.ts';

test(`the containers that count are those the engine starts as UID 0, over ${SEEDS} seeds`, () => {
  const places: Record<number, number[]> = {
    2: [0, 0],
    3: [0, 0, 0],
    4: [0, 0, 0, 0],
  };
  measure(
    rootsDrill,
    (question) => {
      const options = question.options ?? [];
      const counts = places[options.length];
      options.forEach((each, place) => {
        if (each.correct && counts !== undefined) counts[place] = (counts[place] ?? 0) + 1;
      });
      const roots = acceptedPodOf(question).containers.filter(
        ({ process, start }) => process.uid === 0 && start.verdict === 'starts',
      );
      return roots.map((each) => each.name);
    },
    [1, 4],
  );
  for (const counts of Object.values(places)) {
    expect(Math.min(...counts)).toBeGreaterThan(SEEDS * 0.03);
    expect(chiSquare(counts)).toBeLessThan(18.5);
  }
});
