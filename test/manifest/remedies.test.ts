import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Explanation,
  explain,
  type Json,
  jsonOf,
  ManifestError,
  type Node,
  readYaml,
} from '../../src/manifest/index.ts';
import { propertyRuns } from '../property-runs.ts';
import { remedied } from './remedied.ts';
import { LABELLED } from './yaml/effective-corpus.ts';

const shared = new URL('../../../shared/', import.meta.url);
const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const profile = maybe(
  fc.constantFrom<Json>(
    { type: 'Unconfined' },
    { type: 'RuntimeDefault' },
    { type: 'Localhost', localhostProfile: 'a' },
    {},
  ),
);
const CONTEXT = {
  runAsNonRoot: maybe(fc.boolean()),
  runAsUser: maybe(fc.constantFrom(0, 1)),
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: maybe(
    fc.constantFrom<Json>({ type: 'spc_t' }, { type: 'container_t', user: 'u' }, { role: 'r', level: 's0' }),
  ),
  windowsOptions: maybe(fc.constantFrom<Json>({ hostProcess: true }, { hostProcess: false })),
};
const NAMES = fc.constantFrom('ALL', 'NET_BIND_SERVICE', 'CHOWN', 'SYS_ADMIN', 'CAP_SYS_ADMIN', 'NET_RAW');
const CAPABILITIES = fc.record(
  { add: fc.array(NAMES, { maxLength: 3 }), drop: fc.array(NAMES, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const PROBE = maybe(
  fc.constantFrom<Json>({ httpGet: { port: 1, host: 'h' } }, { tcpSocket: { port: 1, host: 'h' } }),
);
const CONTAINER = fc.record({
  securityContext: maybe(
    fc.record({
      ...CONTEXT,
      privileged: maybe(fc.boolean()),
      allowPrivilegeEscalation: maybe(fc.boolean()),
      procMount: maybe(fc.constantFrom('Default', 'Unmasked')),
      capabilities: maybe(CAPABILITIES),
    }),
  ),
  ports: maybe(
    fc.constantFrom<Json>(
      [{ containerPort: 1, hostPort: 1 }],
      [{ containerPort: 1 }, { containerPort: 2, hostPort: 9 }],
    ),
  ),
  livenessProbe: PROBE,
  lifecycle: maybe(fc.record({ preStop: PROBE, postStart: PROBE })),
  volumeMounts: maybe(fc.constant([{ name: 'v0', mountPath: '/v' }])),
});
const SOURCE = fc.constantFrom<Json>(
  { hostPath: { path: '/' } },
  { emptyDir: {} },
  { nfs: { server: 's', path: '/' } },
  {},
  { gitRepo: { repository: 'r' } },
);
const ANNOTATED = fc.constantFrom('unconfined', 'runtime/default', 'localhost/a');

/** Pods of Linux and of Windows, whose fields break what can be broken. */
const ANY_POD: fc.Arbitrary<Json> = fc
  .record({
    os: maybe(fc.constantFrom('linux', 'windows')),
    hostNetwork: maybe(fc.boolean()),
    hostPID: maybe(fc.boolean()),
    hostUsers: maybe(fc.boolean()),
    securityContext: maybe(
      fc.record({
        ...CONTEXT,
        sysctls: maybe(
          fc.constantFrom<Json>(
            [{ name: 'kernel.msgmax', value: '1' }],
            [
              { name: 'net.ipv4.tcp_syncookies', value: '1' },
              { name: 'net.core.somaxconn', value: '1' },
            ],
          ),
        ),
      }),
    ),
    annotations: fc.record(
      {
        'container.apparmor.security.beta.kubernetes.io/c0': ANNOTATED,
        'container.seccomp.security.alpha.kubernetes.io/c0': ANNOTATED,
        'seccomp.security.alpha.kubernetes.io/pod': ANNOTATED,
      },
      { requiredKeys: [] },
    ),
    sources: fc.array(SOURCE, { minLength: 1, maxLength: 3 }),
    containers: fc.array(CONTAINER, { minLength: 1, maxLength: 3 }),
    inits: fc.array(CONTAINER, { maxLength: 1 }),
    deployment: fc.boolean(),
  })
  .map(({ os, annotations, sources, containers, inits, deployment, ...rest }) => {
    const spec = {
      ...rest,
      ...(os === undefined ? {} : { os: { name: os } }),
      volumes: sources.map((source, i) => ({ name: `v${i}`, ...(source as object) })),
      containers: containers.map((one, i) => ({ name: `c${i}`, image: 'x', ...one })),
      initContainers: inits.map((one, i) => ({
        name: `i${i}`,
        image: 'x',
        ...one,
        livenessProbe: undefined,
        lifecycle: undefined,
      })),
    };
    const labels = { a: 'b' };
    const pod = deployment
      ? {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'p' },
          spec: { selector: { matchLabels: labels }, template: { metadata: { labels, annotations }, spec } },
        }
      : { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', annotations }, spec };
    return JSON.parse(JSON.stringify(pod)) as Json;
  });

/** Every object of a text, the items of lists one by one, as JSON. */
function objectsIn(text: string): readonly Json[] {
  const roots = readYaml(text).documents.flatMap(({ root }) => (root === null ? [] : [root]));
  return roots.flatMap((root: Node) => {
    const json = JSON.parse(jsonOf(root)) as { readonly items?: readonly Json[] };
    return Array.isArray(json.items) ? json.items : [json as Json];
  });
}

function explained(json: Json): Explanation | undefined {
  try {
    return explain(JSON.stringify(json));
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

const errorsIn = ({ findings }: Explanation): readonly string[] =>
  findings.flatMap(({ severity, api }) =>
    severity === 'error' && api !== undefined ? [`${api.type} ${api.detail}`] : [],
  );

/** What is wrong with what is suggested for an object; nothing where it has no pod that can be read. */
function faults(json: Json): { readonly pods: number; readonly found: readonly string[] } {
  const before = explained(json);
  const [pod] = before?.pods ?? [];
  if (before === undefined || pod === undefined || pod.mended !== undefined || pod.readFrom !== undefined)
    return { pods: 0, found: [] };
  const found: string[] = [];
  for (const level of ['baseline', 'restricted'] as const) {
    const remedies = pod.security.remedies[level];
    if (remedies.map(({ reason }) => reason).join() !== pod.security[level].join())
      found.push(`${level}: the remedies are not those of the reasons`);
    const after = explained(remedied(json, pod, remedies));
    if (after === undefined) {
      found.push(`${level}: what comes out cannot be explained`);
      continue;
    }
    found.push(...worse(before, after, `${level}, all`));
    found.push(...rootsIn(after).filter((one) => !rootsIn(before).includes(one)));
    const [now] = after.pods;
    if (now?.security[level].length !== 0) found.push(`${level}: left are ${now?.security[level].join()}`);
    // Of a pod of Windows the restricted level asks less than baseline does: there both lists are needed.
    const windows = JSON.stringify(json).includes('"os":{"name":"windows"}');
    const quirk = level === 'restricted' && windows;
    const reached = quirk || LEVELS.indexOf(now?.security.level ?? 'privileged') >= LEVELS.indexOf(level);
    if (pod.security.level !== null && !reached) found.push(`${level}: ${now?.security.level} was reached`);
    for (const one of remedies) {
      const alone = remedies.filter(({ reason }) => reason === one.reason || one.together.includes(reason));
      const then = explained(remedied(json, pod, alone));
      if (then === undefined) found.push(`${level}, ${one.reason}: cannot be explained`);
      else {
        found.push(...worse(before, then, `${level}, ${one.reason}`));
        const left = then.pods[0]?.security[level] ?? [];
        if (left.includes(one.reason)) found.push(`${level}: ${one.reason} is left`);
      }
    }
  }
  return { pods: 1, found };
}

/** The API server says no more than it did. */
function worse(before: Explanation, after: Explanation, what: string): readonly string[] {
  const [was, now] = [errorsIn(before), errorsIn(after)];
  const more = now.filter((one) => !was.includes(one));
  const found = more.map((one) => `${what}: the API server now says ${one}`);
  const [a, b] = [before.pods[0]?.accepted, after.pods[0]?.accepted];
  if (a?.strict === true && b?.strict !== true) found.push(`${what}: no longer accepted`);
  return found;
}

/** The kubelet's own check of the numbers: no remedy may leave UID 0 beside runAsNonRoot. */
function rootsIn({ pods }: Explanation): readonly string[] {
  return pods.flatMap(({ containers }) =>
    containers.flatMap(({ name, start }) =>
      start.verdict === 'refused' && start.code === 'RunAsUserIsRoot' ? [`UID 0 is left in ${name}`] : [],
    ),
  );
}

function faultsIn(text: string): { readonly pods: number; readonly found: readonly string[] } {
  const all = objectsIn(text).map(faults);
  return {
    pods: all.reduce((sum, { pods }) => sum + pods, 0),
    found: all.flatMap(({ found }) => found),
  };
}

describe('the lines that are suggested bring a pod to the level, and the API server says no more than before', () => {
  it('in every labelled case', () => {
    const wrong = LABELLED.flatMap(({ id, yaml }) => faultsIn(yaml).found.map((one) => `${id}: ${one}`));
    expect(wrong).toEqual([]);
    const pods = LABELLED.reduce((sum, { yaml }) => sum + faultsIn(yaml).pods, 0);
    expect(pods).toBeGreaterThan(700);
  });

  const psa = new URL('oracle/psa.json', shared);
  it.skipIf(!existsSync(psa))("in Pod Security's own fixtures", () => {
    const { fixtures } = JSON.parse(readFileSync(psa, 'utf8')) as {
      readonly fixtures: readonly { readonly fixture: string; readonly manifest: string }[];
    };
    const wrong = fixtures.flatMap(({ fixture, manifest }) =>
      faultsIn(manifest).found.map((one) => `${fixture}: ${one}`),
    );
    expect(wrong).toEqual([]);
  });

  const manifests = new URL('manifests/', shared);
  it.skipIf(!existsSync(manifests))('in real manifests', () => {
    const files = readdirSync(manifests, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:ya?ml|json)$/.test(name),
    );
    const wrong = files.flatMap((name) =>
      faultsIn(readFileSync(new URL(name, manifests), 'utf8')).found.map((one) => `${name}: ${one}`),
    );
    expect(wrong).toEqual([]);
  });

  it('in any pod', () => {
    fc.assert(
      fc.property(ANY_POD, (pod) => {
        expect(faults(pod).found).toEqual([]);
      }),
      { numRuns: propertyRuns(1_000) },
    );
  });
});

describe('what is suggested', () => {
  const securityOf = (text: string) => {
    const [pod] = explain(text).pods;
    if (pod === undefined) throw new TypeError('there is a pod');
    return pod.security;
  };
  const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n';

  it('stands at the level it belongs to, with the name of the check and the lines', () => {
    const { remedies } = securityOf(
      `${POD}  containers:\n  - {name: a, image: x}\n  - {name: b, image: x}\n`,
    );
    const all = remedies.restricted.map(({ reason, steps }) => [
      reason,
      steps.map(({ action, level, containers, yaml }) => [action, level, containers, yaml.join('\n')]),
    ]);
    expect(all).toEqual([
      [
        'allowPrivilegeEscalation != false',
        [['add', 'container', [0, 1], 'securityContext:\n  allowPrivilegeEscalation: false']],
      ],
      [
        'unrestricted capabilities',
        [['add', 'container', [0, 1], 'securityContext:\n  capabilities:\n    drop:\n      - ALL']],
      ],
      ['runAsNonRoot != true', [['add', 'pod', [], 'securityContext:\n  runAsNonRoot: true']]],
      [
        'seccompProfile',
        [['add', 'pod', [], 'securityContext:\n  seccompProfile:\n    type: RuntimeDefault']],
      ],
    ]);
  });

  it('says of runAsNonRoot that UID 0 has to go with it', () => {
    const { remedies } = securityOf(
      `${POD}  securityContext: {runAsUser: 0}\n  containers: [{name: a, image: x}]\n`,
    );
    const nonRoot = remedies.restricted.find(({ check }) => check === 'runAsNonRoot');
    expect(nonRoot?.together).toEqual(['runAsUser=0']);
    const root = remedies.restricted.find(({ check }) => check === 'runAsUser');
    expect(root?.steps).toMatchObject([{ action: 'change', level: 'pod', value: 1000, lines: [5] }]);
    expect(root?.note).toContain('any UID above 0');
  });

  it('says of allowPrivilegeEscalation: false that privileged has to go with it', () => {
    const { remedies } = securityOf(
      `${POD}  containers: [{name: a, image: x, securityContext: {privileged: true}}]\n`,
    );
    const escalation = remedies.restricted.find(({ check }) => check === 'allowPrivilegeEscalation');
    expect(escalation?.together).toEqual(['privileged']);
  });

  it('takes Bidirectional out with privileged, which alone allows it', () => {
    const { remedies } = securityOf(
      `${POD}  volumes: [{name: v}]\n  containers:\n  - name: a\n    image: x\n    securityContext: {privileged: true}\n    volumeMounts: [{name: v, mountPath: /v, mountPropagation: Bidirectional}]\n`,
    );
    expect(remedies.baseline.flatMap(({ steps }) => steps.map(({ keys }) => keys.join('.')))).toEqual([
      'securityContext.privileged',
      'volumeMounts.0.mountPropagation',
    ]);
  });

  it('is nothing to add where something has to go', () => {
    const { remedies } = securityOf(
      `${POD}  hostNetwork: true\n  volumes: [{name: v, hostPath: {path: /}}]\n  containers: [{name: a, image: x}]\n`,
    );
    expect(
      remedies.baseline.map(({ reason, steps }) => [reason, steps.map(({ action, yaml }) => [action, yaml])]),
    ).toEqual([
      ['host namespaces', [['remove', ['hostNetwork: true']]]],
      [
        'hostPath volumes',
        [
          ['remove', ['volumes:', '  - name: v', '    hostPath:', '      path: "/"']],
          ['add', ['volumes:', '  - name: v', '    emptyDir: {}']],
        ],
      ],
    ]);
  });

  it('changes the line of a value that a template decides, and adds no second key', () => {
    const { remedies } = securityOf(
      `${POD}  containers:\n  - name: a\n    image: x\n    securityContext:\n      allowPrivilegeEscalation: {{ .Values.e }}\n`,
    );
    const escalation = remedies.restricted.find(({ check }) => check === 'allowPrivilegeEscalation');
    expect(escalation?.steps).toMatchObject([{ action: 'change', lines: [9] }]);
  });
});
