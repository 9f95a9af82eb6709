import { test } from 'vitest';
import { idDrill } from '../../../src/study/drills/id-output.ts';
import { acceptedPodOf, askedContainer, expectFair, measure, SEEDS } from './properties.ts';

test(`what id prints is what the engine says of the process, over ${SEEDS} seeds`, () => {
  const measured = measure(idDrill, (question) => {
    const { uid, gid, groups } = askedContainer(question, acceptedPodOf(question)).process;
    return [`uid=${uid} gid=${gid} groups=${groups.join(',')}`];
  });
  expectFair(measured);
});
