import { describe, expect, it } from 'vitest';
import { remove, resource } from '../../../src/cluster/api/index.ts';
import { cronSchedule, nextAfter } from '../../../src/cluster/controllers/cron-schedule.ts';
import type { JsonObject } from '../../../src/cluster/json.ts';
import { advance, advanceUntil } from '../../../src/cluster/settle.ts';
import { apply, freshDraft, objects, pod, statusOf, told } from '../fixture.ts';

const TEMPLATE = `  selector: {matchLabels: {app: x}}
  template:
    metadata: {labels: {app: x}}
    spec:
      containers:
      - {name: a, image: "nginx:1.27", command: [sleep, 3d]}
`;

describe('a StatefulSet', () => {
  const set = `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  replicas: 3\n  serviceName: db\n${TEMPLATE}`;

  it('makes its pods one after the other, each once the one before is ready', () => {
    const draft = freshDraft();
    apply(draft, set);
    const seen: string[] = [];
    advanceUntil(draft, draft.now + 60_000, () => {
      for (const { metadata } of objects(draft, 'pods'))
        if (!seen.includes(metadata.name)) seen.push(metadata.name);
      const ready = objects(draft, 'pods').filter(
        ({ status }) => (status as JsonObject).phase === 'Running',
      ).length;
      expect(objects(draft, 'pods').length).toBeLessThanOrEqual(ready + 1);
      return ready === 3;
    });
    expect(seen).toEqual(['db-0', 'db-1', 'db-2']);
    expect(pod(draft, 'db-1')).toMatchObject({
      metadata: {
        labels: { 'apps.kubernetes.io/pod-index': '1', 'statefulset.kubernetes.io/pod-name': 'db-1' },
      },
      spec: { hostname: 'db-1', subdomain: 'db' },
    });
    expect(told(draft, 'db')[0]).toBe('SuccessfulCreate: Create Pod db-0 in StatefulSet db successful');
  });

  it('gives a deleted pod back its name and its claim', () => {
    const draft = freshDraft();
    apply(
      draft,
      `${set}  volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n`,
    );
    advance(draft, 30_000);
    const { uid } = pod(draft, 'db-1').metadata;
    remove(draft, { resource: resource('pods'), namespace: 'default', name: 'db-1' });
    advance(draft, 60_000);
    const again = pod(draft, 'db-1');
    expect(again.metadata.uid).not.toBe(uid);
    expect(again.spec.volumes?.[0]).toEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'data-db-1' },
    });
    expect(
      objects(draft, 'persistentvolumeclaims').map(({ status }) => (status as JsonObject).phase),
    ).toEqual(['Bound', 'Bound', 'Bound']);
  });
});

describe('a DaemonSet', () => {
  it('has one pod on the one node, tolerates what daemons tolerate, and replaces it when its template changes', () => {
    const draft = freshDraft();
    apply(draft, `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\nspec:\n${TEMPLATE}`);
    advance(draft, 20_000);
    const [only, ...others] = objects(draft, 'pods');
    expect(others).toEqual([]);
    const tolerations = (((only?.spec ?? {}) as JsonObject).tolerations as readonly JsonObject[]).map(
      ({ key }) => key,
    );
    expect(tolerations).toContain('node.kubernetes.io/disk-pressure');
    expect(objects(draft, 'daemonsets')[0]?.status).toMatchObject({
      currentNumberScheduled: 1,
      desiredNumberScheduled: 1,
      numberAvailable: 1,
      numberReady: 1,
      updatedNumberScheduled: 1,
    });
  });

  it('wants a pod nowhere where the node does not fit, and one where it may not have it', () => {
    const draft = freshDraft();
    apply(
      draft,
      `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\nspec:\n${TEMPLATE}      nodeSelector: {disk: fast}\n`,
    );
    apply(
      draft,
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: tight, labels: {pod-security.kubernetes.io/enforce: restricted}}\n',
    );
    apply(
      draft,
      `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent, namespace: tight}\nspec:\n${TEMPLATE}`,
    );
    advance(draft, 20_000);
    const status = (namespace: string): unknown => objects(draft, 'daemonsets', namespace)[0]?.status;
    expect(status('default')).toMatchObject({ desiredNumberScheduled: 0, currentNumberScheduled: 0 });
    expect(status('tight')).toMatchObject({
      desiredNumberScheduled: 1,
      currentNumberScheduled: 0,
      numberReady: 0,
    });
  });
});

describe('a Job', () => {
  const job = (spec: string, command = '[sleep, "3"]', policy = 'Never'): string =>
    `apiVersion: batch/v1\nkind: Job\nmetadata: {name: once}\nspec:\n${spec}  template:\n    spec:\n      restartPolicy: ${policy}\n      containers:\n      - {name: a, image: "nginx:1.27", command: ${command}}\n`;

  it('is complete once its pods succeeded', () => {
    const draft = freshDraft();
    apply(draft, job('  completions: 3\n  parallelism: 2\n'));
    advance(draft, 60_000);
    const [done] = objects(draft, 'jobs');
    expect(done?.status).toMatchObject({ succeeded: 3, completionTime: expect.any(String) });
    expect(told(draft, 'once').at(-1)).toBe('Completed: Job completed');
    expect(objects(draft, 'pods').map(({ status }) => (status as JsonObject).phase)).toEqual(
      Array(3).fill('Succeeded'),
    );
  });

  it('gives up after as many failures as it may have, ever more slowly', () => {
    const draft = freshDraft();
    apply(draft, job('  backoffLimit: 2\n', '[nothing]'));
    advance(draft, 20_000);
    expect(objects(draft, 'jobs')[0]?.status).not.toHaveProperty('conditions');
    advance(draft, 120_000);
    expect(objects(draft, 'pods').length).toBe(3);
    const { conditions } = statusOf(objects(draft, 'jobs')[0]);
    expect(conditions).toContainEqual(
      expect.objectContaining({ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }),
    );
  });

  it('ends at its deadline, and is gone when its time to live is over', () => {
    const draft = freshDraft();
    apply(draft, job('  activeDeadlineSeconds: 20\n  ttlSecondsAfterFinished: 30\n', '[sleep, 3d]'));
    advance(draft, 60_000);
    const { conditions } = statusOf(objects(draft, 'jobs')[0]);
    expect(conditions).toContainEqual(
      expect.objectContaining({ type: 'Failed', reason: 'DeadlineExceeded' }),
    );
    advance(draft, 120_000);
    expect(objects(draft, 'jobs')).toEqual([]);
    expect(objects(draft, 'pods')).toEqual([]);
  });
});

