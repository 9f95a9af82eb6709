import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asMeant, correct, type Explanation, explain } from '../../src/manifest/index.ts';

/** What people really pasted (test/trials): each NN-name.md says what the right answer is. */
const paste = (name: string): string =>
  readFileSync(new URL(`../trials/${name}.yaml`, import.meta.url), 'utf8');
const answer = (name: string): Explanation => explain(paste(name));
const codes = ({ findings }: Explanation): readonly string[] => findings.map(({ code }) => code);
const first = (explanation: Explanation) => {
  const [pod] = explanation.pods.map(asMeant);
  const container = pod?.containers[0];
  if (container === undefined) throw new Error('nothing was explained');
  return container;
};

describe('headers', () => {
  it('28: kind is Pod, and then UID 4400', () => {
    const said = answer('28-kind-lower-case');
    expect(said.findings[0]).toMatchObject({
      code: 'wrong-kind',
      severity: 'error',
      line: 2,
      fix: 'Write kind: Pod.',
    });
    expect(first(said).process.uid).toBe(4400);
    expect(said.pods[0]?.accepted).toEqual({ strict: false, ignore: false });
    expect(correct(paste('28-kind-lower-case')).manifest).toContain('kind: Pod\n');
  });

  it('29: apiVersion is missing, v1 for a Pod; then fsGroup 4402', () => {
    const said = answer('29-api-version-line-lost');
    expect(said.findings[0]).toMatchObject({ code: 'missing-api-version', severity: 'error' });
    expect(said.findings[0]?.fix).toContain('apiVersion: v1');
    expect(first(said).process.groups).toEqual([4402]);
    expect(correct(paste('29-api-version-line-lost')).manifest).toMatch(/^apiVersion: v1\nkind: Pod\n/);
  });
});

describe('kinds of others', () => {
  it('09: a Rollout is read as a Deployment is', () => {
    const said = answer('09-crd-rollout');
    expect(first(said).fields.runAsUser).toMatchObject({
      value: 4401,
      overrides: { value: 4400, source: 'pod' },
    });
    expect(first(said).process.groups).toEqual([4500]);
    expect(codes(said)).toEqual(['foreign-kind', 'overridden-everywhere']);
    expect(said.pods[0]).toMatchObject({
      kind: 'Rollout',
      name: 'shop',
      path: 'spec.template.spec',
      readFrom: 'foreign-kind',
    });
  });

  it('11: a StatefulSet of another group is not told to become one of apps/v1', () => {
    const said = answer('11-crd-same-kind-other-group');
    expect(first(said).process.uid).toBe(4400);
    expect(codes(said)).toEqual(['foreign-kind']);
    expect(correct(paste('11-crd-same-kind-other-group')).manifest).toBe(
      paste('11-crd-same-kind-other-group'),
    );
  });
});

describe('Helm values', () => {
  it('05: podSecurityContext is the pod’s, securityContext beside it the container’s', () => {
    const said = answer('05-helm-values-two-contexts');
    expect(first(said)).toMatchObject({
      process: { uid: 4401, groups: [4400] },
      start: { verdict: 'starts' },
    });
    expect(first(said).fields.runAsUser?.source).toBe('container');
    expect(codes(said)).toEqual(['helm-values']);
    expect(said.readings).toEqual([]);
  });

  it('07: an image taken apart is the mark of values, not a broken container', () => {
    const said = answer('07-helm-values-image-mapping');
    expect(first(said).fields.runAsUser).toMatchObject({ value: 0, source: 'pod', line: 6 });
    expect(codes(said)).toEqual(['helm-values']);
  });
});

