import { expect, test } from 'vitest';
import { startDrill } from '../../../src/study/drills/start.ts';
import { acceptedPodOf, askedContainer, chiSquare, expectFair, measure, SEEDS } from './properties.ts';

test(`the outcome that counts is the kubelet's own, over ${SEEDS} seeds`, () => {
  const counts = new Map<string, number>();
  const measured = measure(startDrill, (question) => {
    const { start } = askedContainer(question, acceptedPodOf(question));
    const right = (question.options ?? []).find((each) => each.correct)?.text ?? '';
    counts.set(right, (counts.get(right) ?? 0) + 1);
    if (start.verdict === 'starts') return ['It starts: the kubelet has nothing to object to'];
    if (start.verdict !== 'refused') return [];
    return (question.options ?? [])
      .map((each) => each.text)
      .filter((text) => start.reason.startsWith(text.replaceAll('`', '')));
  });
  expectFair(measured, [3, 4]);
  expect(counts.size).toBe(4);
  expect(chiSquare([...counts.values()])).toBeLessThan(16.3);
});