describe('a CronJob', () => {
  it('starts a Job every minute and keeps three', () => {
    const draft = freshDraft();
    apply(
      draft,
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: tick}\nspec:\n  schedule: "* * * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n          - {name: a, image: "nginx:1.27", command: [sleep, "3"]}\n',
    );
    advance(draft, 6 * 60_000 + 20_000);
    expect(objects(draft, 'jobs').length).toBe(3);
    expect(told(draft, 'tick')).toContainEqual(
      expect.stringMatching(/^SawCompletedJob: Saw completed job: tick-\d+, condition: Complete$/),
    );
  });

  it('reads schedules as cron does', () => {
    const from = Date.UTC(2026, 0, 5, 9, 0, 30);
    const next = (text: string): string | undefined => {
      const schedule = cronSchedule(text);
      const at = schedule === undefined ? undefined : nextAfter(schedule, from);
      return at === undefined ? undefined : new Date(at).toISOString();
    };
    expect(next('*/15 * * * *')).toBe('2026-01-05T09:15:00.000Z');
    expect(next('0 9 * * mon')).toBe('2026-01-12T09:00:00.000Z');
    expect(next('30 2 1 * *')).toBe('2026-02-01T02:30:00.000Z');
    expect(next('0 0 29 2 *')).toBe('2028-02-29T00:00:00.000Z');
    expect(next('@hourly')).toBe('2026-01-05T10:00:00.000Z');
    expect(next('0 0 13 * 5')).toBe('2026-01-09T00:00:00.000Z');
    for (const bad of ['', '* * * *', '60 * * * *', 'a * * * *', '*/0 * * * *'])
      expect([bad, next(bad)]).toEqual([bad, undefined]);
  });
});

describe('a namespace', () => {
  it('goes with all that is in it, its pods at the end of their grace', () => {
    const draft = freshDraft();
    apply(draft, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: moor}\n');
    apply(
      draft,
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: moor}\nspec: {containers: [{name: a, image: "nginx:1.27", command: [sleep, 3d]}]}\n',
    );
    advance(draft, 20_000);
    remove(draft, { resource: resource('namespaces'), namespace: '', name: 'moor' });
    advance(draft, 1_000);
    expect(objects(draft, 'namespaces', '').find(({ metadata }) => metadata.name === 'moor')?.status).toEqual(
      { phase: 'Terminating' },
    );
    const [late] = [apply].map((act) => {
      try {
        act(draft, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: moor}\n');
        return 'taken';
      } catch (error) {
        return String(error);
      }
    });
    expect(late).toContain(
      'configmaps "c" is forbidden: unable to create new content in namespace moor because it is being terminated',
    );
    advance(draft, 60_000);
    expect(objects(draft, 'namespaces', '').map(({ metadata }) => metadata.name)).not.toContain('moor');
    expect(
      objects(draft, 'configmaps', null).filter(({ metadata }) => metadata.namespace === 'moor'),
    ).toEqual([]);
  });
});

describe('the scheduler', () => {
  it('says why the node does not take a pod, and gives it the node once it does', () => {
    const draft = freshDraft();
    apply(
      draft,
      'apiVersion: v1\nkind: Pod\nmetadata: {name: picky}\nspec: {nodeSelector: {floor: seventh}, containers: [{name: a, image: x}]}\n',
    );
    apply(
      draft,
      'apiVersion: v1\nkind: Pod\nmetadata: {name: greedy}\nspec: {containers: [{name: a, image: x, resources: {requests: {cpu: "5", memory: 1Gi}}}]}\n',
    );
    advance(draft, 10_000);
    expect(told(draft, 'picky')).toEqual([
      "FailedScheduling: 0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
    ]);
    expect(told(draft, 'greedy')[0]).toContain('1 Insufficient cpu. ');
    expect(pod(draft, 'picky').status.conditions?.[0]).toMatchObject({
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
    });
  });
});

describe('a workload whose pods the kubelet refuses', () => {
  it('does not fill the cluster with them in a moment', () => {
    for (const kind of ['DaemonSet', 'StatefulSet', 'ReplicaSet']) {
      const draft = freshDraft();
      const refused = TEMPLATE.replace(
        '    spec:\n',
        '    spec:\n      securityContext: {sysctls: [{name: net.core.somaxconn, value: "1"}]}\n',
      );
      apply(draft, `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: bad}\nspec:\n${refused}`);
      const works = draft.works;
      advance(draft, 120_000);
      expect(works - draft.works).toBeLessThan(200);
      expect(objects(draft, 'pods').length).toBeLessThan(20);
      expect(told(draft, 'bad')).not.toEqual([]);
    }
  });
});
