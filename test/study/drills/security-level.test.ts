import { expect, test } from 'vitest';
import { levelDrill, levelText } from '../../../src/study/drills/security-level.ts';
import { acceptedPodOf, expectFair, measure, SEEDS } from './properties.ts';

test(`the level and the reason are those of Pod Security admission, over ${SEEDS} seeds`, () => {
  const levels = new Set<string>();
  const reasons = new Set<string>();
  const measured = measure(levelDrill, (question) => {
    const { level, restricted } = acceptedPodOf(question).security;
    if (level === null) throw new Error('a level that is not known');
    levels.add(level);
    for (const each of restricted) reasons.add(each);
    expect(restricted.length).toBeLessThan(2);
    return [levelText(level, restricted[0])];
  });
  expectFair(measured);
  expect([...levels].sort()).toEqual(['baseline', 'privileged', 'restricted']);
  expect(reasons.size).toBe(5);
});
