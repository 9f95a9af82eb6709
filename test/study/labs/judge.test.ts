import { describe, expect, test } from 'vitest';
import { createCluster, run } from '../../../src/cluster/index.ts';
import { type Goal, judge, judgeStep, type Predicate, saidOnce } from '../../../src/study/labs/index.ts';
import { clusterWith, stepWith, WEB } from './step.ts';

const start = createCluster();
const web = clusterWith(WEB);
const deployment = (spec: string, kind = 'Deployment') => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: ${spec}
`;

function found(predicate: Predicate, cluster = web, begun = start): string | null {
  const [result] = judgeStep(stepWith({ id: 'goal', ...predicate } as Goal), begun, cluster);
  expect(result?.met).toBe(result?.found === null);
  return result?.found ?? null;
}

const pod = { object: 'pod/web' };
const app = { ...pod, container: 'app' };
const side = { ...pod, container: 'side' };

describe('what holds is met', () => {
  test.each<Predicate>([
    { kind: 'effective', field: 'runAsUser', value: 1000, ...app },
    { kind: 'effective', field: 'runAsUser', value: 1000, level: 'pod', ...pod },
    { kind: 'effective', field: 'runAsUser', value: 2000, level: 'container', ...side },
    {
      kind: 'effective',
      field: 'capabilities',
      value: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
      ...side,
    },
    { kind: 'effective', field: 'capabilities.drop', includes: ['ALL'], ...side },
    { kind: 'effective', field: 'fsGroup', value: null, ...app },
    { kind: 'process', uid: 1000, gid: 3000, groups: [3000], ...app },
    { kind: 'process', uid: 2000, capabilities: ['NET_BIND_SERVICE'], noNewPrivs: true, ...side },
    { kind: 'running', restarts: 0, ...pod },
    { kind: 'exists', ...pod },
    { kind: 'absent', object: 'pod/other' },
    {
      kind: 'value',
      jsonpath: '{.spec.containers[?(@.name=="side")].securityContext.runAsUser}',
      is: '2000',
      ...pod,
    },
    { kind: 'value', jsonpath: '{.metadata.labels.team}', is: '', ...pod },
    { kind: 'exec', command: 'id -u', prints: '1000', ...app },
    {
      kind: 'exec',
      command: "sh -c 'echo x > /etc/x'",
      status: 'fails',
      includes: 'Permission denied',
      ...app,
    },
    { kind: 'line', command: 'kubectl auth can-i create pods', prints: 'yes' },
    { kind: 'file', path: '/tmp/note', uid: 1000, gid: 3000, mode: '0640', text: 'hello', ...app },
    { kind: 'file', path: 'pod.yaml', includes: 'runAsUser: 2000' },
    { kind: 'security', level: 'baseline', ...pod },
  ])('%j', (predicate) => {
    expect(found(predicate)).toBeNull();
  });
});

describe('what is there instead says which container, which level and what it is', () => {
  test.each<readonly [Predicate, string]>([
    [
      { kind: 'effective', field: 'runAsUser', value: 2000, ...app },
      "`1000` in container `app`, from the pod's level (line 7 of `pod.yaml`).",
    ],
    [
      { kind: 'effective', field: 'runAsUser', value: 1000, ...side },
      "`2000` in container `side`, from the container's own level (line 17 of `pod.yaml`). It overrides `1000` from the pod's level.",
    ],
    [
      { kind: 'effective', field: 'runAsUser', value: 1000, level: 'container', ...app },
      "`1000`, but from the pod's level (line 7 of `pod.yaml`), so every container of the pod gets it; here container `app` is to set it itself.",
    ],
    [
      { kind: 'effective', field: 'runAsUser', value: 2000, level: 'pod', ...side },
      "`2000`, but from the level of container `side` (line 17 of `pod.yaml`), which counts for that container alone; here it is to stand at the pod's level.",
    ],
    [
      { kind: 'effective', field: 'allowPrivilegeEscalation', value: false, ...app },
      'Container `app` does not set it, and this field exists in containers only.',
    ],
    [
      { kind: 'effective', field: 'fsGroup', value: 2000, ...app },
      "The pod does not set it, and this field exists at the pod's level only.",
    ],
    [
      { kind: 'effective', field: 'readOnlyRootFilesystem', value: true, ...app },
      'Container `app` does not set it, and this field exists in containers only, so the default applies: `false`.',
    ],
    [
      { kind: 'effective', field: 'runAsUser', value: 1, object: 'pod/web', container: 'nobody' },
      '`pod/web` has no container `nobody`; it has `app` and `side`.',
    ],
    [
      { kind: 'effective', field: 'runAsUser', value: 1, object: 'pod/wed' },
      'There is no Pod `wed` in namespace `default`; I found `web`.',
    ],
    [
      { kind: 'exists', object: 'pod/web', namespace: 'kube-public' },
      'There is no Pod `web` in namespace `kube-public`; there is one in `default`.',
    ],
    [
      { kind: 'process', uid: 2000, gid: 2000, ...app },
      "The process of container `app` in pod `web` has UID 1000 (from the pod's level) and GID 3000 (from the pod's level).",
    ],
    [
      { kind: 'process', groups: [3000, 4000], ...app },
      'The process of container `app` in pod `web` has the groups 3000.',
    ],
    [{ kind: 'state', reason: 'CrashLoopBackOff', ...app }, 'Container `app` of pod `web` runs.'],
    [{ kind: 'absent', ...pod }, '`pod/web` is still there.'],
    [{ kind: 'value', jsonpath: '{.spec.restartPolicy}', is: 'Never', ...pod }, 'The value is `Always`.'],
    [
      { kind: 'value', jsonpath: '{.metadata.labels.team}', is: 'red', ...pod },
      'Nothing stands at `{.metadata.labels.team}`.',
    ],
    [{ kind: 'exec', command: 'id -u', prints: '0', ...app }, '`id -u` in container `app` prints `1000`.'],
    [
      { kind: 'exec', command: 'touch /etc/x', ...app },
      '`touch /etc/x` in container `app` fails (exit code 1) and says `touch: /etc/x: Permission denied`.',
    ],
    [
      { kind: 'exec', command: 'true', status: 'fails', ...app },
      '`true` in container `app` succeeds and says nothing.',
    ],
    [
      { kind: 'line', command: 'kubectl get pod web', includes: 'CrashLoop' },
      '`kubectl get pod web` says `web    2/2     Running   0          25s`; `CrashLoop` is not in it.',
    ],
    [{ kind: 'line', command: 'kubectl top pods' }, '`kubectl top pods` cannot be tried here'],
    [
      { kind: 'line', command: 'kubectl get pod web -o jsonpath={.spec.hostname}', includes: 'web' },
      '`kubectl get pod web -o jsonpath={.spec.hostname}` prints nothing; `web` is to be in it.',
    ],
    [{ kind: 'file', path: 'nothing.txt' }, '`nothing.txt` is not there; I found `pod.yaml`.'],
    [{ kind: 'file', path: '/tmp/note', uid: 0, ...app }, '`/tmp/note` belongs to UID 1000.'],
    [{ kind: 'file', path: '/tmp/note', mode: '0600', ...app }, '`/tmp/note` has mode 640.'],
    [
      { kind: 'file', path: '/tmp/note', includes: 'bye', ...app },
      '`/tmp/note` does not have `bye` in it; it holds `hello`.',
    ],
    [
      { kind: 'security', level: 'restricted', ...pod },
      '`pod/web` is only `baseline`; what keeps it from `restricted`: `allowPrivilegeEscalation != false`',
    ],
    [{ kind: 'kept', ...pod }, '`pod/web` was not there when the lab began.'],
  ])('%j', (predicate, sentence) => {
    expect(found(predicate)).toContain(sentence);
  });
});

test('a file that has it right, and a cluster that has not', () => {
  const edited = run(web, "sed -i 's/runAsUser: 1000/runAsUser: 1500/' pod.yaml").cluster;
  expect(found({ kind: 'effective', field: 'runAsUser', value: 1500, ...app }, edited)).toBe(
    "`1000` in container `app`, from the pod's level. `pod.yaml` has it as wanted, but the cluster does not have that yet.",
  );
});

test('a part that is not there, of a field that is: no empty list is made up', () => {
  const adds = clusterWith(WEB.replace(/drop: \[ALL\]|drop: \["ALL"\]/, 'add: [CHOWN]'));
  expect(found({ kind: 'effective', field: 'capabilities.drop', includes: ['ALL'], ...side }, adds)).toBe(
    "`capabilities` of container `side`, from the container's own level (line 19 of `pod.yaml`), has no `drop`.",
  );
});

test('a file that means it, and that kubectl cannot read', () => {
  const edited = run(web, "sed -i 's/    runAsUser: 1000/     runAsUser: 1500/' pod.yaml").cluster;
  expect(found({ kind: 'effective', field: 'runAsUser', value: 1500, ...app }, edited)).toMatch(
    /from the pod's level\. `pod\.yaml` has it, but kubectl cannot read the file: `yaml: line \d+: [^`]+`\.$/,
  );
});

