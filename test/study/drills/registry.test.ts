import { expect, test } from 'vitest';
import { changed, fingerprints, kept } from '../../../scripts/generate-drill-fingerprints.ts';
import { DRILLS, drawDrill, drillCard } from '../../../src/study/drills/index.ts';
import { DECK_LIMITS, mark } from '../../../src/study/index.ts';

test('a version of a drill draws the questions it always drew (npm run renew:drills)', () => {
  expect(fingerprints()).toEqual(kept());
});

test('a version that draws something else is found, a new version and a new drill are not', () => {
  const before = { 'uid@2': 'a', 'gid@2': 'b', 'old@1': 'c' };
  expect(changed(before, { 'uid@2': 'a', 'gid@2': 'other', 'uid@3': 'd', 'new@1': 'e' })).toEqual(['gid@2']);
});

test('every drill is a card of its own', () => {
  expect(new Set(DRILLS.map(drillCard)).size).toBe(DRILLS.length);
  for (const drill of DRILLS) {
    expect(drillCard(drill)).toMatch(/^drill\/[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(drill.topic.length).toBeLessThanOrEqual(DECK_LIMITS.topic);
  }
});

test('the same seed draws the same question, another seed another one', () => {
  for (const drill of DRILLS) {
    const one = drawDrill(drill, 4711, 3);
    expect(drawDrill(drill, 4711, 3)).toEqual(one);
    expect(drawDrill(drill, 4712, 3)).not.toEqual(one);
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
  }
});

test('grading takes exactly the right options', () => {
  for (const drill of DRILLS) {
    const question = drawDrill(drill, 12, 4);
    const options = question.options ?? [];
    const keys = options.filter((each) => each.correct).map((each) => each.key);
    expect(mark(question, { kind: 'options', keys }).correct).toBe(true);
    for (const wrong of options.filter((each) => !each.correct))
      expect(mark(question, { kind: 'options', keys: [wrong.key] }).correct).toBe(false);
  }
});
