import { describe, expect, it } from 'vitest';
import { explain, ManifestError } from '../../src/manifest/index.ts';

const lesson = `apiVersion: v1
kind: Pod
metadata:
  name: secure-pod
spec:
  securityContext:
    runAsUser: 1000
    runAsGroup: 3000
  containers:
  - name: app
    image: nginx:1.28
    securityContext:
      runAsUser: 2000
`;

const findingsOf = (text: string) =>
  explain(text).findings.map(({ code, severity, line }) => ({ code, severity, line }));

describe('explain', () => {
  it('lets the container win over the pod, field by field, and names both lines', () => {
    const app = explain(lesson).pods[0]?.containers[0];
    expect(app?.fields.runAsUser).toEqual({
      value: 2000,
      source: 'container',
      line: 13,
      overrides: { value: 1000, source: 'pod', line: 7 },
    });
    expect(app?.fields.runAsGroup).toEqual({ value: 3000, source: 'pod', line: 8 });
    expect(app?.process).toEqual({ uid: 2000, gid: 3000, groups: [3000] });
    expect(app?.start).toEqual({ verdict: 'starts' });
  });

  it('says what depends on the image, and decides it once the USER is known', () => {
    const text = lesson
      .replace('runAsUser: 2000', 'runAsNonRoot: true')
      .replace('runAsUser: 1000', 'fsGroup: 5');
    expect(explain(text).pods[0]?.containers[0]?.start.verdict).toBe('depends-on-image');
    const known = explain(text, { imageUsers: { app: '101' } }).pods[0]?.containers[0];
    expect(known?.start).toEqual({ verdict: 'starts' });
    expect(known?.process).toEqual({ uid: 101, gid: 3000, groups: [3000, 5] });
    expect(explain(text, { imageUsers: { '*': 'nginx' } }).pods[0]?.containers[0]?.start).toMatchObject({
      verdict: 'refused',
      code: 'ImageUserNotNumeric',
    });
  });

  it('lists groups as id prints them: the primary first, the others ascending, none twice', () => {
    const text = lesson.replace('runAsUser: 1000', 'fsGroup: 9\n    supplementalGroups: [7, 9, 3000, 5]');
    expect(explain(text).pods[0]?.containers[0]?.process.groups).toEqual([3000, 5, 7, 9]);
  });

  it('says where a misplaced field belongs, and keeps one code for all unknown fields', () => {
    const [finding] = explain(lesson.replace('runAsUser: 2000', 'fsGroup: 2000')).findings;
    expect(finding).toMatchObject({ code: 'unknown-field', severity: 'error', line: 13 });
    expect(finding?.path).toBe('spec.containers[0].securityContext.fsGroup');
    expect(finding?.fix).toContain('spec.securityContext.fsGroup');
  });

  it('gives the right spelling of a field in the wrong case', () => {
    const [finding] = explain(lesson.replace('runAsUser: 2000', 'runasuser: 2000')).findings;
    expect(finding?.fix).toContain('runAsUser');
  });

  it('says that 01000 is 512', () => {
    expect(explain(lesson.replace('runAsUser: 2000', 'runAsUser: 01000')).findings).toContainEqual(
      expect.objectContaining({ code: 'surprising-scalar', message: expect.stringContaining('is 512') }),
    );
  });

  it('carries the exact words for a value that cannot be decoded, and shows no containers then', () => {
    const explained = explain(lesson.replace('runAsUser: 2000', 'runAsUser: "2000"'));
    expect(explained.pods[0]).toMatchObject({ accepted: { strict: false, ignore: false }, containers: [] });
    expect(explained.findings[0]?.api?.message).toBe(
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field SecurityContext.spec.containers.securityContext.runAsUser of type int64',
    );
  });

  it('names both lines of a key that stands twice', () => {
    const text = lesson.replace('    runAsGroup: 3000', '    runAsUser: 1001');
    expect(findingsOf(text)).toContainEqual({ code: 'duplicate-key', severity: 'warning', line: 8 });
  });

  it.each([
    ['spec', 'spec:\n  containers:\n  - name: a\n    image: x\n    securityContext: {runAsUser: 7}\n'],
    ['containers', 'containers:\n- name: a\n  image: x\n  securityContext: {runAsUser: 7}\n'],
    ['a list of containers', '- name: a\n  image: x\n  securityContext: {runAsUser: 7}\n'],
    ['one container', 'name: a\nimage: x\nsecurityContext: {runAsUser: 7}\n'],
  ])('reads a piece of a manifest: %s', (_what, text) => {
    const explained = explain(text);
    expect(explained.pods[0]?.containers[0]?.fields.runAsUser?.value).toBe(7);
    expect(explained.findings.map(({ code }) => code)).toContain('fragment');
  });

  it('gives both readings of a bare securityContext', () => {
    const explained = explain('securityContext:\n  runAsUser: 7\n');
    const sources = [explained, ...explained.readings].map(
      (one) => one.pods[0]?.containers[0]?.fields.runAsUser?.source,
    );
    expect(sources).toEqual(['pod', 'container']);
    expect(explain('securityContext:\n  fsGroup: 7\n').pods[0]?.containers[0]?.fields.fsGroup?.value).toBe(7);
  });

  it('refuses a paste without a pod spec and says what to paste instead', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80}]}\n';
    expect(() => explain(service)).toThrow(ManifestError);
    expect(() => explain(service)).toThrow(/Service.*kubectl get/);
  });

  it('is not confused by keys and names of Object.prototype', () => {
    const text = lesson
      .replace('name: app', 'name: constructor')
      .replace('runAsUser: 2000', '__proto__: {a: 1}');
    const explained = explain(text, { imageUsers: { app: '5' } });
    expect(explained.findings.map(({ path }) => path)).toContain(
      'spec.containers[0].securityContext.__proto__',
    );
    expect(explained.pods[0]?.containers[0]?.start).toEqual({ verdict: 'starts' });
  });
});
