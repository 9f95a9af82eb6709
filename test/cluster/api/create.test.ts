import { describe, expect, it } from 'vitest';
import { create, resource } from '../../../src/cluster/api/index.ts';
import type { PodSpec } from '../../../src/cluster/api/types.ts';
import { nodeOf } from '../../../src/manifest/index.ts';
import { apply, freshDraft, objects, pod, sendAll } from '../fixture.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - {name: a, image: "nginx:1.28"}\n';

const refusal = (yaml: string, options = {}) => {
  const [reply] = sendAll(freshDraft(), yaml, { fieldValidation: 'Strict', ...options });
  return reply?.ok === false
    ? `${reply.status.code} ${reply.status.reason}: ${reply.status.message}`
    : 'taken';
};

describe('a new pod', () => {
  it('gets what the server fills in', () => {
    const draft = freshDraft();
    apply(draft, POD);
    const { metadata, spec, status } = pod(draft, 'p');
    expect(metadata).toMatchObject({
      generation: 1,
      namespace: 'default',
      resourceVersion: expect.stringMatching(/^\d+$/),
    });
    expect(metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(spec).toMatchObject({
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      serviceAccount: 'default',
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 30,
    });
    expect(spec.tolerations?.map(({ key }) => key)).toEqual([
      'node.kubernetes.io/not-ready',
      'node.kubernetes.io/unreachable',
    ]);
    const [container] = spec.containers;
    expect(container).toMatchObject({
      imagePullPolicy: 'IfNotPresent',
      resources: {},
      terminationMessagePolicy: 'File',
    });
    const [mount] = container?.volumeMounts ?? [];
    expect(mount).toEqual({
      mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
      name: spec.volumes?.[0]?.name,
      readOnly: true,
    });
    expect(status).toEqual({ phase: 'Pending', qosClass: 'BestEffort' });
  });

  it('pulls always what has no tag, or the tag latest', () => {
    const draft = freshDraft();
    const policy = (image: string): unknown => {
      const body = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { generateName: 'p-' },
        spec: { containers: [{ name: 'a', image }] },
      };
      const reply = create(draft, resource('pods'), 'default', nodeOf(body));
      return reply.ok ? (reply.value.spec as PodSpec).containers[0]?.imagePullPolicy : reply.status.message;
    };
    expect(['nginx', 'nginx:latest', 'host:5000/nginx'].map(policy)).toEqual(['Always', 'Always', 'Always']);
    expect(['nginx:1', `nginx@sha256:${'0'.repeat(64)}`].map(policy)).toEqual([
      'IfNotPresent',
      'IfNotPresent',
    ]);
  });

  it('is refused in the server’s words', () => {
    expect(refusal(POD.replace('spec:', 'spec:\n  runAsUser: 5'))).toBe(
      '400 BadRequest: Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.runAsUser"',
    );
    expect(refusal(POD.replace('{name: p}', '{name: p, namespace: nowhere}'))).toBe(
      '404 NotFound: namespaces "nowhere" not found',
    );
    expect(refusal(POD.replace('spec:', 'spec:\n  serviceAccountName: robot'))).toBe(
      '403 Forbidden: pods "p" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found',
    );
    expect(refusal(POD.replace('{name: p}', '{name: P}'))).toContain(
      'Pod "P" is invalid: metadata.name: Invalid value: "P": a lowercase RFC 1123 subdomain',
    );
    expect(refusal(POD.replace('{name: p}', '{name: p, labels: {"a b": c}}'))).toContain(
      'Pod "p" is invalid: metadata.labels: Invalid value: "a b": name part must consist of',
    );
    expect(refusal(`${POD}---\n${POD}`)).toBe('taken');
    const [, again] = sendAll(freshDraft(), `${POD}---\n${POD}`);
    expect(again).toMatchObject({ ok: false, status: { code: 409, message: 'pods "p" already exists' } });
  });

  it('keeps what is unknown out with a warning where nobody asked for strictness', () => {
    const [reply] = sendAll(freshDraft(), POD.replace('spec:', 'spec:\n  runAsUser: 5'));
    expect(reply).toMatchObject({ ok: true, warnings: ['unknown field "spec.runAsUser"'] });
    expect(JSON.stringify(reply)).not.toContain('"runAsUser":5');
  });

  it('is not stored by a dry run', () => {
    const draft = freshDraft();
    const [reply] = sendAll(draft, POD, { dryRun: true });
    expect(reply?.ok).toBe(true);
    expect(objects(draft, 'pods')).toEqual([]);
  });
});

describe('other objects', () => {
  it('get their defaults, and Secrets their stringData in base 64', () => {
    const draft = freshDraft();
    const [namespace, secret, service] = apply(
      draft,
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: moor}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: "ä"}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n',
    );
    expect(namespace).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': 'moor' } },
      status: { phase: 'Active' },
    });
    expect(secret).toMatchObject({ data: { a: 'w6Q=' }, type: 'Opaque' });
    expect(secret?.stringData).toBeUndefined();
    expect(service).toMatchObject({
      spec: { type: 'ClusterIP', ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] },
    });
    expect(objects(draft, 'serviceaccounts', 'moor').map(({ metadata }) => metadata.name)).toEqual([
      'default',
    ]);
    expect(objects(draft, 'configmaps', 'moor').map(({ metadata }) => metadata.name)).toEqual([
      'kube-root-ca.crt',
    ]);
  });

  it('select their pods as a Job does, by its own UID', () => {
    const draft = freshDraft();
    const [job] = apply(
      draft,
      'apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: x}]}}}\n',
    );
    const uid = job?.metadata.uid;
    expect(job?.spec).toMatchObject({
      backoffLimit: 6,
      completions: 1,
      parallelism: 1,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
      template: {
        metadata: { labels: { 'batch.kubernetes.io/job-name': 'j', 'job-name': 'j', 'controller-uid': uid } },
      },
    });
  });
});

describe('what else people trip over', () => {
  const spec = (container: string, rest = ''): string =>
    refusal(
      `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - {name: a, image: x, ${container}}\n${rest}`,
    ).replace('422 Invalid: Pod "p" is invalid: ', '');

  it('is refused as the server refuses it', () => {
    const two = '  volumes: [{name: v, emptyDir: {}, secret: {secretName: s}}]\n';
    const rows: readonly (readonly [string, string])[] = [
      [
        spec('ports: [{name: Http, containerPort: 80}]'),
        'spec.containers[0].ports[0].name: Invalid value: "Http": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
      ],
      [
        spec('ports: [{containerPort: 70000}]'),
        'spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
      ],
      [
        spec('resources: {requests: {memory: 2048Mi}, limits: {memory: 1Gi}}'),
        'spec.containers[0].resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi',
      ],
      [
        spec(
          'volumeMounts: [{name: v, mountPath: /v}, {name: v, mountPath: /v}]',
          '  volumes: [{name: v}]\n',
        ),
        'spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/v": must be unique',
      ],
      [spec('args: []', two), 'spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type'],
      [
        spec('args: []', '  volumes: [{name: v, secret: {}}]\n'),
        'spec.volumes[0].secret.secretName: Required value',
      ],
      [
        spec('env: [{name: X, value: z, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]'),
        'spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
      ],
    ];
    for (const [said, wanted] of rows) expect(said).toBe(wanted);
  });
});
