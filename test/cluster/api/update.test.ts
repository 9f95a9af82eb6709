import { describe, expect, it } from 'vitest';
import {
  type KubeObject,
  type PatchType,
  patch,
  type Reply,
  replace,
  resource,
} from '../../../src/cluster/api/index.ts';
import type { Draft } from '../../../src/cluster/draft.ts';
import { type Node, nodeOf, type Sendable } from '../../../src/manifest/index.ts';
import { apply, freshDraft, objects, pod } from '../fixture.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {a: b}}\nspec:\n  containers:\n  - {name: a, image: "nginx:1.28", env: [{name: X, value: "1"}]}\n  - {name: b, image: "busybox:1.36"}\n';
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: d}
spec:
  selector: {matchLabels: {a: b}}
  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: x}]}}
`;

const ref = (name: string, object: string) => ({
  resource: resource(name),
  namespace: 'default',
  name: object,
});

const patched = (
  draft: Draft,
  type: PatchType,
  body: Sendable,
  name = 'pods',
  object = 'p',
): Reply<KubeObject> =>
  patch(draft, ref(name, object), { type, body: nodeOf(body) }, { fieldValidation: 'Strict' });

const message = (reply: Reply<KubeObject>): string => (reply.ok ? 'taken' : reply.status.message);

function withPod(): Draft {
  const draft = freshDraft();
  apply(draft, POD);
  return draft;
}

describe('a running pod', () => {
  it('takes another image, which raises its generation', () => {
    const draft = withPod();
    const reply = patched(draft, 'strategic', {
      spec: { containers: [{ name: 'b', image: 'busybox:1.37' }] },
    });
    expect(reply.ok).toBe(true);
    const { metadata, spec } = pod(draft, 'p');
    expect(spec.containers.map(({ image }) => image)).toEqual(['nginx:1.28', 'busybox:1.37']);
    expect(metadata.generation).toBe(2);
  });

  it('takes no other user, and says which fields it would take', () => {
    const said = message(patched(withPod(), 'strategic', { spec: { securityContext: { runAsUser: 1000 } } }));
    expect(said).toContain(
      'Pod "p" is invalid: spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n  core.PodSpec{',
    );
    expect(said).toContain('SecurityContext');
  });

  it('takes no further container', () => {
    const said = message(
      patched(withPod(), 'strategic', { spec: { containers: [{ name: 'c', image: 'x' }] } }),
    );
    expect(said).toBe(
      'Pod "p" is invalid: spec.containers: Forbidden: pod updates may not add or remove containers',
    );
  });

  it('is not written where nothing changes', () => {
    const draft = withPod();
    const before = pod(draft, 'p').metadata.resourceVersion;
    for (const type of ['strategic', 'merge'] as const)
      patched(draft, type, { metadata: { labels: { a: 'b' } } });
    expect(pod(draft, 'p').metadata.resourceVersion).toBe(before);
  });

  it('takes an ephemeral container through its subresource alone', () => {
    const draft = withPod();
    const body = { spec: { ephemeralContainers: [{ name: 'look', image: 'busybox' }] } };
    const reply = patch(
      draft,
      ref('pods', 'p'),
      { type: 'strategic', body: nodeOf(body) },
      { subresource: 'ephemeralcontainers' },
    );
    expect(message(reply)).toBe('taken');
    expect(pod(draft, 'p').spec.ephemeralContainers?.[0]).toMatchObject({
      name: 'look',
      imagePullPolicy: 'Always',
    });
  });
});

describe('a change that is refused', () => {
  it('names a stale version, a wrong name, a wrong namespace', () => {
    const draft = withPod();
    const body = (metadata: Sendable): Node => nodeOf({ ...pod(draft, 'p'), metadata });
    const said = (metadata: Sendable): string => message(replace(draft, ref('pods', 'p'), body(metadata)));
    expect(said({ name: 'p', resourceVersion: '1' })).toBe(
      'Operation cannot be fulfilled on pods "p": the object has been modified; please apply your changes to the latest version and try again',
    );
    expect(said({ name: 'q' })).toBe('the name of the object (q) does not match the name on the URL (p)');
    expect(said({ name: 'p', namespace: 'kube-system' })).toBe(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
    expect(message(replace(draft, ref('pods', 'gone'), body({ name: 'gone' })))).toBe(
      'pods "gone" not found',
    );
  });

  it('quotes the patch in which a field is unknown', () => {
    expect(message(patched(withPod(), 'strategic', { spec: { runAsUser: 1 } }))).toBe(
      ' "" is invalid: patch: Invalid value: "map[spec:map[runAsUser:1]]": strict decoding error: unknown field "spec.runAsUser"',
    );
  });

  it('is one of a selector, of a StatefulSet’s rest, of a Job’s template', () => {
    const draft = freshDraft();
    apply(draft, DEPLOYMENT);
    apply(draft, DEPLOYMENT.replace('kind: Deployment', 'kind: StatefulSet'));
    apply(
      draft,
      'apiVersion: batch/v1\nkind: Job\nmetadata: {name: d}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: x}]}}}\n',
    );
    const other = {
      spec: { selector: { matchLabels: { a: 'c' } }, template: { metadata: { labels: { a: 'c' } } } },
    };
    expect(message(patched(draft, 'strategic', other, 'deployments', 'd'))).toBe(
      'Deployment.apps "d" is invalid: spec.selector: Invalid value: {"matchLabels":{"a":"c"}}: field is immutable',
    );
    expect(message(patched(draft, 'strategic', { spec: { serviceName: 'x' } }, 'statefulsets', 'd'))).toBe(
      "StatefulSet.apps \"d\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    );
    const image = { spec: { template: { spec: { containers: [{ name: 'a', image: 'y' }] } } } };
    expect(message(patched(draft, 'strategic', image, 'jobs', 'd'))).toMatch(
      /^Job\.batch "d" is invalid: spec\.template: Invalid value: .*: field is immutable$/s,
    );
    expect(message(patched(draft, 'strategic', image, 'deployments', 'd'))).toBe('taken');
  });
});

describe('the three kinds of patches', () => {
  it('merge by keys, replace lists, and follow paths', () => {
    const draft = withPod();
    const env = (): unknown => pod(draft, 'p').spec.containers[0]?.env;
    expect(message(patched(draft, 'merge', { metadata: { labels: { a: null, c: 'd' } } }))).toBe('taken');
    expect(pod(draft, 'p').metadata.labels).toEqual({ c: 'd' });
    expect(message(patched(draft, 'json', [{ op: 'add', path: '/metadata/labels/x~1y', value: 'z' }]))).toBe(
      'taken',
    );
    expect(pod(draft, 'p').metadata.labels).toEqual({ c: 'd', 'x/y': 'z' });
    expect(env()).toEqual([{ name: 'X', value: '1' }]);
    const failed = patched(draft, 'json', [{ op: 'replace', path: '/metadata/labels/none', value: 'z' }]);
    expect(failed).toMatchObject({
      ok: false,
      status: { code: 422, message: 'the server rejected our request due to an error in our request' },
    });
  });

  it('leave an object whole where one operation of several fails', () => {
    const draft = withPod();
    patched(draft, 'json', [
      { op: 'add', path: '/metadata/labels/one', value: '1' },
      { op: 'test', path: '/metadata/name', value: 'other' },
    ]);
    expect(pod(draft, 'p').metadata.labels).toEqual({ a: 'b' });
  });
});

describe('a namespace’s labels', () => {
  it('are refused where Pod Security cannot read them', () => {
    const draft = freshDraft();
    const label = { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'strict' } } };
    const reply = patch(
      draft,
      { resource: resource('namespaces'), namespace: '', name: 'default' },
      { type: 'merge', body: nodeOf(label) },
    );
    expect(message(reply)).toBe(
      'Namespace "default" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
    );
    expect(objects(draft, 'namespaces', '')[0]?.metadata.labels).toEqual({
      'kubernetes.io/metadata.name': 'default',
    });
  });
});
