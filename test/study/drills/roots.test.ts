import { expect, test } from 'vitest';
import { rootsDrill } from '../../../src/study/drills/roots.ts';
import { acceptedPodOf, chiSquare, measure, SEEDS } from './properties.ts';

test(`the containers that count are those the engine runs as UID 0, over ${SEEDS} seeds`, () => {
  const places: Record<number, number[]> = {
    3: [0, 0, 0],
    4: [0, 0, 0, 0],
    5: [0, 0, 0, 0, 0],
  };
  measure(
    rootsDrill,
    (question) => {
      const options = question.options ?? [];
      const counts = places[options.length];
      options.forEach((each, place) => {
        if (each.correct && counts !== undefined) counts[place] = (counts[place] ?? 0) + 1;
      });
      const roots = acceptedPodOf(question).containers.filter((each) => each.process.uid === 0);
      return roots.map((each) => each.name);
    },
    [1, 4],
  );
  for (const counts of Object.values(places)) {
    expect(Math.min(...counts)).toBeGreaterThan(SEEDS * 0.05);
    expect(chiSquare(counts)).toBeLessThan(18.5);
  }
});
