import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/cluster/json.ts';
import { advance } from '../../../src/cluster/settle.ts';
import { apply, freshDraft, objects, pod, told } from '../fixture.ts';

const CLAIM = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
const SPEC = `{containers: [{name: a, image: "nginx:1.27", command: [sleep, 3d], volumeMounts: [{name: d, mountPath: /d}]}], volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}`;
const POD = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: ${SPEC}\n`;
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: x}}
  template: {metadata: {labels: {app: x}}, spec: ${SPEC}}
`;
const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 2
  serviceName: db
  selector: {matchLabels: {app: x}}
  template: {metadata: {labels: {app: x}}, spec: {containers: [{name: a, image: "nginx:1.27", command: [sleep, 3d], volumeMounts: [{name: d, mountPath: /d}]}]}}
  volumeClaimTemplates:
  - metadata: {name: d}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;

const phases = (draft: ReturnType<typeof freshDraft>, kind: string): readonly unknown[] =>
  objects(draft, kind).map(({ status }) => (status as JsonObject).phase);

describe('a claim that waits for its first consumer', () => {
  it('is bound once a pod that a controller made has a node', () => {
    const draft = freshDraft();
    apply(draft, CLAIM);
    advance(draft, 5_000);
    expect(phases(draft, 'persistentvolumeclaims')).toEqual(['Pending']);
    apply(draft, DEPLOYMENT);
    advance(draft, 20_000);
    expect(phases(draft, 'persistentvolumeclaims')).toEqual(['Bound']);
    expect(phases(draft, 'pods')).toEqual(['Running']);
    const [made] = objects(draft, 'pods');
    expect(told(draft, made?.metadata.name ?? '').join('\n')).not.toContain('FailedMount');
  });

  it('is bound for every pod of a StatefulSet', () => {
    const draft = freshDraft();
    apply(draft, SET);
    advance(draft, 60_000);
    expect(phases(draft, 'persistentvolumeclaims')).toEqual(['Bound', 'Bound']);
    expect(phases(draft, 'pods')).toEqual(['Running', 'Running']);
  });

  it('lets a pod go on that waited for the claim to be there', () => {
    const draft = freshDraft();
    apply(draft, POD);
    advance(draft, 20_000);
    expect(told(draft, 'p').join('\n')).toContain('persistentvolumeclaim "data" not found');
    apply(draft, CLAIM);
    advance(draft, 20_000);
    expect(pod(draft, 'p').status.phase).toBe('Running');
    expect(phases(draft, 'persistentvolumeclaims')).toEqual(['Bound']);
  });
});
