import { test } from 'vitest';
import { gidDrill } from '../../../src/study/drills/gid.ts';
import { acceptedPodOf, askedContainer, expectFair, measure, SEEDS } from './properties.ts';

test(`the primary GID that counts is the one the engine gives, over ${SEEDS} seeds`, () => {
  const measured = measure(gidDrill, (question) => [
    `GID ${askedContainer(question, acceptedPodOf(question)).process.gid}`,
  ]);
  expectFair(measured);
});
