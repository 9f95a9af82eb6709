import { expect, test } from 'vitest';
import { ownerDrill } from '../../../src/study/drills/owner.ts';
import { acceptedPodOf, askedContainer, expectFair, measure } from './properties.ts';

test('a new file belongs to the UID of who writes it and to fsGroup, else to the primary group', () => {
  const groups = new Set<string>();
  const measured = measure(ownerDrill, (question) => {
    const { process, fields } = askedContainer(question, acceptedPodOf(question));
    const fsGroup = fields.fsGroup?.value ?? null;
    groups.add(fsGroup === null ? 'primary' : 'fsGroup');
    return [`user ${process.uid}, group ${fsGroup ?? process.gid}`];
  });
  expectFair(measured);
  expect(groups.size).toBe(2);
});
