import { describe, expect, it } from 'vitest';
import { type ClusterMessage, correct, explain } from '../../../src/manifest/index.ts';

function only(paste: string): ClusterMessage {
  const said = explain(paste);
  expect(said.pods).toEqual([]);
  const [message, ...others] = said.messages ?? [];
  expect(others.map(({ code }) => code)).toEqual([]);
  if (message === undefined) throw new Error('no message was found');
  return message;
}

const POD = '(pod: "web_default(0000)", container: app)';
const clauses = (paste: string) =>
  only(paste).clauses.map(({ code, level, containers }) => [code, level, containers]);

describe('messages of the kubelet', () => {
  it.each([
    ['image-runs-as-root', `container has runAsNonRoot and image will run as root ${POD}`, 'runAsUser'],
    [
      'image-user-not-numeric',
      `container has runAsNonRoot and image has non-numeric user (nginx), cannot verify user is non-root ${POD}`,
      'nginx',
    ],
    ['run-as-user-is-root', `container's runAsUser breaks non-root policy ${POD}`, 'above 0'],
    [
      'windows-user-is-admin',
      `container's runAsUserName (ContainerAdministrator) which will be regarded as root identity and will break non-root policy ${POD}`,
      'ContainerUser',
    ],
  ])('%s, as an error, in an event, in a log and in a status', (code, said, fix) => {
    for (const paste of [
      `Error: ${said}`,
      said,
      `  Warning  Failed     3s (x4 over 30s)  kubelet            Error: ${said}`,
      `{"level":"error","msg":"${said.replaceAll('"', '\\"')}"}`,
      `state:\n  waiting:\n    message: '${said.replaceAll("'", "''")}'\n    reason: CreateContainerConfigError\n`,
    ]) {
      const message = only(paste);
      expect(message).toMatchObject({
        code,
        by: 'the kubelet',
        clauses: [{ code, level: 'pod-or-container', containers: ['app'] }],
      });
      expect(message.clauses[0]?.fix).toContain(fix);
      expect(message.next).toMatch(/^Paste the manifest/);
    }
  });

  it('is found under the events of kubectl describe, with its line', () => {
    const paste = `Name:         web\nNamespace:    default\nStatus:       Pending\nEvents:\n  Type     Reason  Age  From     Message\n  Warning  Failed  3s   kubelet  Error: container has runAsNonRoot and image will run as root ${POD}\n`;
    expect(only(paste)).toMatchObject({ code: 'image-runs-as-root', line: 6 });
  });

  it('asks for the reason where only the state is given', () => {
    expect(only('web-0   0/1   CreateContainerConfigError   0   18s').next).toContain('Paste');
  });
});

it('has nothing in it to correct', () => {
  const paste = `Error: container has runAsNonRoot and image will run as root ${POD}`;
  expect(correct(paste)).toEqual({
    manifest: paste,
    changes: [],
    notChanged: [],
    explanation: explain(paste),
  });
});

describe('messages of Pod Security admission', () => {
  const refused = (what: string): string =>
    `Error creating: pods "web-0" is forbidden: violates PodSecurity "restricted:latest": ${what}`;

  it('tells each check apart, with its level and its containers', () => {
    const paste = refused(
      'host namespaces (hostNetwork=true), unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"]; container "b" must not include "NET_ADMIN" in securityContext.capabilities.add), runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true), runAsUser=0 (pod must not set runAsUser=0), restricted volume types (volume "x" uses restricted volume type "hostPath"), forbidden sysctls (net.core.somaxconn)',
    );
    expect(clauses(paste)).toEqual([
      ['host-namespaces', 'spec', []],
      ['capabilities', 'container', ['a', 'b']],
      ['run-as-non-root', 'pod-or-container', ['a']],
      ['run-as-user', 'pod-or-container', []],
      ['volume-types', 'spec', []],
      ['sysctls', 'pod', []],
    ]);
    expect(only(paste).clauses[1]?.fix).toContain('NET_ADMIN');
  });

  it('goes on over lines that were broken, and says what a warning is', () => {
    const warning =
      'Warning: would violate PodSecurity "restricted:v1.24":\n  allowPrivilegeEscalation != false (container "web"\n  must set securityContext.allowPrivilegeEscalation=false)\n';
    expect(only(warning)).toMatchObject({
      code: 'pod-security-warning',
      clauses: [{ containers: ['web'], level: 'container' }],
    });
  });
});

