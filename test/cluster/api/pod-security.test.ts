import { describe, expect, it } from 'vitest';
import { patch, resource } from '../../../src/cluster/api/index.ts';
import type { Draft } from '../../../src/cluster/draft.ts';
import { nodeOf } from '../../../src/manifest/index.ts';
import { apply, freshDraft, sendAll } from '../fixture.ts';

const namespace = (labels: string): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: moor\n  labels: {${labels}}\n`;
const pod = (name: string, security: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: moor}\nspec: {containers: [{name: a, image: x, securityContext: ${security}}]}\n`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: d, namespace: moor}
spec:
  selector: {matchLabels: {a: b}}
  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: x, securityContext: {privileged: true}}]}}
`;
const PREFIX = 'pod-security.kubernetes.io';

const relabel = (draft: Draft, labels: Readonly<Record<string, string>>) =>
  patch(
    draft,
    { resource: resource('namespaces'), namespace: '', name: 'moor' },
    { type: 'merge', body: nodeOf({ metadata: { labels } }) },
  );

describe('Pod Security admission', () => {
  it('forbids a pod and only warns of a workload', () => {
    const draft = freshDraft();
    apply(draft, namespace(`${PREFIX}/enforce: baseline`));
    const [one, two] = [...sendAll(draft, pod('p', '{privileged: true}')), ...sendAll(draft, deployment)];
    const why = 'privileged (container "a" must not set securityContext.privileged=true)';
    expect(one).toMatchObject({
      ok: false,
      status: { code: 403, message: `pods "p" is forbidden: violates PodSecurity "baseline:latest": ${why}` },
    });
    expect(two).toMatchObject({
      ok: true,
      warnings: [`would violate PodSecurity "baseline:latest": ${why}`],
    });
  });

  it('reads the version of a policy, and warns at another level than it enforces', () => {
    const draft = freshDraft();
    apply(
      draft,
      namespace(`${PREFIX}/enforce: baseline, ${PREFIX}/warn: restricted, ${PREFIX}/warn-version: v1.22`),
    );
    const [reply] = sendAll(
      draft,
      pod('p', '{runAsUser: 0, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}'),
    );
    expect(reply?.ok).toBe(true);
    expect(reply?.warnings).toHaveLength(1);
    expect(reply?.warnings[0]).toContain('"restricted:v1.22"');
    expect(reply?.warnings[0]).not.toContain('runAsUser=0');
  });

  it('says of a namespace that gets stricter which of its pods break the level', () => {
    const draft = freshDraft();
    apply(draft, namespace(''));
    for (const name of ['b', 'a', 'c']) apply(draft, pod(name, '{privileged: true}'));
    apply(draft, pod('fine', '{}'));
    expect(relabel(draft, { [`${PREFIX}/enforce`]: 'baseline' })).toMatchObject({
      ok: true,
      warnings: [
        'existing pods in namespace "moor" violate the new PodSecurity enforce level "baseline:latest"',
        'a (and 2 other pods): privileged',
      ],
    });
    expect(relabel(draft, { [`${PREFIX}/warn`]: 'restricted' }).warnings).toEqual([]);
    expect(relabel(draft, { [`${PREFIX}/enforce`]: 'privileged' }).warnings).toEqual([]);
  });
});
