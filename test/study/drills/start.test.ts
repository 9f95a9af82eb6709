import { expect, test } from 'vitest';
import { type Difficulty, drawDrill } from '../../../src/study/drills/index.ts';
import { startDrill } from '../../../src/study/drills/start.ts';
import { acceptedPodOf, askedContainer, expectFair, measure, SEEDS } from './properties.ts';

test(`the outcome that counts is the kubelet's own, over ${SEEDS} seeds, and that it starts is always offered`, () => {
  const counts = new Map<string, number>();
  const users = new Set<string>();
  const measured = measure(startDrill, (question) => {
    const pod = acceptedPodOf(question);
    const { start, role } = askedContainer(question, pod);
    const texts = (question.options ?? []).map((each) => each.text);
    const right = (question.options ?? []).find((each) => each.correct)?.text ?? '';
    const kind = right.replace(/:.*/, '');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    users.add(/`USER ([^`]+)`/.exec(question.prompt)?.[1]?.replace(/[1-9]\d+/, 'number') ?? 'none');
    const starting = texts.filter((text) => text.startsWith('It starts'));
    expect(starting).toHaveLength(1);
    const early = pod.containers.some((each) => each.role !== 'container' && each.start.verdict !== 'starts');
    if (early && role === 'container') return texts.filter((text) => text.startsWith('It is not even tried'));
    if (start.verdict === 'starts') return starting;
    if (start.verdict !== 'refused') return [];
    return texts.filter((text) => start.reason.startsWith(text.replaceAll('`', '')));
  });
  expectFair(measured, [4, 5]);
  expect(counts.size).toBe(5);
  expect(Math.min(...counts.values())).toBeGreaterThan(SEEDS * 0.02);
  expect([...users].sort()).toEqual(['0', 'app', 'nginx', 'node', 'none', 'number', 'root']);
});

test('a wrong answer is put down to a belief that leads to it, not to one that its own reason contradicts', () => {
  const beliefs = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    const question = drawDrill(startDrill, seed, ((seed % 5) + 1) as Difficulty);
    const { fields } = askedContainer(question, acceptedPodOf(question));
    for (const { text, misconception = '' } of (question.options ?? []).filter(({ correct }) => !correct)) {
      beliefs.add(misconception);
      // USER 101 was once said to be taken for root because "the image's USER is checked even where it does not count".
      if (misconception === 'the image decides' && text.includes('image will run as root'))
        expect(question.prompt).toMatch(/no `USER`|`USER 0`/);
      if (misconception === 'the pod always wins')
        expect([fields.runAsUser, fields.runAsNonRoot].some((each) => each?.overrides !== undefined)).toBe(
          true,
        );
      if (misconception === 'the kubelet finds out who a named user is')
        expect(question.prompt).toMatch(/`USER [a-z]+`/);
    }
  }
  expect(beliefs.size).toBeGreaterThan(12);
});