test('a file under its own name in another folder', () => {
  const { cluster } = run(web, 'cd /tmp; echo hello > after.txt');
  expect(found({ kind: 'file', path: 'after.txt' }, cluster)).toBe(
    '`after.txt` is not there in `/root`; there is `/tmp/after.txt`.',
  );
});

test('what several goals in a row miss for is told once, below the last of them', () => {
  const result = (id: string, found: string | null) => ({ id, met: found === null, wanted: id, found });
  const shown = saidOnce([
    result('a', 'no pod'),
    result('b', 'no pod'),
    result('c', null),
    result('d', 'no pod'),
  ]);
  expect(shown.map(({ found: said }) => said)).toEqual([null, 'no pod', null, 'no pod']);
  expect(shown.map(({ met }) => met)).toEqual([false, false, true, false]);
});

test('who a process is where no level says so: the image decides', () => {
  const bare = clusterWith(WEB.replace('    runAsUser: 1000\n', ''));
  expect(found({ kind: 'effective', field: 'runAsUser', value: 1, ...app }, bare)).toBe(
    'Neither level sets it for container `app`, so the image decides. Its process has UID 0, as the image wants.',
  );
  expect(found({ kind: 'process', uid: 1, ...app }, bare)).toBe(
    'The process of container `app` in pod `web` has UID 0 (neither level sets `runAsUser`, so the image decides).',
  );
});

