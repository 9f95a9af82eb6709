import { describe, expect, it } from 'vitest';
import { type Explanation, explain, ManifestError } from '../../../src/manifest/index.ts';

const codes = ({ findings }: Explanation): readonly string[] => findings.map(({ code }) => code);
const spec = `spec:
  containers:
  - name: app
    image: registry.test/app:1
    securityContext:
      runAsNonRoot: true
`;
const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n${spec}`;
const first = (explanation: Explanation) => explanation.pods[0]?.containers[0];

describe('a Jenkinsfile', () => {
  it.each([
    ["yaml '''", "'''"],
    ['yaml """', '"""'],
    ['podTemplate(yaml: """', '""")'],
    ["def yaml = '''", "'''"],
  ])('begins a pod with %s', (open, close) => {
    const said = explain(
      `pipeline {\n  ${open}\napiVersion: v1\nkind: Pod\n${spec}${close}\n  stages { sh 'id' }\n}\n`,
    );
    expect(first(said)).toMatchObject({ name: 'app', line: 7 });
    expect(said.pods[0]?.accepted).toEqual({ strict: true, ignore: true });
    expect(codes(said)).toEqual(['jenkinsfile']);
  });
});

describe('a Dockerfile beside a manifest', () => {
  it.each([
    ['USER 1001', '1001', 'starts'],
    ['USER app', 'app', 'refused'],
    ['USER root', 'root', 'refused'],
    [`ARG ID=1001\nUSER \${ID}:0`, '1001', 'starts'],
    ['USER 0\nFROM scratch\nUSER 65532', '65532', 'starts'],
    ['USER 65532\nFROM registry.test/base:1', undefined, 'depends-on-image'],
    ['USER $NOBODY_KNOWS', undefined, 'depends-on-image'],
  ])('%s', (lines, user, verdict) => {
    const said = explain(
      `The image:\n\nFROM registry.test/base:1\nRUN true \\\n  && true\n${lines}\n\nThe pod:\n\n${pod}`,
    );
    expect(first(said)?.start.verdict).toBe(verdict);
    expect(codes(said)).toContain('dockerfile');
    if (user !== undefined)
      expect(said.findings.find(({ code }) => code === 'dockerfile')?.message).toContain(`USER ${user}`);
  });

  it('gives way to what whoever asks says of the image', () => {
    const text = `FROM x\nUSER app\n\n${pod}`;
    expect(first(explain(text, { imageUsers: { app: '5' } }))?.start).toEqual({ verdict: 'starts' });
  });

  it('alone is still a Dockerfile', () => {
    expect(() => explain('FROM x\nRUN y\nUSER 5\n')).toThrow(expect.objectContaining({ code: 'dockerfile' }));
  });
});

describe('a manifest as text', () => {
  it('is read in a ConfigMap, with its own lines, and only there named as text', () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n  note: nothing\n  pod.yaml: |\n${pod.replace(/^(?=.)/gm, '    ')}`;
    const said = explain(text);
    expect(said.pods[0]).toMatchObject({ kind: 'Pod', name: 'web', line: 8 });
    expect(first(said)?.fields.runAsNonRoot?.line).toBe(17);
    expect(codes(said)).toEqual(['inside-text']);
  });

  it('does not make a pod of any text', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  a: |\n    apiVersion: v1\n    kind: Service\n';
    expect(() => explain(text)).toThrow(expect.objectContaining({ code: 'no-pod-spec' }));
  });
});

describe('other languages are named', () => {
  it.each([
    [
      'terraform',
      'resource "kubernetes_pod" "web" {\n  spec {\n    security_context {\n      run_as_user = 5\n    }\n  }\n}\n',
    ],
    [
      'jsonnet',
      "local k = import 'k.libsonnet';\n{ pod+: { spec+: { securityContext+: { runAsUser: 5 } } } }\n",
    ],
    [
      'go',
      'pod := &corev1.Pod{\n\tSpec: corev1.PodSpec{\n\t\tSecurityContext: &corev1.PodSecurityContext{RunAsUser: &uid},\n\t},\n}\n',
    ],
    ['docker-run', 'docker run --user 5 nginx\n'],
  ])('%s', (code, text) => {
    let error: unknown;
    try {
      explain(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ManifestError);
    expect(error).toMatchObject({ code });
  });
});

describe('a paste of the greatest length', () => {
  const LONGEST = 262_144;
  const filled = (text: string): string => text.repeat(Math.ceil(LONGEST / text.length)).slice(0, LONGEST);

  it.each([
    ['of commands, each of which took the rest for its own words', filled('kubectl patch ')],
    [
      'of operations, each of which looked at all others',
      filled('- {op: add, path: /spec/containers/0/securityContext/privileged, value: true}\n'),
    ],
    [
      'of refusals, each of which was read to the end',
      filled('violates PodSecurity "restricted:latest": x (container "a" y), '),
    ],
    ['of quotes that begin a Jenkinsfile', filled("yaml '''\n")],
    ['of stages of a Dockerfile', `${filled('FROM x\nUSER $a\n')}\nsecurityContext: {}\n`],
  ])('%s is answered in less than two seconds', (_what, paste) => {
    const start = performance.now();
    try {
      explain(paste.slice(0, LONGEST));
    } catch (error) {
      expect(error).toBeInstanceOf(ManifestError);
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
