import { expect, test } from 'vitest';
import { ownerDrill } from '../../../src/study/drills/owner.ts';
import { acceptedPodOf, askedContainer, expectFair, measure, processIn } from './properties.ts';

test('a file belongs to the UID of who wrote it and to fsGroup, else to the primary group; a hostPath to no fsGroup', () => {
  const groups = new Set<string>();
  const measured = measure(ownerDrill, (question) => {
    const container = askedContainer(question, acceptedPodOf(question));
    const { uid, gid } = processIn(question);
    const fsGroup = container.fields.fsGroup?.value ?? null;
    const before = /had `runAsUser: (\d+)`/.exec(question.prompt)?.[1];
    const hostPath = question.manifest?.includes('hostPath:') === true;
    groups.add(
      before !== undefined ? 'older' : hostPath ? 'hostPath' : fsGroup === null ? 'primary' : 'fsGroup',
    );
    return [`user ${before ?? uid}, group ${hostPath ? gid : (fsGroup ?? gid)}`];
  });
  expectFair(measured);
  expect([...groups].sort()).toEqual(['fsGroup', 'hostPath', 'older', 'primary']);
});
