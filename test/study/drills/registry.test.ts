import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changed, fingerprints, kept } from '../../../scripts/generate-drill-fingerprints.ts';
import { DRILLS, type Drill, drawDrill, drillCard } from '../../../src/study/drills/index.ts';
import type { ChoiceDraft, Draft } from '../../../src/study/drills/kit/drill.ts';
import { uidDrill } from '../../../src/study/drills/uid.ts';
import { DECK_LIMITS, mark } from '../../../src/study/index.ts';

test('a version of a drill draws the questions it always drew (npm run renew:drills)', () => {
  const [now, before] = [fingerprints(), kept()];
  const fresh = Object.keys(now).filter((name) => !Object.hasOwn(before, name));
  expect(fresh, `${fresh.join(', ')} is new: npm run renew:drills`).toEqual([]);
  const other = changed(before, now);
  expect(other, `${other.join(', ')} draws otherwise: raise its version, then npm run renew:drills`).toEqual(
    [],
  );
  expect(now, 'a version went: npm run renew:drills').toEqual(before);
});

test('a version that draws something else is found, a new version and a new drill are not', () => {
  const before = { 'uid@2': 'a', 'gid@2': 'b', 'old@1': 'c' };
  expect(changed(before, { 'uid@2': 'a', 'gid@2': 'other', 'uid@3': 'd', 'new@1': 'e' })).toEqual(['gid@2']);
});

/** What lies beside the drills and is none. */
const NO_DRILL = ['index.ts', 'list.ts', 'pasted.ts'];

test('every file of a drill is in the list and has a test of its own', () => {
  const folder = new URL('../../../src/study/drills/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !NO_DRILL.includes(name));
  const listed = [...readFileSync(new URL('list.ts', folder), 'utf8').matchAll(/from '\.\/([\w-]+\.ts)'/g)];
  expect(listed.map(([, name]) => name).toSorted(), 'src/study/drills/list.ts').toEqual(files.toSorted());
  expect(files).toHaveLength(DRILLS.length);
  const untested = files
    .map((name) => `test/study/drills/${name.replace('.ts', '.test.ts')}`)
    .filter((name) => !existsSync(new URL(`../../../${name}`, import.meta.url)));
  expect(untested, `${untested.join(', ')} is to be written; uid.test.ts is the shortest`).toEqual([]);
});

/** The uid drill, spoilt. */
function spoilt(spoil: (draft: ChoiceDraft, attempt: number) => Draft | undefined): Drill {
  let attempt = 0;
  const begin: Drill['begin'] = (input) => {
    const draw = uidDrill.begin(input);
    return () => {
      let draft = draw();
      while (draft === undefined) draft = draw();
      return draft.kind === 'choice' ? spoil(draft, attempt++) : draft;
    };
  };
  return { ...uidDrill, begin };
}

test('a drill that finds no question says what stood in the way, and how often', () => {
  const drill = spoilt((draft, attempt) => {
    if (attempt < 600) return { ...draft, prompt: 'Why? '.repeat(500) };
    return attempt < 900 ? { ...draft, wrongs: [] } : undefined;
  });
  expect(() => drawDrill(drill, 7, 3)).toThrow(
    `drill/uid found no question for seed 7 at difficulty 3 in a thousand attempts: 600 times the prompt is longer than ${DECK_LIMITS.prompt} characters; 300 times fewer than two wrong options differ from the right one; 100 times the attempt gave none`,
  );
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
    if (question.mend !== undefined) {
      expect(mark(question, { kind: 'text', text: question.mend.solution }).correct).toBe(true);
      expect(mark(question, { kind: 'text', text: question.manifest ?? '' }).correct).toBe(false);
      continue;
    }
    const options = question.options ?? [];
    const keys = options.filter((each) => each.correct).map((each) => each.key);
    expect(mark(question, { kind: 'options', keys }).correct).toBe(true);
    for (const wrong of options.filter((each) => !each.correct))
      expect(mark(question, { kind: 'options', keys: [wrong.key] }).correct).toBe(false);
  }
});
