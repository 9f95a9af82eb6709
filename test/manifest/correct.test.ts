import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { correct, explain } from '../../src/manifest/index.ts';

const wrong = `# keep me
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web # and me
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: app
        image: nginx
        runAsUser: 5
        securityContext:
          runasgroup: "3000"   # why
          fsGroup: 01000
          supplementalGroups:
          - 1
          - 2
          capabilities: {add: [CAP_NET_ADMIN]}
      - image: x
        securityContext: {fsGroup: 512, privilegd: true, seccompProfile: {type: runtime/default}}
        name: b
`;

const right = `# keep me
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web # and me
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: app
        image: nginx
        securityContext:
          runAsGroup: 3000   # why
          capabilities: {add: [NET_ADMIN]}
          runAsUser: 5
      - image: x
        securityContext: {privileged: true, seccompProfile: {type: RuntimeDefault}}
        name: b
      securityContext:
        fsGroup: 512
        supplementalGroups:
        - 1
        - 2
`;

const serious = (text: string) => explain(text).findings.filter(({ severity }) => severity !== 'hint');

describe('correct', () => {
  it('changes only the faulty lines and keeps comments and order', () => {
    const { manifest, changes } = correct(wrong);
    expect(manifest).toBe(right);
    expect(changes.map(({ message }) => message)).toContain(
      'spec.template.spec.containers[0].securityContext.fsGroup is moved to spec.template.spec.securityContext.fsGroup.',
    );
  });

  it('leaves nothing to find where there was one remedy', () => {
    expect(serious(wrong).length).toBeGreaterThan(0);
    expect(serious(correct(wrong).manifest)).toEqual([]);
  });

  it('gives a job the restart policy it needs', () => {
    const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: once
spec:
  template:
    spec:
      containers:
      - name: a
        image: x
`;
    expect(correct(job).manifest).toBe(`${job}      restartPolicy: Never\n`);
  });

  it('keeps the value that counts of a key that stands twice', () => {
    const twice = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
  containers:
  - name: app
    image: nginx
  securityContext:
    fsGroup: 2000
`;
    expect(correct(twice).manifest).toBe(twice.replace('  securityContext:\n    runAsUser: 1000\n', ''));
  });

  it('leaves no unknown field without a reason, never loses a manifest, and has nothing more to do the second time', () => {
    const file = new URL('../oracle/effective.json', import.meta.url);
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: { id: string; yaml: string }[] };
    for (const { id, yaml } of cases.filter((_, i) => i % 3 === 0)) {
      let before: ReturnType<typeof explain>;
      try {
        before = explain(yaml);
      } catch {
        continue;
      }
      const once = correct(yaml);
      expect(once.explanation.pods.length, id).toBe(before.pods.length);
      for (const { path } of once.explanation.findings.filter(({ code }) => code === 'unknown-field'))
        expect(once.notChanged.map(({ message }) => message).join(), id).toContain(path);
      expect(correct(once.manifest).manifest, id).toBe(once.manifest);
    }
  });
});

describe('correct, in JSON', () => {
  it('keeps JSON what it is', () => {
    const json =
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": "b", "image": "x", "runAsUser": 5, "securityContext": {"runasgroup": 4, "fsGroup": 3}}]}}';
    expect(JSON.parse(correct(json).manifest).spec).toEqual({
      containers: [{ name: 'b', image: 'x', securityContext: { runAsGroup: 4, runAsUser: 5 } }],
      securityContext: { fsGroup: 3 },
    });
  });
});

it('an item takes no edit for what it takes over from its list: what it lacks is written into it', () => {
  const list = (kind: string): string =>
    `apiVersion:v1\nkind: ${kind}\nitems:\n- metadata:\n- metadata:\n    name: a\n  spec:\n    containers:\n    - name: app\n      image: app:1\n`;
  expect(correct(list('PodList')).manifest).toContain('- apiVersion: v1\n  metadata:\n    name: a\n');
  expect(correct(list('podList')).manifest).toContain('- apiVersion: v1\n  metadata:\n- apiVersion: v1\n');
});