describe('pieces', () => {
  it('17: what every container would inherit, and no Pod Security level', () => {
    const said = answer('17-pod-level-without-containers');
    expect(said.findings).toMatchObject([{ code: 'required-value', path: 'spec.containers' }]);
    expect(first(said)).toMatchObject({
      assumed: true,
      process: { uid: 4400, gid: 4401, groups: [4401, 4402] },
    });
    expect(first(said).fields.runAsNonRoot?.value).toBe(true);
    expect(said.pods[0]?.security.level).toBeNull();
  });

  it('43: container is told to be containers, and read as that', () => {
    const said = answer('43-container-key-singular');
    expect(codes(said)).toContain('unknown-field');
    expect(said.findings.find(({ code }) => code === 'unknown-field')?.fix).toContain('containers');
    expect(first(said).fields.runAsUser).toMatchObject({ value: 4400, source: 'pod' });
    expect(first(said).fields.privileged?.value).toBe(true);
    expect(codes(said)).toContain('invalid-value');
    expect(said.pods.map(asMeant)[0]?.accepted).toEqual({ strict: false, ignore: false });
  });

  it('41: a Windows node, by the selector: no UID, and no check but of the name', () => {
    const said = answer('41-windows-node-selector');
    expect(first(said).fields.runAsUser).toBeUndefined();
    expect(first(said).process.uid).toBeNull();
    const { start } = first(said);
    expect(start.verdict).toBe('starts');
    expect(codes(said)).toContain('windows-node');
    const admin = explain(paste('41-windows-node-selector'), {
      imageUsers: { app: 'ContainerAdministrator' },
    });
    expect(first(admin).start).toMatchObject({ verdict: 'refused', code: 'WindowsImageUserIsAdmin' });
  });
});

describe('inside something else', () => {
  it('35: the pod between the triple quotes of a Jenkinsfile, whose metadata Jenkins fills in', () => {
    const said = answer('35-inside-jenkinsfile');
    expect(said.pods[0]?.containers[0]).toMatchObject({
      name: 'build',
      line: 9,
      fields: { privileged: { value: true, line: 12 } },
    });
    expect(first(said).fields.runAsUser?.source).toBe('image');
    expect(said.pods[0]?.accepted).toEqual({ strict: true, ignore: true });
    expect(codes(said)).toEqual(['jenkinsfile']);
  });

  it('36: a JSON patch: what it sets at the pod’s level and in the first container', () => {
    const said = answer('36-json-patch');
    expect(first(said)).toMatchObject({
      path: 'spec.template.spec.containers[0]',
      process: { uid: 4400, groups: [4402] },
      fields: { readOnlyRootFilesystem: { value: true, source: 'container', line: 9 } },
    });
    expect(codes(said)).toEqual(['patch']);
    expect(said.pods[0]?.security.level).toBeNull();
  });

  it('40: the USER of the Dockerfile in the same paste', () => {
    const said = answer('40-dockerfile-and-manifest');
    expect(first(said).start).toMatchObject({ verdict: 'refused', code: 'ImageUserNotNumeric' });
    expect(said.findings[0]).toMatchObject({ code: 'dockerfile', line: 5 });
    expect(said.findings[0]?.fix).toContain('4400');
  });
});

describe('messages pasted alone', () => {
  it('25: why the kubelet does not start it, and what to write', () => {
    const [message, ...others] = answer('25-message-kubelet-nonroot').messages ?? [];
    expect(others).toEqual([]);
    expect(message).toMatchObject({ code: 'image-runs-as-root', by: 'the kubelet', line: 1 });
    expect(message?.clauses).toMatchObject([{ level: 'pod-or-container', containers: ['web'] }]);
    expect(message?.clauses[0]?.fix).toContain('runAsUser');
    expect(message?.next).toMatch(/^Paste the manifest/);
  });

  it('26: each clause of Pod Security, the level and the container', () => {
    const [message] = answer('26-message-pod-security').messages ?? [];
    expect(message?.clauses).toMatchObject([
      { code: 'allow-privilege-escalation', level: 'container', containers: ['web'] },
      { code: 'seccomp-profile', level: 'pod-or-container', containers: ['web'] },
    ]);
    expect(message?.clauses.map(({ fix }) => fix)).toEqual([
      expect.stringContaining('allowPrivilegeEscalation: false'),
      expect.stringContaining('RuntimeDefault'),
    ]);
  });
});
