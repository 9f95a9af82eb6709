import { expect, test } from 'vitest';
import { privilegesDrill } from '../../../src/study/drills/privileges.ts';
import { acceptedPodOf, askedContainer, expectFair, measure, SEEDS } from './properties.ts';

test(`what a container may do is what its own fields amount to, over ${SEEDS} seeds`, () => {
  const seen = new Set<string>();
  const measured = measure(privilegesDrill, (question) => {
    const { fields } = askedContainer(question, acceptedPodOf(question));
    const lists = (fields.capabilities?.value ?? {}) as { add?: string[]; drop?: string[] };
    const add = lists.add ?? [];
    const kinds = [
      fields.privileged?.value === true ? 'all' : '',
      lists.drop?.includes('ALL') === true ? 'emptied' : '',
      add.length > 0 ? 'added' : '',
    ].join('/');
    const held = {
      '//': 'the default capabilities',
      '//added': `the defaults and ${add.join(', ')}`,
      '/emptied/': 'no capability',
      '/emptied/added': `only ${add.join(', ')}`,
    }[kinds];
    seen.add(held === undefined ? 'privileged' : kinds);
    const gain = fields.allowPrivilegeEscalation?.value === false ? 'gain nothing' : 'can gain more';
    return [`${held ?? 'all capabilities'}; setuid programs ${gain}`];
  });
  expectFair(measured);
  expect(seen.size).toBe(5);
});