describe('messages of the API server', () => {
  it.each([
    [
      'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.containers[0].securityContext.fsGroup"',
      'pod',
    ],
    [
      'error validating data: ValidationError(Deployment.spec.template.spec.containers[0].securityContext): unknown field "fsGroup" in io.k8s.api.core.v1.SecurityContext; if you choose to ignore these errors, turn validation off with --validate=false',
      'pod',
    ],
    ['Warning: unknown field "spec.template.spec.containers[0].securityContext.fsGroup"', 'pod'],
    ['strict decoding error: unknown field "spec.securityContext.capabilities"', 'container'],
    ['strict decoding error: unknown field "spec.runAsUser"', 'pod-or-container'],
    ['unknown field "spec.containers[0].hostNetwork"', 'spec'],
  ])('says at which level a field it does not know is at home: %s', (paste, level) => {
    expect(only(paste)).toMatchObject({
      code: 'decoding-error',
      clauses: [{ code: 'unknown-field', level }],
    });
  });

  it('says how a value of the wrong type is written', () => {
    const paste =
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field SecurityContext.spec.containers.securityContext.runAsUser of type int64';
    expect(only(paste).clauses).toMatchObject([
      { code: 'wrong-type', fix: 'Write the value of runAsUser without quotes.' },
    ]);
  });

  it('tells the causes of an invalid object one by one', () => {
    const paste =
      'The Deployment "web" is invalid:\n* spec.template.spec.containers[0].securityContext: Invalid value: core.SecurityContext{}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true\n* spec.template.spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive\n* spec.selector: Required value\n';
    expect(clauses(paste)).toEqual([
      ['invalid-value', 'container', []],
      ['invalid-value', 'pod', []],
      ['required-value', 'spec', []],
    ]);
  });

  it('tells what OpenShift objects to, and who may use which SCC', () => {
    const paste =
      'pods "web-" is forbidden: unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount, provider restricted-v2: .spec.securityContext.fsGroup: Invalid value: []int64{10001}: 10001 is not an allowed group, provider restricted-v2: .containers[0].runAsUser: Invalid value: 1000: must be in the ranges: [1000750000, 1000759999], provider "privileged": Forbidden: not usable by user or serviceaccount]';
    expect(only(paste)).toMatchObject({
      code: 'scc-refusal',
      by: 'OpenShift',
      message: expect.stringContaining('anyuid, privileged'),
    });
    expect(clauses(paste)).toEqual([
      ['not-allowed', 'pod', []],
      ['not-allowed', 'container', []],
    ]);
    expect(only(paste).clauses[1]?.fix).toContain('1000750000');
  });

  it.each([
    ['no matches for kind "Deployment" in version "extensions/v1beta1"', 'no-such-kind', 'apps/v1'],
    ['error validating data: apiVersion not set', 'no-such-kind', 'apiVersion'],
    [
      'admission webhook "validate.kyverno.svc-fail" denied the request: policy Pod/default/web',
      'webhook-denied',
      'policy',
    ],
    [
      'nginx: [emerg] mkdir() "/var/cache/nginx" failed (13: Permission denied)',
      'program-refused',
      'fsGroup',
    ],
    ['touch: /data/x: Read-only file system', 'program-refused', 'emptyDir'],
  ])('%s', (paste, code, fix) => {
    const message = only(paste);
    expect(message.code).toBe(code);
    expect(message.clauses.map((clause) => clause.fix).join(' ')).toContain(fix);
  });
});

describe('a message beside a manifest', () => {
  const paste = `I apply

\`\`\`yaml
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: registry.test/app:1
    securityContext:
      runAsNonRoot: true
\`\`\`

and get

Error: container has runAsNonRoot and image has non-numeric user (nginx), cannot verify user is non-root ${POD}
`;

  it('gives away the USER of the image', () => {
    const said = explain(paste);
    expect(said.messages?.map(({ code }) => code)).toEqual(['image-user-not-numeric']);
    expect(said.pods[0]?.containers[0]?.start).toMatchObject({
      verdict: 'refused',
      code: 'ImageUserNotNumeric',
    });
  });

  it('is not believed against what whoever asks says', () => {
    expect(explain(paste, { imageUsers: { app: '101' } }).pods[0]?.containers[0]?.start).toEqual({
      verdict: 'starts',
    });
  });
});
