import { describe, expect, it } from 'vitest';
import { remove, resource } from '../../src/cluster/api/index.ts';
import { clusterOf, draftOf } from '../../src/cluster/draft.ts';
import { createCluster } from '../../src/cluster/index.ts';
import { advance } from '../../src/cluster/settle.ts';
import { apply } from './fixture.ts';

const WORKLOAD = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: a, image: nginx, command: [sleep, 3d]}
      - {name: b, image: nginx, command: [sleep, "2"]}
`;

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const one of Object.values(value)) frozen(one);
  }
  return value;
}

describe('a cluster', () => {
  it('is the same bytes for the same lines, and other bytes for another seed', () => {
    const played = (seed: number): string => {
      const draft = draftOf(createCluster({ seed }));
      apply(draft, WORKLOAD);
      advance(draft, 60_000);
      return JSON.stringify(clusterOf(draft));
    };
    expect(played(7)).toBe(played(7));
    expect(played(7)).not.toBe(played(8));
  });

  it('is never changed in place, whatever a draft of it goes through', () => {
    const first = draftOf(frozen(createCluster()));
    apply(first, WORKLOAD);
    advance(first, 20_000);
    const middle = frozen(clusterOf(first));
    const before = JSON.stringify(middle);
    const second = draftOf(middle);
    advance(second, 300_000);
    remove(second, { resource: resource('deployments'), namespace: 'default', name: 'web' });
    advance(second, 60_000);
    expect(JSON.stringify(middle)).toBe(before);
  });

  it('comes back from a row of the store as it went in', () => {
    const draft = draftOf(createCluster());
    apply(draft, WORKLOAD);
    advance(draft, 20_000);
    const cluster = clusterOf(draft);
    expect(JSON.parse(JSON.stringify(cluster))).toEqual(cluster);
  });

  it('keeps nothing of what was deleted', () => {
    const empty = createCluster();
    const draft = draftOf(empty);
    apply(draft, WORKLOAD);
    advance(draft, 20_000);
    remove(draft, { resource: resource('deployments'), namespace: 'default', name: 'web' });
    advance(draft, 120_000);
    expect(draft.containers).toEqual({});
    expect(draft.sandboxes).toEqual({});
    expect(Object.keys(draft.trees)).toEqual(Object.keys(empty.trees));
    expect(draft.due.filter(({ work }) => work.kind !== 'reconcile')).toEqual([]);
    const left = Object.keys(draft.objects).filter((key) => !key.startsWith('events/'));
    expect(left).toEqual(Object.keys(empty.objects));
  });
});
