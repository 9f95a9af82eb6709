import { expect, test } from 'vitest';
import { levelDrill, levelText } from '../../../src/study/drills/security-level.ts';
import { acceptedPodOf, expectFair, measure, SEEDS } from './properties.ts';

test(`the level and the reason are those of Pod Security admission, over ${SEEDS} seeds`, () => {
  const levels = new Set<string>();
  const reasons = new Set<string>();
  const measured = measure(levelDrill, (question) => {
    const { level, restricted, baseline } = acceptedPodOf(question).security;
    if (level === null) throw new Error('a level that is not known');
    const keeping = level === 'privileged' ? baseline : restricted;
    levels.add(level);
    for (const each of keeping) reasons.add(each);
    expect(keeping.length).toBeLessThan(2);
    return [levelText(level, keeping[0])];
  });
  expectFair(measured);
  expect([...levels].sort()).toEqual(['baseline', 'privileged', 'restricted']);
  expect([...reasons].sort()).toEqual([
    'allowPrivilegeEscalation != false',
    'forbidden AppArmor profile',
    'forbidden sysctls',
    'host namespaces',
    'hostPath volumes',
    'hostPort',
    'non-default capabilities',
    'privileged',
    'procMount',
    'restricted volume types',
    'runAsNonRoot != true',
    'runAsUser=0',
    'seLinuxOptions',
    'seccompProfile',
    'unrestricted capabilities',
  ]);
});
