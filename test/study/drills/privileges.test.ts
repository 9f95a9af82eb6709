import { expect, test } from 'vitest';
import { identityOf } from '../../../src/cluster/kubelet/identity.ts';
import { privilegesDrill } from '../../../src/study/drills/privileges.ts';
import { acceptedPodOf, accountsIn, askedContainer, expectFair, measure, SEEDS } from './properties.ts';

/** The capabilities of the container's process by the simulated kubelet, in the words of the options. */
function inWords(
  effective: readonly string[],
  fields: { readonly capabilities?: { readonly value: unknown } },
): string {
  const { add = [], drop = [] } = (fields.capabilities?.value ?? {}) as { add?: string[]; drop?: string[] };
  if (effective.length === 0) return 'no capability';
  if (effective.length > 30) return 'all capabilities';
  if (drop.includes('ALL')) return `only ${add.join(', ')}`;
  return add.length === 0 ? 'the default capabilities' : `the defaults and ${add.join(', ')}`;
}

test(`what a process may do is what the kubelet makes of its fields, over ${SEEDS} seeds`, () => {
  const seen = new Set<string>();
  const measured = measure(privilegesDrill, (question) => {
    const container = askedContainer(question, acceptedPodOf(question));
    const { identity } = identityOf(container, accountsIn(question), 0);
    const { effective, bounding } = identity.capabilities;
    expect(question.prompt).not.toMatch(/setuid|if it runs as root/);
    seen.add(
      identity.uid === 0 ? inWords(effective, container.fields).replace(/[A-Z_, ]{3,}/, ' X') : 'not root',
    );
    if (identity.uid !== 0) expect(bounding.length >= effective.length).toBe(true);
    return [`${inWords(effective, container.fields)}; \`NoNewPrivs: ${identity.noNewPrivs ? 1 : 0}\``];
  });
  expectFair(measured);
  expect(seen.size).toBe(6);
});
