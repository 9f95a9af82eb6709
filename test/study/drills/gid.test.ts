import { expect, test } from 'vitest';
import { gidDrill } from '../../../src/study/drills/gid.ts';
import { acceptedPodOf, askedContainer, expectFair, measure, processIn, SEEDS } from './properties.ts';

test(`the primary GID that counts is the one the kubelet would give, set or not, over ${SEEDS} seeds`, () => {
  const seen = new Set<string>();
  const measured = measure(gidDrill, (question) => {
    const { gid } = processIn(question);
    const { source } = askedContainer(question, acceptedPodOf(question)).fields.runAsGroup ?? {};
    seen.add(source === 'container' || source === 'pod' ? source : gid === 0 ? 'nowhere' : 'account');
    return [`GID ${gid}`];
  });
  expectFair(measured);
  expect([...seen].sort()).toEqual(['account', 'container', 'nowhere', 'pod']);
});
