import { expect, test } from 'vitest';
import { type Difficulty, DRILLS, drawAnyDifficulty, drawDrill } from '../../../src/study/drills/index.ts';
import { DECK_LIMITS } from '../../../src/study/index.ts';
import { propertyRuns } from '../../property-runs.ts';
import { RULES } from './rules.ts';

const SEEDS = propertyRuns(1000);
const ALL: readonly Difficulty[] = [1, 2, 3, 4, 5];

for (const drill of DRILLS.filter(({ id }) => id in RULES)) {
  const { id, difficulties = ALL } = drill;
  test(`${id}: the difficulty is the rule that decides, at ${difficulties.join(', ')}, over ${SEEDS} seeds each`, () => {
    for (const difficulty of difficulties) {
      for (let seed = 0; seed < SEEDS; seed++) {
        const question = drawDrill(drill, seed, difficulty);
        const rule = RULES[id]?.(question);
        if (rule !== difficulty)
          expect.fail(
            `${id} at ${difficulty}, seed ${seed}, is a ${rule}:\n${question.prompt}\n${question.manifest}`,
          );
        expect(question.manifest?.length).toBeLessThanOrEqual(DECK_LIMITS.manifest);
      }
    }
  });
}

test('a difficulty that a drill does not have is asked as the next lower one, and says so', () => {
  for (const drill of DRILLS) {
    const { difficulties = ALL } = drill;
    for (const difficulty of ALL) {
      const nearest = difficulties.findLast((each) => each <= difficulty) ?? difficulties[0];
      expect(drawDrill(drill, 3, difficulty).difficulty).toBe(nearest);
    }
    for (let seed = 0; seed < 20; seed++)
      expect(difficulties).toContain(drawAnyDifficulty(drill, seed).difficulty);
  }
});

/** Names of volumes that a text defines, and those it mounts. */
function volumesIn(manifest: string): readonly [defined: readonly string[], mounted: readonly string[]] {
  const lines = manifest.split('\n');
  const at = lines.findIndex((line) => /^ *volumes:$/.test(line));
  const names = (some: readonly string[], next: RegExp): readonly string[] =>
    some.flatMap((line, index) =>
      next.test(some[index + 1] ?? '') ? (/- name: (\S+)$/.exec(line)?.[1] ?? []) : [],
    );
  const [before, after] = at < 0 ? [lines, []] : [lines.slice(0, at), lines.slice(at)];
  return [names(after, /^ +\w+:/), names(before, /^ +mountPath: /)];
}

test('nothing dangles in what is drawn: every volume is mounted, every mount has its volume, every image is real enough', () => {
  const kinds = new Set<string>();
  let volumes = 0;
  for (const drill of DRILLS.filter(({ id }) => id in RULES))
    for (let seed = 0; seed < 100; seed++) {
      const { manifest = '' } = drawDrill(drill, seed, ((seed % 5) + 1) as Difficulty);
      const [defined, mounted] = volumesIn(manifest);
      if ([...new Set(mounted)].toSorted().join() !== defined.toSorted().join())
        expect.fail(`${drill.id}:\n${manifest}`);
      volumes += defined.length;
      kinds.add(/^kind: (\w+)/m.exec(manifest)?.[1] ?? '');
      for (const [, name, image] of manifest.matchAll(/- name: (\S+)\n +image: (\S+)/g))
        expect(image).toMatch(new RegExp(`^registry\\.example/${name}:[\\d.]+$`));
    }
  expect(volumes).toBeGreaterThan(200);
  expect([...kinds].sort()).toEqual(['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'StatefulSet']);
});
