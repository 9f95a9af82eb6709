import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../../src/cluster/bounds.ts';
import { clusterOf, type Draft, draftOf } from '../../../src/cluster/draft.ts';
import { createCluster } from '../../../src/cluster/index.ts';
import { editedKubectl, kubectl } from '../../../src/cluster/kubectl/index.ts';
import { fileAt } from '../../../src/cluster/kubectl/machine.ts';
import { advance } from '../../../src/cluster/settle.ts';
import { Collected } from '../../../src/cluster/streams.ts';
import { words } from './both.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: gull}
spec:
  securityContext: {runAsUser: 1000}
  containers:
  - {name: wing, image: "busybox:1.37", command: [sleep, infinity]}
`;

const cluster = createCluster({ manifests: [POD] });

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

function typed(draft: Draft, line: string, stdin: string | null = null): Answer {
  const streams = new Collected(stdin);
  const { status } = kubectl(draft, words(line), streams);
  return { stdout: streams.stdout, stderr: streams.stderr, status };
}

describe('kubectl edit', () => {
  const open = (draft: Draft): NonNullable<ReturnType<typeof kubectl>['edit']> => {
    const { edit } = kubectl(draft, ['edit', 'pod', 'gull'], new Collected());
    if (edit === undefined) throw new Error('no editor');
    return edit;
  };

  it('says that nothing was changed', () => {
    const draft = draftOf(cluster);
    const edit = open(draft);
    const streams = new Collected();
    expect(editedKubectl(draft, edit.saved, edit.text, streams).status).toBe(0);
    expect(streams.stderr).toBe('Edit cancelled, no changes made.\n');
  });

  it('takes a label', () => {
    const draft = draftOf(cluster);
    const edit = open(draft);
    const streams = new Collected();
    const text = edit.text.replace('  name: gull\n', '  labels: {sea: north}\n  name: gull\n');
    editedKubectl(draft, edit.saved, text, streams);
    expect(streams.stdout).toBe('pod/gull edited\n');
    expect(typed(draft, "get pod gull -o jsonpath='{.metadata.labels.sea}'").stdout).toBe('north');
  });

  it('opens again with the reason, keeps a copy when given up, and replace --force makes it true', () => {
    const draft = draftOf(cluster);
    const edit = open(draft);
    const refused = new Collected();
    const again = editedKubectl(
      draft,
      edit.saved,
      edit.text.replace('runAsUser: 1000', 'runAsUser: 2000'),
      refused,
    );
    expect(refused.stderr).toBe('error: pods "gull" is invalid\n');
    expect(again.edit?.text).toContain(
      '# pods "gull" was not valid:\n# * spec: Forbidden: pod updates may not change',
    );
    const closed = new Collected();
    const end = editedKubectl(draft, again.edit?.saved ?? null, again.edit?.text ?? '', closed);
    expect(closed.stderr).toBe(
      `A copy of your changes has been stored to "${edit.path}"\nerror: Edit cancelled, no valid changes were saved.\n`,
    );
    expect(end).toEqual({ status: 1 });
    expect(fileAt(draft, edit.path)?.type).toBe('file');
    expect(typed(draft, `replace --force -f ${edit.path}`).stdout).toBe(
      'pod "gull" deleted from default namespace\npod/gull replaced\n',
    );
    expect(typed(draft, "get pod gull -o jsonpath='{.spec.securityContext}'").stdout).toBe(
      '{"runAsUser":2000}',
    );
  });
});

describe('kubectl diff', () => {
  it('shows what would change, with status 1, and nothing with status 0', () => {
    const draft = draftOf(cluster);
    expect(typed(draft, 'diff -f -', POD)).toEqual({ stdout: '', stderr: '', status: 0 });
    const { stdout, status } = typed(draft, 'diff -f -', POD.replace('1.37', '1.36'));
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^diff -u -N \/tmp\/LIVE-\d+\/v1\.Pod\.default\.gull \/tmp\/MERGED-\d+\/v1\.Pod\.default\.gull\n--- /,
    );
    expect(stdout).toContain('\n-    image: busybox:1.37\n+    image: busybox:1.36\n');
    expect(typed(draft, "get pod gull -o jsonpath='{.spec.containers[0].image}'").stdout).toBe(
      'busybox:1.37',
    );
  });
});

describe('kubectl debug', () => {
  it.each([
    ['general', { capabilities: { add: ['SYS_PTRACE'] } }],
    ['baseline', undefined],
    ['netadmin', { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } }],
    ['sysadmin', { privileged: true }],
    [
      'restricted',
      {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    ],
  ])('puts in a container by the profile %s', (profile, context) => {
    const draft = draftOf(cluster);
    const done = typed(
      draft,
      `debug gull --image=busybox:1.37 --profile=${profile} --target=wing -c look -- sleep 1d`,
    );
    expect(done.stdout).toMatch(/^Targeting container "wing"\. /);
    const pod = JSON.parse(typed(draft, 'get pod gull -o json').stdout);
    const [look] = pod.spec.ephemeralContainers;
    expect(look).toMatchObject({ name: 'look', command: ['sleep', '1d'], targetContainerName: 'wing' });
    expect(look.securityContext).toEqual(context);
  });

  it('warns of what the container waits for, as kubectl does, where it does not start', () => {
    const manifest = POD.replace('{runAsUser: 1000}', '{runAsNonRoot: true}').replace(
      'command:',
      'securityContext: {runAsUser: 1000}, command:',
    );
    const draft = draftOf(createCluster({ manifests: [manifest] }));
    const { stderr, status } = typed(draft, 'debug gull -it --image=busybox:1.37 -c look');
    expect(stderr).toMatch(
      /^Warning: container look: container has runAsNonRoot and image will run as root \(pod: "gull_default\([^)]*\)", container: look\)\npodium: The container does not start/,
    );
    expect(status).toBe(1);
  });

  it('copies a pod without its labels, sharing processes', () => {
    const draft = draftOf(cluster);
    typed(draft, 'label pod gull sea=north');
    typed(draft, 'debug gull --image=busybox:1.37 --copy-to=tern -c look -- sleep 1d');
    const { metadata, spec } = JSON.parse(typed(draft, 'get pod tern -o json').stdout);
    expect(metadata.labels).toBeUndefined();
    expect(spec.shareProcessNamespace).toBe(true);
    expect(spec.containers.map(({ name }: { name: string }) => name)).toEqual(['wing', 'look']);
  });
});

describe('the clock', () => {
  it('runs while something is waited for, and no longer than --timeout says', () => {
    const draft = draftOf(cluster);
    const before = draft.now;
    const { stderr, status } = typed(draft, 'wait --for=condition=Nonsense pod/gull --timeout=90s');
    expect({ stderr, status }).toEqual({
      stderr: 'error: timed out waiting for the condition on pods/gull\n',
      status: 1,
    });
    expect(draft.now - before).toBe(90_000);
  });

  it('runs until a pod that is deleted is gone', () => {
    const draft = draftOf(cluster);
    expect(typed(draft, 'delete pod gull').stdout).toBe('pod "gull" deleted from default namespace\n');
    expect(typed(draft, 'get pods').stderr).toBe('No resources found in default namespace.\n');
  });

  it('shows how a rollout goes on', () => {
    const draft = draftOf(cluster);
    typed(draft, 'create deployment flock --image=busybox:1.37 --replicas=2 -- sleep infinity');
    const { stdout, status } = typed(draft, 'rollout status deploy/flock');
    expect(stdout).toMatch(
      /^(Waiting for deployment "flock" rollout to finish: .*\n)+deployment "flock" successfully rolled out\n$/,
    );
    expect(status).toBe(0);
    typed(draft, 'set image deploy/flock busybox=busybox:1.36');
    typed(draft, 'rollout status deploy/flock');
    expect(typed(draft, 'rollout history deploy/flock').stdout).toBe(
      'deployment.apps/flock \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n',
    );
    expect(typed(draft, 'rollout undo deploy/flock').stdout).toBe('deployment.apps/flock rolled back\n');
    advance(draft, 60_000);
    expect(
      typed(draft, "get deploy flock -o jsonpath='{.spec.template.spec.containers[0].image}'").stdout,
    ).toBe('busybox:1.37');
  });
});

describe('a namespace of one’s own', () => {
  it('is remembered by the context', () => {
    const draft = draftOf(cluster);
    typed(draft, 'create ns cliff');
    const set = typed(draft, 'config set-context --current --namespace=cliff');
    expect(set.stdout).toBe('Context "kubernetes-admin@kubernetes" modified.\n');
    expect(typed(draft, 'get pods').stderr).toBe('No resources found in cliff namespace.\n');
    expect(typed(draft, 'get pods -n default -o name').stdout).toBe('pod/gull\n');
  });
});

describe('what is not simulated', () => {
  it.each([
    ['port-forward pod/gull 8080:80', 'kubectl-verb:port-forward'],
    ['top pods', 'kubectl-verb:top pod'],
    ['autoscale deploy shop --max=3', 'kubectl-verb:autoscale'],
    ['get pods -w', 'kubectl-flag:watch'],
    ['apply --prune -f -', 'kubectl-flag:prune'],
    ['get pods -o kyaml', 'kubectl-output:kyaml'],
    ['debug node/node01 --image=busybox', 'kubectl-verb:debug node'],
    ['apply -f https://k8s.io/examples/pod.yaml', 'kubectl-url'],
    ['auth can-i get pods --as=ada', 'kubectl-flag:as'],
    ['create quota q', 'kubectl-verb:create quota'],
  ])('kubectl %s says so in one line, with a code and a status of its own', (line, code) => {
    const draft = draftOf(cluster);
    const { stderr, status } = typed(draft, line, '');
    expect(status).toBe(88);
    expect(stderr).toMatch(/^podium: [A-Z].*\.\n$/m);
    expect(draft.notSimulated).toEqual([code]);
  });
});

describe('any words at all', () => {
  const VOCABULARY = [
    ...[
      'get',
      'describe',
      'apply',
      'delete',
      'create',
      'run',
      'exec',
      'logs',
      'label',
      'patch',
      'set',
      'rollout',
    ],
    ...[
      'wait',
      'explain',
      'edit',
      'config',
      'debug',
      'scale',
      'image',
      'status',
      'pods',
      'pod',
      'deploy',
      'all',
    ],
    ...[
      'gull',
      'nope',
      'pod/gull',
      'a=b',
      'c-',
      '-n',
      'default',
      '-A',
      '-o',
      'yaml',
      'json',
      'wide',
      '--',
      '-',
      '-f',
    ],
    ...[
      'jsonpath={..}',
      'jsonpath={range .items[*]}',
      'custom-columns=A:.a',
      'go-template={{range .}}',
      '--for=delete',
    ],
    ...[
      '-l',
      '--all',
      '--dry-run=client',
      '-p',
      '{"a":null}',
      '--image=x',
      '--replicas=3',
      '-it',
      '--timeout=1s',
      '',
    ],
    ...[
      '--type=json',
      '[{"op":"add"}]',
      'pod.spec.containers',
      '-c',
      '--previous',
      '--force',
      '\u0000',
      '😀',
      '-w',
    ],
  ];

  it('never throw, stay within the bounds, and give the same bytes twice', () => {
    let state = 12345;
    const next = (below: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let round = 0; round < 3000; round += 1) {
      const argv = Array.from({ length: 1 + next(7) }, () => VOCABULARY[next(VOCABULARY.length)] ?? '');
      const once = (): { readonly out: string; readonly after: string } => {
        const draft = draftOf(cluster);
        const streams = new Collected(POD);
        const { status } = kubectl(draft, argv, streams);
        expect(Number.isInteger(status), argv.join(' ')).toBe(true);
        return { out: streams.both, after: JSON.stringify(clusterOf(draft)) };
      };
      const first = once();
      expect(first.out.length).toBeLessThanOrEqual(BOUNDS.outputChars);
      if (round % 50 === 0) expect(once()).toEqual(first);
    }
  });
});