describe('what only the image knows is not made up', () => {
  const spec = (extra: string) => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {${extra}}
  containers:
  - {name: app, image: "registry.example.com/orders:3"}
`;
  const inRegistry = (user: string, extra: string) =>
    createCluster({ images: { 'registry.example.com/orders:3': user }, manifests: [spec(extra)] });

  test('the number of a user that an image of the registry names', () => {
    const cluster = inRegistry('orders', '');
    expect(found({ kind: 'process', uid: 1000, ...app }, cluster)).toBe(
      'The process of container `app` in pod `web` has a UID that only its image knows (neither level sets `runAsUser`, so the image decides).',
    );
    expect(found({ kind: 'effective', field: 'runAsUser', value: 1000, ...app }, cluster)).toBe(
      'Neither level sets it for container `app`, so the image decides.',
    );
  });

  test('its groups, even where the user is set', () => {
    const cluster = inRegistry('orders', 'runAsUser: 1001');
    expect(found({ kind: 'process', uid: 1001, ...app }, cluster)).toBeNull();
    expect(found({ kind: 'process', gid: 0, ...app }, cluster)).toContain('a GID that only its image knows');
    expect(found({ kind: 'process', groups: [0], ...app }, cluster)).toContain(
      'groups that only its image knows',
    );
  });

  test.each([
    ['1001', 1001],
    ['1001:2001', 1001],
    ['', 0],
  ])('but the number itself, or that it names nobody, is known: %j', (user, uid) => {
    expect(found({ kind: 'process', uid, ...app }, inRegistry(user, ''))).toBeNull();
  });

  test('of an image that nobody knows nothing is known', () => {
    const cluster = clusterWith(spec('').replace('orders:3', 'stranger:1'), 'sleep 30');
    expect(found({ kind: 'process', uid: 0, ...app }, cluster)).toContain('a UID that only its image knows');
  });
});

test('a container that falls over is told as that, not by its restarts', () => {
  const cluster = clusterWith(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: app, image: "busybox:1.36", command: ["false"]}\n',
    'sleep 90',
  );
  expect(found({ kind: 'running', restarts: 0, ...pod }, cluster)).toContain('`CrashLoopBackOff`');
});

test('a container that the kubelet refuses: its reason and its sentence', () => {
  const refused = clusterWith(WEB.replace('runAsUser: 1000', 'runAsNonRoot: true'));
  expect(found({ kind: 'state', reason: 'CreateContainerConfigError', ...app }, refused)).toBeNull();
  const sentence =
    'Container `app` of pod `web` waits: `CreateContainerConfigError` (`container has runAsNonRoot and image will run as root';
  for (const predicate of [
    { kind: 'running', ...pod },
    { kind: 'process', uid: 1, ...app },
    { kind: 'exec', command: 'id', ...app },
  ] satisfies Predicate[])
    expect(found(predicate, refused)).toContain(sentence);
});

