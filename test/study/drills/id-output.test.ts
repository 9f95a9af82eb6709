import { expect, test } from 'vitest';
import { idDrill } from '../../../src/study/drills/id-output.ts';
import { expectFair, measure, processIn, SEEDS } from './properties.ts';

test(`what id prints is what the kubelet makes of the process, over ${SEEDS} seeds`, () => {
  const measured = measure(idDrill, (question) => {
    const { uid, gid, groups } = processIn(question);
    expect(question.prompt).toContain('names left out');
    return [`uid=${uid} gid=${gid} groups=${groups.join(',')}`];
  });
  expectFair(measured);
});
