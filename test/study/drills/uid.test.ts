import { expect, test } from 'vitest';
import { type Difficulty, drawDrill } from '../../../src/study/drills/index.ts';
import { uidDrill } from '../../../src/study/drills/uid.ts';
import {
  acceptedPodOf,
  askedContainer,
  expectFair,
  imageUsersOf,
  measure,
  processIn,
  SEEDS,
} from './properties.ts';

test(`the UID that counts is the one the kubelet would give, over ${SEEDS} seeds`, () => {
  const seen = new Set<string>();
  const measured = measure(uidDrill, (question) => {
    const pod = acceptedPodOf(question);
    const { fields } = askedContainer(question, pod);
    const windows = fields['windowsOptions.runAsUserName']?.value;
    if (pod.pod.os?.value === 'windows') return [`the user \`${windows}\``];
    seen.add(fields.runAsUser?.source ?? 'none');
    return [`UID ${processIn(question).uid}`];
  });
  expectFair(measured);
  expect([...seen].sort()).toEqual(['container', 'default', 'image', 'pod']);
});

test("the image's USER is among the options wherever the container itself says nothing", () => {
  let tempted = 0;
  for (let seed = 0; seed < 400; seed++) {
    const question = drawDrill(uidDrill, seed, ((seed % 4) + 1) as Difficulty);
    const user = imageUsersOf(question)?.['*'] ?? '';
    const container = askedContainer(question, acceptedPodOf(question));
    if (container.fields.runAsUser?.source === 'container' || !/^\d*$/.test(user)) continue;
    tempted++;
    expect((question.options ?? []).map(({ text }) => text)).toContain(`UID ${user === '' ? 0 : user}`);
  }
  expect(tempted).toBeGreaterThan(100);
});
