import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Difficulty, DRILLS, drawDrill, drillCard } from '../../../src/study/drills/index.ts';
import { DECK_LIMITS, mark } from '../../../src/study/index.ts';

const golden: unknown = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8'));

/** Twelve hex digits over sixty questions: twelve seeds at each difficulty. */
function fingerprint(drill: (typeof DRILLS)[number]): string {
  const hash = createHash('sha256');
  for (let seed = 0; seed < 60; seed++)
    hash.update(JSON.stringify(drawDrill(drill, seed * 7919, ((seed % 5) + 1) as Difficulty)));
  return hash.digest('hex').slice(0, 12);
}

test('a version of a drill draws the questions it always drew', () => {
  // A drill that draws something else on purpose gets a new version, and its line in golden.json with it.
  // A link that moved asks nothing else: it changes the line alone.
  const now = Object.fromEntries(DRILLS.map((drill) => [`${drill.id}@${drill.version}`, fingerprint(drill)]));
  expect(now).toEqual(golden);
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