test('a container that falls over again and again: what it last said', () => {
  const crashing = clusterWith(
    `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: app, image: "busybox:1.36", command: [sh, -c, "echo no luck; exit 3"]}
`,
    'sleep 60',
  );
  expect(found({ kind: 'running', ...pod }, crashing)).toContain('Its last words: `no luck`.');
  expect(found({ kind: 'state', reason: 'CrashLoopBackOff', ...app }, crashing)).toBeNull();
});

describe('a workload is judged by all its pods of the template as it is now', () => {
  const spec =
    '{securityContext: {runAsUser: 1000}, containers: [{name: app, image: "busybox:1.36", command: [sleep, "99"]}]}';
  const running: Predicate = { kind: 'running', object: 'deploy/web' };

  test('all its replicas run as they should', () => {
    const cluster = clusterWith(deployment(spec));
    expect(found(running, cluster)).toBeNull();
    expect(found({ kind: 'process', uid: 1000, object: 'deploy/web' }, cluster)).toBeNull();
    expect(
      found({ kind: 'exec', command: 'id -u', prints: '1000', object: 'deploy/web' }, cluster),
    ).toBeNull();
  });

  test('an old pod that still runs does not hide a new one that does not', () => {
    const cluster = clusterWith(
      deployment(spec),
      "sed -i 's/runAsUser: 1000/runAsNonRoot: true/' pod.yaml",
      'kubectl apply -f pod.yaml',
      'sleep 20',
    );
    expect(run(cluster, 'kubectl get pods').stdout).toContain('Running');
    expect(found(running, cluster)).toContain('CreateContainerConfigError');
  });

  test('one that makes no pods says what its controller was told', () => {
    const cluster = [
      'kubectl label ns default pod-security.kubernetes.io/enforce=restricted',
      'kubectl apply -f pod.yaml',
      'sleep 5',
    ].reduce(
      (now, line) => run(now, line).cluster,
      createCluster({ files: { 'pod.yaml': deployment(spec) } }),
    );
    expect(found(running, cluster)).toMatch(
      /^`deployment\/web` has no pod, for none may be made: `pods .*violates PodSecurity/,
    );
  });

  test('one that is scaled to nothing has nothing to run', () => {
    const cluster = clusterWith(deployment(spec), 'kubectl scale deploy/web --replicas=0', 'sleep 40');
    expect(found(running, cluster)).toBeNull();
    expect(found({ kind: 'process', uid: 1000, object: 'deploy/web' }, cluster)).toBe(
      '`deployment/web` has no pod of its current template.',
    );
  });

  test.each(['StatefulSet', 'DaemonSet'])('a %s that is changed', (kind) => {
    const object = `${kind.toLowerCase()}/web`;
    const cluster = clusterWith(
      deployment(spec, kind),
      "sed -i 's/runAsUser: 1000/runAsUser: 1001/' pod.yaml",
      'kubectl apply -f pod.yaml',
      'sleep 60',
    );
    expect(found({ kind: 'process', uid: 1001, object }, cluster)).toBeNull();
    expect(found({ kind: 'running', object }, cluster)).toBeNull();
  });
});

describe('what must not change', () => {
  const kept: Predicate = { kind: 'kept', ...pod, paths: ['{.metadata.labels.team}'] };

  test('is held against the cluster as the lab began', () => {
    expect(found(kept, web, web)).toBeNull();
    const labelled = run(web, 'kubectl label pod web team=red').cluster;
    expect(found(kept, web, labelled)).toBe('`{.metadata.labels.team}` was `red`, and is gone now.');
    expect(found({ kind: 'kept', ...pod }, labelled, web)).toBeNull();
  });

  test('an object made anew is another one', () => {
    const anew = run(web, 'kubectl replace --force -f pod.yaml').cluster;
    expect(found({ kind: 'kept', ...pod, same: 'uid' }, anew, web)).toBe(
      '`pod/web` was deleted and created again.',
    );
    expect(found({ kind: 'kept', ...pod, paths: ['{.spec.restartPolicy}'] }, anew, web)).toBeNull();
  });
});

test('a learner who is inside a container, or has the editor open, is judged all the same', () => {
  const goal: Predicate = { kind: 'line', command: 'pwd', prints: '/root' };
  const inside = run(web, 'kubectl exec -it web -c app -- sh').cluster;
  const editing = run(web, 'nano pod.yaml').cluster;
  const elsewhere = run(web, 'cd /tmp').cluster;
  for (const cluster of [inside, editing, elsewhere]) {
    const before = JSON.stringify(cluster);
    expect(found(goal, cluster)).toBeNull();
    expect(JSON.stringify(cluster)).toBe(before);
  }
});

test('a pod that has just been applied is given the moment that a person takes to press the button', () => {
  const step = stepWith({ id: 'up', kind: 'running', ...pod });
  const justNow = { ...clusterWith(WEB) };
  expect(judgeStep(step, start, justNow)[0]?.met).toBe(true);
});

test('the attempt that fits is recognised, and none where everything is met', () => {
  const attempt = {
    id: 'pods-level',
    typed: [],
    unmet: ['uid'],
    remark: 'That is the pod.',
    when: [{ id: 'when-1', kind: 'effective', field: 'runAsUser', value: 1000, level: 'pod', ...app }],
  } as const;
  const uid = {
    id: 'uid',
    kind: 'effective',
    field: 'runAsUser',
    value: 1000,
    level: 'container',
    ...app,
  } as const;
  expect(judge({ ...stepWith(uid), attempts: [attempt] }, start, web).attempt).toBe(attempt);
  expect(judge({ ...stepWith(uid), attempts: [attempt] }, start, start).attempt).toBeNull();
  const met = { ...uid, level: 'pod' } as const;
  expect(judge({ ...stepWith(met), attempts: [attempt] }, start, web).attempt).toBeNull();
});

test('what a learner wrote cannot get out of its code marks', () => {
  const cluster = run(web, "printf 'a`b\\nc\\x1b[31m@everyone' > note.txt").cluster;
  const said = found({ kind: 'file', path: 'note.txt', text: 'x' }, cluster);
  expect(said).toMatch(/^`note\.txt` holds `[^`\p{Cc}]+`\.$/u);
});
