import { describe, expect, it } from 'vitest';
import { type ClusterMessage, explain } from '../../../src/manifest/index.ts';

const messagesOf = (paste: string): readonly ClusterMessage[] => explain(paste).messages ?? [];
const told = (paste: string) =>
  messagesOf(paste).flatMap(({ code, clauses }) =>
    clauses.map((clause) => [code, clause.code, clause.level, ...clause.containers]),
  );

describe('messages as strangers paste them', () => {
  it('two containers that the kubelet refuses are two messages: the second was not told', () => {
    const event = (name: string): string =>
      `  Warning  Failed  3s  kubelet  Error: container has runAsNonRoot and image will run as root (pod: "web_default(1-2)", container: ${name})`;
    const messages = messagesOf(`Events:\n${event('web')}\n${event('sidecar')}\n${event('web')}`);
    expect(messages.map(({ line, clauses }) => [line, ...(clauses[0]?.containers ?? [])])).toEqual([
      [2, 'web'],
      [3, 'sidecar'],
    ]);
  });

  it('replicas that are refused in the same words are one message', () => {
    const event = (pod: string): string =>
      `Error: container's runAsUser breaks non-root policy (pod: "${pod}_default(1-2)", container: web)`;
    expect(messagesOf(`${event('web-0')}\n${event('web-1')}`)).toHaveLength(1);
  });

  it('two pods that OpenShift refuses are two messages, each with its own clauses and its line: they were one', () => {
    const messages = messagesOf(
      [
        'the broker:',
        'pods "broker-77-" is forbidden: unable to validate against any security context constraint: [provider restricted-v2: .containers[0].runAsUser: Invalid value: 3000: must be in the ranges: [1000610000, 1000619999]]',
        '',
        'the gateway:',
        'pods "gate-12-" is forbidden: unable to validate against any security context constraint: [provider restricted-v2: .spec.securityContext.fsGroup: Invalid value: []int64{500}: 500 is not an allowed group]',
      ].join('\n'),
    );
    expect(messages.map(({ line, clauses }) => [line, ...clauses.map(({ level }) => level)])).toEqual([
      [2, 'container'],
      [5, 'pod'],
    ]);
    expect(messages[1]?.message).toContain('gate-12-');
  });

  it('an annotation that is refused is named, and not the whole of the annotations', () => {
    const [message] = messagesOf(
      'pods "a-" is forbidden: unable to validate against any security context constraint: [pod.metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: Forbidden: seccomp may not be set]',
    );
    expect(message?.clauses[0]?.fix).toContain('annotation seccomp.security.alpha.kubernetes.io/pod');
  });

  it("a PodSecurityPolicy's refusal as Kubernetes 1.19 words it was called plain text", () => {
    expect(
      told(
        'Error creating: pods "a-" is forbidden: PodSecurityPolicy: unable to admit pod: [spec.containers[0].securityContext.privileged: Invalid value: true: Privileged containers are not allowed]',
      ),
    ).toEqual([['psp-refusal', 'not-allowed', 'container']]);
  });

  it.each([
    ['pod.Spec.SecurityContext.RunAsUser is forbidden', 'pod'],
    ['SecurityContext.RunAsUser is forbidden', 'container'],
    ['SecurityContext.FSGroup is forbidden', 'pod'],
  ])('SecurityContextDeny: %s was called plain text', (words, level) => {
    expect(told(`Error creating: pods "web-1" is forbidden: ${words}`)).toEqual([
      ['security-context-deny', 'not-allowed', level],
    ]);
  });

  it.each([
    ['.spec.template.spec.containers[name="web"].securityContext.fsGroup', 'pod'],
    ['.spec.template.spec.securityContext.capabilities', 'container'],
  ])('server-side apply: %s is not declared in the schema', (path, level) => {
    const said = `Failed to compare desired state to live state: error building typed value from config resource: ${path}: field not declared in schema`;
    expect(told(said)).toEqual([['decoding-error', 'unknown-field', level]]);
  });

  it('the type that lacks a field says where it was written', () => {
    const [message] = messagesOf('unknown field "capabilities" in io.k8s.api.core.v1.PodSecurityContext');
    expect(message?.clauses[0]?.message).toContain("in the pod's securityContext");
  });

  it.each([
    ['Privilege escalation container is not allowed: web', 'allow-privilege-escalation', 'container'],
    [
      'Privileged container is not allowed: web, securityContext: {"privileged": true}',
      'privileged',
      'container',
    ],
    [
      'Container web is attempting to run as disallowed user 0. Allowed runAsUser: {}',
      'run-as-user',
      'pod-or-container',
    ],
    ['container <web> has a disallowed capability. Allowed capabilities are []', 'capabilities', 'container'],
    ['only read-only root filesystem container is allowed: web', 'read-only-root-filesystem', 'container'],
  ])("Gatekeeper's library: %s", (sentence, code, level) => {
    const webhook = 'admission webhook "validation.gatekeeper.sh" denied the request:';
    for (const paste of [
      `${webhook} [rule-1] ${sentence}`,
      `${webhook} [rule-1]\n${sentence.replace(' ', '\n')}`,
    ])
      expect(told(paste)).toEqual([['webhook-denied', code, level, 'web']]);
  });

  it("a sentence of Gatekeeper's library is known without the line that names the webhook", () => {
    expect(told('[azurepolicy-k8s-1] Privilege escalation container is not allowed: web')).toEqual([
      ['webhook-denied', 'allow-privilege-escalation', 'container', 'web'],
    ]);
  });

  it('a webhook that answers as the API server does is explained field by field', () => {
    expect(
      told(
        'admission webhook "sets.example.org" denied the request: Set.example.org "a" is invalid: spec.initContainers[0].securityContext.privileged: Forbidden: disallowed by cluster policy',
      ),
    ).toEqual([['webhook-denied', 'forbidden-value', 'container']]);
  });

  it.each([
    'admission webhook "validate.kyverno.svc-fail" denied the request: resource Pod/default/a was blocked due to the following policies no-root: root: \'validation error: Root is not allowed.',
    'Warning  PolicyViolation  5m  kyverno-scan  policy no-root/root fail: validation error: Root is not allowed.',
  ])('Kyverno: the field stands in the sentence, the level in the path', (start) => {
    const clauses = messagesOf(
      `${start} The fields spec.securityContext.runAsNonRoot, spec.containers[*].securityContext.runAsNonRoot must be set to true. rule root[0] failed at path /spec/securityContext/runAsNonRoot/ rule root[1] failed at path /spec/containers/1/securityContext/`,
    ).flatMap((one) => one.clauses);
    expect(clauses.map(({ code }) => code)).toEqual(['policy-path', 'policy-path']);
    expect(clauses[1]?.message).toContain('`runAsNonRoot` of `containers[1]`');
  });

  it('what a program says is quoted from its own line, and not from the middle of the prose before', () => {
    const [message] = messagesOf(
      'My pod does not come up, and I have tried everything that I could find about it so far, permission denied everywhere, see the log of it below, where it is said\nmkdir: cannot create directory /data/x: Permission denied\n',
    );
    expect([message?.line, message?.clauses[0]?.said]).toEqual([
      2,
      'mkdir: cannot create directory /data/x: Permission denied',
    ]);
  });
});

describe('accepted', () => {
  it.each([
    ['ports: [{containerPort: 123456}]', 'ports[0].containerPort'],
    ['ports: [{containerPort: 80, name: my-very-long-port-name}]', 'ports[0].name'],
    ['env: [{name: A, value: b, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]', 'env[0].valueFrom'],
    ['resources: {limits: {cpu: 1}, requests: {cpu: 2}}', 'resources.requests'],
  ])('a pod that the API server refuses for %s was called accepted', (line, path) => {
    const { pods, findings } = explain(
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: nginx\n    ${line}\n`,
    );
    expect(pods[0]?.accepted).toEqual({ strict: false, ignore: false });
    expect(findings.map((one) => [one.severity, one.path])).toEqual([
      ['error', `spec.containers[0].${path}`],
    ]);
  });
});
