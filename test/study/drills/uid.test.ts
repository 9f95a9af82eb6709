import { expect, test } from 'vitest';
import { uidDrill } from '../../../src/study/drills/uid.ts';
import { acceptedPodOf, askedContainer, expectFair, measure, SEEDS } from './properties.ts';

test(`the UID that counts is the one the engine gives, over ${SEEDS} seeds`, () => {
  const seen = new Set<string>();
  const measured = measure(uidDrill, (question) => {
    const pod = acceptedPodOf(question);
    const { process, fields } = askedContainer(question, pod);
    seen.add(fields.runAsUser?.source ?? 'none');
    return [`UID ${process.uid}`];
  });
  expectFair(measured);
  expect([...seen].sort()).toEqual(['container', 'default', 'image', 'pod']);
});
