import { describe, expect, it } from 'vitest';
import { patch, remove, resource } from '../../../src/cluster/api/index.ts';
import type { Draft } from '../../../src/cluster/draft.ts';
import type { JsonObject } from '../../../src/cluster/json.ts';
import { advance, advanceUntil } from '../../../src/cluster/settle.ts';
import { nodeOf, type Sendable } from '../../../src/manifest/index.ts';
import { apply, freshDraft, objects, statusOf, told } from '../fixture.ts';

const deployment = (replicas: number, extra = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: a, image: "nginx:1.27", command: [sleep, 3d]}
${extra}`;

const change = (draft: Draft, spec: Sendable) => {
  const reply = patch(
    draft,
    { resource: resource('deployments'), namespace: 'default', name: 'web' },
    { type: 'strategic', body: nodeOf({ spec }) },
  );
  if (!reply.ok) throw new Error(reply.status.message);
};
const image = (name: string): Sendable => ({
  template: { spec: { containers: [{ name: 'a', image: name }] } },
});

const status = (draft: Draft): JsonObject => objects(draft, 'deployments')[0]?.status as JsonObject;
const sizes = (draft: Draft): readonly unknown[] =>
  objects(draft, 'replicasets').map(({ spec }) => (spec as JsonObject).replicas);
const condition = (draft: Draft, type: string): JsonObject | undefined =>
  (status(draft).conditions as readonly JsonObject[]).find((one) => one.type === type);

describe('a Deployment', () => {
  it('makes a ReplicaSet named after its template, and that its pods', () => {
    const draft = freshDraft();
    apply(draft, deployment(3));
    advance(draft, 20_000);
    const [set] = objects(draft, 'replicasets');
    const hash = set?.metadata.labels?.['pod-template-hash'];
    expect(set?.metadata.name).toBe(`web-${hash}`);
    expect(set?.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/desired-replicas': '3',
      'deployment.kubernetes.io/max-replicas': '4',
      'deployment.kubernetes.io/revision': '1',
    });
    for (const { metadata } of objects(draft, 'pods'))
      expect(metadata.name).toMatch(new RegExp(`^web-${hash}-[a-z0-9]{5}$`));
    expect(status(draft)).toMatchObject({
      availableReplicas: 3,
      readyReplicas: 3,
      replicas: 3,
      updatedReplicas: 3,
    });
    expect(condition(draft, 'Progressing')).toMatchObject({
      reason: 'NewReplicaSetAvailable',
      status: 'True',
    });
    expect(condition(draft, 'Available')).toMatchObject({
      reason: 'MinimumReplicasAvailable',
      status: 'True',
    });
    expect(told(draft, 'web')).toEqual([`ScalingReplicaSet: Scaled up replica set web-${hash} from 0 to 3`]);
  });

  it('rolls over without ever having fewer pods ready than it may', () => {
    const draft = freshDraft();
    apply(draft, deployment(4));
    advance(draft, 20_000);
    change(draft, image('nginx:1.28'));
    let fewest = 4;
    let most = 0;
    const done = advanceUntil(draft, draft.now + 120_000, () => {
      const {
        availableReplicas = 0,
        replicas = 0,
        updatedReplicas = 0,
      } = status(draft) as Record<string, number>;
      fewest = Math.min(fewest, availableReplicas);
      most = Math.max(most, replicas);
      return updatedReplicas === 4 && replicas === 4 && availableReplicas === 4;
    });
    expect(done).toBe(true);
    expect(fewest).toBeGreaterThanOrEqual(3);
    expect(most).toBeLessThanOrEqual(5);
    expect([...sizes(draft)].sort()).toEqual([0, 4]);
    const running = objects(draft, 'pods').filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    expect(
      running.map(({ spec }) => ((spec as JsonObject).containers as readonly JsonObject[])[0]?.image),
    ).toEqual(Array(4).fill('nginx:1.28'));
  });

  it('goes back to an old ReplicaSet, which gets the next revision', () => {
    const draft = freshDraft();
    apply(draft, deployment(1));
    advance(draft, 20_000);
    change(draft, image('nginx:1.28'));
    advance(draft, 60_000);
    change(draft, image('nginx:1.27'));
    advance(draft, 60_000);
    const revisions = objects(draft, 'replicasets').map(
      ({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision'],
    );
    expect([...revisions].sort()).toEqual(['2', '3']);
    expect(objects(draft, 'deployments')[0]?.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
    });
  });

  it('is scaled up and down through its one ReplicaSet', () => {
    const draft = freshDraft();
    apply(draft, deployment(1));
    advance(draft, 20_000);
    change(draft, { replicas: 5 });
    advance(draft, 20_000);
    expect(status(draft).readyReplicas).toBe(5);
    change(draft, { replicas: 2 });
    advance(draft, 60_000);
    expect([sizes(draft), objects(draft, 'pods').length]).toEqual([[2], 2]);
  });

  it('recreates only once all old pods are gone', () => {
    const draft = freshDraft();
    apply(draft, deployment(2, '  strategy: {type: Recreate}\n'));
    advance(draft, 20_000);
    change(draft, image('nginx:1.28'));
    let both = false;
    advanceUntil(draft, draft.now + 90_000, () => {
      const images = new Set(
        objects(draft, 'pods').map(
          ({ spec }) => ((spec as JsonObject).containers as readonly JsonObject[])[0]?.image,
        ),
      );
      both = both || images.size > 1;
      return status(draft).updatedReplicas === 2 && status(draft).availableReplicas === 2;
    });
    expect(both).toBe(false);
    expect(status(draft).availableReplicas).toBe(2);
  });

  it('says after ten minutes that it does not get on', () => {
    const draft = freshDraft();
    apply(draft, deployment(1).replace('command: [sleep, 3d]', 'command: [nothing]'));
    advance(draft, 590_000);
    expect(condition(draft, 'Progressing')?.reason).not.toBe('ProgressDeadlineExceeded');
    advance(draft, 60_000);
    expect(condition(draft, 'Progressing')).toMatchObject({
      reason: 'ProgressDeadlineExceeded',
      status: 'False',
    });
  });

  it('whose pods Pod Security forbids has none, and its ReplicaSet says why, the longer the rarer', () => {
    const draft = freshDraft();
    apply(
      draft,
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: tight, labels: {pod-security.kubernetes.io/enforce: restricted}}\n',
    );
    apply(draft, deployment(2).replace('{name: web}', '{name: web, namespace: tight}'));
    advance(draft, 30_000);
    const [set] = objects(draft, 'replicasets', 'tight');
    expect(objects(draft, 'pods', 'tight')).toEqual([]);
    const said = told(draft, set?.metadata.name ?? '', 'tight');
    expect(said[0]).toMatch(
      /^FailedCreate: Error creating: pods "web-[a-z0-9]+-[a-z0-9]{5}" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false/,
    );
    expect(said.at(-1)).toContain('(combined from similar events): Error creating: ');
    expect(said.length).toBeLessThanOrEqual(11);
    const conditions = statusOf(objects(draft, 'deployments', 'tight')[0])
      .conditions as readonly JsonObject[];
    expect(conditions.find(({ type }) => type === 'ReplicaFailure')).toMatchObject({
      reason: 'FailedCreate',
      status: 'True',
    });
  });

  it('takes everything with it when it is deleted, unless what it owns is set free', () => {
    const draft = freshDraft();
    apply(draft, deployment(2));
    advance(draft, 20_000);
    const ref = { resource: resource('deployments'), namespace: 'default', name: 'web' };
    remove(draft, ref, { propagation: 'Orphan' });
    advance(draft, 60_000);
    expect([
      objects(draft, 'deployments').length,
      objects(draft, 'replicasets').length,
      objects(draft, 'pods').length,
    ]).toEqual([0, 1, 2]);
    apply(draft, deployment(2));
    advance(draft, 20_000);
    remove(draft, ref);
    advance(draft, 60_000);
    expect(objects(draft, 'deployments')).toEqual([]);
  });
});
