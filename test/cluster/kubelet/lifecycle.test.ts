import { describe, expect, it } from 'vitest';
import { patch, remove, resource } from '../../../src/cluster/api/index.ts';
import type { ContainerStatus } from '../../../src/cluster/api/types.ts';
import type { Draft } from '../../../src/cluster/draft.ts';
import { advance, advanceUntil } from '../../../src/cluster/settle.ts';
import { nodeOf } from '../../../src/manifest/index.ts';
import { apply, freshDraft, objects, pod, told } from '../fixture.ts';

const one = (spec: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n${spec}`;
const SLEEPER = '{name: a, image: "nginx:1.27", command: [sleep, 3d]}';

const container = (draft: Draft, name = 'a'): ContainerStatus => {
  const { containerStatuses = [], initContainerStatuses = [] } = pod(draft, 'p').status;
  const found = [...initContainerStatuses, ...containerStatuses].find((status) => status.name === name);
  if (found === undefined) throw new RangeError(`no container ${name}`);
  return found;
};

describe('a pod on the node', () => {
  it('is scheduled, pulled, created, started, in that order', () => {
    const draft = freshDraft();
    apply(draft, one(`  containers:\n  - ${SLEEPER}\n`));
    advance(draft, 20_000);
    expect(told(draft, 'p').map((line) => line.replace(/in .*/, 'in …'))).toEqual([
      'Scheduled: Successfully assigned default/p to node01',
      'Pulling: Pulling image "nginx:1.27"',
      'Pulled: Successfully pulled image "nginx:1.27" in …',
      'Created: Container created',
      'Started: Container started',
    ]);
    const { status } = pod(draft, 'p');
    expect(status).toMatchObject({
      phase: 'Running',
      podIP: expect.stringMatching(/^192\.168\.1\.\d+$/),
      hostIP: '172.30.1.2',
    });
    expect(status.conditions?.map(({ type, status: value }) => [type, value])).toEqual(
      ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => [
        type,
        'True',
      ]),
    );
    expect(container(draft)).toMatchObject({
      image: 'docker.io/library/nginx:1.27',
      ready: true,
      restartCount: 0,
      started: true,
      user: { linux: { uid: 0, gid: 0 } },
    });
  });

  it('has no events any more an hour after the last one, though nothing happened since', () => {
    const draft = freshDraft();
    apply(draft, one(`  containers:\n  - ${SLEEPER}\n`));
    advance(draft, 20_000);
    expect(told(draft, 'p')).not.toEqual([]);
    advance(draft, 3_600_000);
    expect(told(draft, 'p')).toEqual([]);
  });

  it('restarts at once the first time, and then after 10, 20, 40 seconds', () => {
    const draft = freshDraft();
    apply(draft, one('  containers:\n  - {name: a, image: "nginx:1.27", command: [sleep, "1"]}\n'));
    const starts: number[] = [];
    advanceUntil(draft, draft.now + 120_000, () => {
      const at = Object.values(draft.containers).map(({ startedAt }) => startedAt ?? 0);
      for (const start of at) if (start > 0 && !starts.includes(start)) starts.push(start);
      return starts.length === 5;
    });
    const gaps = starts.slice(1).map((start, i) => Math.round((start - (starts[i] ?? 0)) / 1000));
    expect(gaps).toEqual([2, 11, 21, 41]);
    advance(draft, 3_000);
    expect(container(draft)).toMatchObject({
      restartCount: 4,
      lastState: { terminated: { exitCode: 0, reason: 'Completed' } },
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off 1m20s restarting failed container=a pod=p_default(${pod(draft, 'p').metadata.uid})`,
        },
      },
    });
    expect(told(draft, 'p')).toContainEqual(
      `BackOff: Back-off restarting failed container a in pod p_default(${pod(draft, 'p').metadata.uid})`,
    );
  });

  it('waits between its starts also where another pod had pulled the same image first', () => {
    const draft = freshDraft();
    const crashing = (name: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n  - {name: a, image: "nginx:1.27", command: [sleep, "1"]}\n`;
    for (const name of ['p', 'q', 'r']) apply(draft, crashing(name));
    advance(draft, 60_000);
    const restarts = ['p', 'q', 'r'].map(
      (name) => pod(draft, name).status.containerStatuses?.[0]?.restartCount,
    );
    expect(restarts).toEqual([3, 3, 3]);
  });

  it('ends as its restart policy says', () => {
    const phase = (policy: string, command: string): string | undefined => {
      const draft = freshDraft();
      apply(
        draft,
        one(
          `  restartPolicy: ${policy}\n  containers:\n  - {name: a, image: "nginx:1.27", command: ${command}}\n`,
        ),
      );
      advance(draft, 12_000);
      return pod(draft, 'p').status.phase;
    };
    expect(phase('Never', '[sleep, "1"]')).toBe('Succeeded');
    expect(phase('OnFailure', '[sleep, "1"]')).toBe('Succeeded');
    expect(phase('Always', '[sleep, "1"]')).toBe('Running');
    expect(phase('Never', '[nothing]')).toBe('Failed');
    expect(phase('OnFailure', '[nothing]')).toBe('Running');
  });

  it('says what the runtime says of a program that is not there', () => {
    const draft = freshDraft();
    apply(draft, one('  containers:\n  - {name: a, image: "nginx:1.27", command: [nothing]}\n'));
    advance(draft, 10_000);
    expect(container(draft)).toMatchObject({
      state: { waiting: { reason: expect.stringMatching(/^(?:RunContainerError|CrashLoopBackOff)$/) } },
      lastState: { terminated: { exitCode: 128, reason: 'StartError', startedAt: '1970-01-01T00:00:00Z' } },
    });
    expect(told(draft, 'p')).toContainEqual(
      expect.stringContaining('exec: "nothing": executable file not found in $PATH'),
    );
  });
});

describe('init containers', () => {
  it('run one after the other before anything else starts', () => {
    const draft = freshDraft();
    apply(
      draft,
      one(
        `  initContainers:\n  - {name: i, image: "busybox:1.37", command: [sleep, "4"]}\n  - {name: j, image: "busybox:1.37", command: [sleep, "4"]}\n  containers:\n  - ${SLEEPER}\n`,
      ),
    );
    const running = (): string =>
      Object.values(draft.containers)
        .filter(({ exitCode, startedAt }) => startedAt !== null && exitCode === null)
        .map(({ name }) => name)
        .join();
    const seen: string[] = [];
    advanceUntil(draft, draft.now + 60_000, () => {
      const now = running();
      if (now !== '' && now !== seen.at(-1)) seen.push(now);
      return now === 'a';
    });
    expect(seen).toEqual(['i', 'j', 'a']);
    advance(draft, 2_000);
    expect(container(draft, 'i')).toMatchObject({
      ready: true,
      state: { terminated: { reason: 'Completed' } },
    });
  });

  it('that fail keep the pod from starting, or make it fail where nothing is restarted', () => {
    const spec = `  initContainers:\n  - {name: i, image: "busybox:1.37", command: [nothing]}\n  containers:\n  - ${SLEEPER}\n`;
    const again = freshDraft();
    apply(again, one(spec));
    advance(again, 30_000);
    expect([pod(again, 'p').status.phase, container(again).state]).toEqual([
      'Pending',
      { waiting: { reason: 'PodInitializing' } },
    ]);
    const never = freshDraft();
    apply(never, one(`  restartPolicy: Never\n${spec}`));
    advance(never, 30_000);
    expect(pod(never, 'p').status.phase).toBe('Failed');
  });

  it('that always restart run beside the others, and end with them', () => {
    const draft = freshDraft();
    apply(
      draft,
      one(
        '  restartPolicy: Never\n  initContainers:\n  - {name: s, image: "busybox:1.37", restartPolicy: Always, command: [sleep, 3d]}\n  containers:\n  - {name: a, image: "nginx:1.27", command: [sleep, "10"]}\n',
      ),
    );
    advance(draft, 8_000);
    expect(
      [container(draft, 's').state.running, container(draft).state.running].every((one) => one !== undefined),
    ).toBe(true);
    advance(draft, 30_000);
    expect(pod(draft, 'p').status.phase).toBe('Succeeded');
  });
});

describe('an ephemeral container', () => {
  it('is started in a pod that runs, once', () => {
    const draft = freshDraft();
    apply(draft, one(`  containers:\n  - ${SLEEPER}\n`));
    advance(draft, 10_000);
    const body = {
      spec: {
        ephemeralContainers: [
          { name: 'look', image: 'busybox:1.37', command: ['sleep', '2'], targetContainerName: 'a' },
        ],
      },
    };
    patch(
      draft,
      { resource: resource('pods'), namespace: 'default', name: 'p' },
      { type: 'strategic', body: nodeOf(body) },
      { subresource: 'ephemeralcontainers' },
    );
    advance(draft, 30_000);
    const [look] = pod(draft, 'p').status.ephemeralContainerStatuses ?? [];
    expect(look).toMatchObject({ name: 'look', restartCount: 0, state: { terminated: { exitCode: 0 } } });
  });
});

describe('images', () => {
  const state = (image: string, policy: string): [unknown, readonly string[]] => {
    const draft = freshDraft();
    apply(draft, one(`  containers:\n  - {name: a, image: "${image}", imagePullPolicy: ${policy}}\n`));
    advance(draft, 5_000);
    return [container(draft).state.waiting?.reason, told(draft, 'p').slice(1, 3)];
  };

  it('that may not be pulled, or are no names, keep a container from starting', () => {
    expect(state('nginx:1.27', 'Never')).toEqual([
      'ErrImageNeverPull',
      [
        'ErrImageNeverPull: Container image "nginx:1.27" is not present with pull policy of Never',
        'Failed: Error: ErrImageNeverPull',
      ],
    ]);
    expect(state('Nginx:1.27', 'Always')[0]).toBe('InvalidImageName');
    expect(state('nginx:1.27:2', 'Always')[0]).toBe('InvalidImageName');
  });
});

describe('a deleted pod', () => {
  it('is killed when its grace period is over, since sleep does not hear SIGTERM as process 1', () => {
    const draft = freshDraft();
    apply(draft, one(`  terminationGracePeriodSeconds: 20\n  containers:\n  - ${SLEEPER}\n`));
    advance(draft, 10_000);
    remove(draft, { resource: resource('pods'), namespace: 'default', name: 'p' });
    advance(draft, 1_000);
    expect(pod(draft, 'p').metadata).toMatchObject({ deletionGracePeriodSeconds: 20 });
    expect(told(draft, 'p').at(-1)).toBe('Killing: Stopping container a');
    advance(draft, 18_000);
    expect(objects(draft, 'pods').length).toBe(1);
    advance(draft, 3_000);
    expect(objects(draft, 'pods')).toEqual([]);
  });

  it('is gone at once when it is forced, or has no node', () => {
    const draft = freshDraft();
    apply(draft, one(`  containers:\n  - ${SLEEPER}\n`));
    advance(draft, 10_000);
    remove(draft, { resource: resource('pods'), namespace: 'default', name: 'p' }, { gracePeriodSeconds: 0 });
    expect(objects(draft, 'pods')).toEqual([]);
    advance(draft, 1_000);
    expect(draft.containers).toEqual({});
    apply(draft, one('  nodeSelector: {a: b}\n  containers: [{name: a, image: x}]\n'));
    remove(draft, { resource: resource('pods'), namespace: 'default', name: 'p' });
    expect(objects(draft, 'pods')).toEqual([]);
  });
});

describe('a pod that asks for what the node refuses', () => {
  it('fails with the kubelet’s reason', () => {
    const draft = freshDraft();
    apply(
      draft,
      one(
        `  securityContext: {sysctls: [{name: net.core.somaxconn, value: "1024"}]}\n  containers:\n  - ${SLEEPER}\n`,
      ),
    );
    advance(draft, 5_000);
    expect(pod(draft, 'p').status).toMatchObject({
      phase: 'Failed',
      reason: 'SysctlForbidden',
      message: 'Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted',
    });
  });

  it('waits where its profile is not on the node', () => {
    const draft = freshDraft();
    apply(
      draft,
      one(
        `  securityContext: {seccompProfile: {type: Localhost, localhostProfile: audit.json}}\n  containers:\n  - ${SLEEPER}\n`,
      ),
    );
    advance(draft, 10_000);
    expect(container(draft).state.waiting).toEqual({
      reason: 'CreateContainerError',
      message:
        'failed to create containerd container: cannot load seccomp profile "/var/lib/kubelet/seccomp/audit.json": open /var/lib/kubelet/seccomp/audit.json: no such file or directory',
    });
  });
});
