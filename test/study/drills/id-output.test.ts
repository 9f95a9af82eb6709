import { test } from 'vitest';
import { idDrill } from '../../../src/study/drills/id-output.ts';
import { acceptedPodOf, askedContainer, expectFair, measure } from './properties.ts';

test('what id prints is what the engine says of the process, over 10,000 seeds', () => {
  const measured = measure(idDrill, (question) => {
    const { uid, gid, groups } = askedContainer(question, acceptedPodOf(question)).process;
    return [`uid=${uid} gid=${gid} groups=${groups.join(',')}`];
  });
  expectFair(measured);
});
