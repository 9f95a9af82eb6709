import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, run } from '../../../src/cluster/index.ts';

const typed = (cluster: Cluster, ...lines: readonly string[]): Cluster =>
  lines.reduce((before, line) => run(before, line).cluster, cluster);
const said = (cluster: Cluster, line: string): string => run(cluster, line).stdout;
const phases = (cluster: Cluster): string =>
  said(
    cluster,
    "kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}={.status.phase} {end}'",
  ).trim();

const DAEMON = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: c, image: busybox, command: [sleep, 1d]}]}
`;

describe('a node that was cordoned', () => {
  const cordoned = typed(
    createCluster({ manifests: [DAEMON] }),
    'kubectl cordon node01',
    'kubectl run gull --image=busybox -- sleep 1d',
  );

  it('has its taint, keeps its daemons, and lets new pods wait in the words of the scheduler', () => {
    expect(said(cordoned, "kubectl get node node01 -o jsonpath='{.spec.taints[*].key}'")).toBe(
      'node.kubernetes.io/unschedulable',
    );
    expect(said(cordoned, 'kubectl get ds agent --no-headers')).toMatch(/^agent +1 +1 +1 +1 +1 /);
    expect(phases(cordoned)).toMatch(/^agent-\w+=Running gull=Pending$/);
    expect(said(cordoned, 'kubectl describe pod gull')).toContain(
      '0/1 nodes are available: 1 node(s) were unschedulable.',
    );
  });

  it('takes them once it is uncordoned, and has the taint no more', () => {
    const back = typed(cordoned, 'kubectl uncordon node01', 'sleep 10');
    expect(phases(back)).toMatch(/gull=Running$/);
    expect(said(back, "kubectl get node node01 -o jsonpath='{.spec}'")).not.toMatch(/taints|unschedulable/);
  });

  it('is drained of what may go: controllers make their pods anew, and they wait', () => {
    const full = typed(
      createCluster({ manifests: [DAEMON] }),
      'kubectl create deploy web --image=busybox -- sleep 1d',
      'kubectl run gull --image=busybox -- sleep 1d',
      'sleep 10',
    );
    const refused = run(full, 'kubectl drain node01');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(
      'cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)',
    );
    const drained = run(full, 'kubectl drain node01 --ignore-daemonsets --force');
    expect(drained.stdout).toMatch(
      /^node\/node01 cordoned\n(evicting pod default\/\S+\n){2}(pod\/\S+ evicted\n){2}node\/node01 drained\n$/,
    );
    expect(phases(drained.cluster)).toMatch(/^agent-\w+=Running web-\S+=Pending$/);
  });
});

describe('a taint', () => {
  it('keeps off pods that do not tolerate it; NoExecute drives those away that run', () => {
    const tainted = typed(
      createCluster(),
      'kubectl taint node node01 team=kites:NoSchedule',
      'kubectl run gull --image=busybox -- sleep 1d',
      `kubectl run kite --image=busybox --overrides='{"spec":{"tolerations":[{"key":"team","operator":"Exists"}]}}' -- sleep 1d`,
      'sleep 10',
    );
    expect(phases(tainted)).toBe('gull=Pending kite=Running');
    const driven = typed(
      tainted,
      'kubectl taint node node01 team-',
      'sleep 10',
      'kubectl taint node node01 team=kites:NoExecute',
      'sleep 40',
    );
    expect(phases(driven)).toBe('kite=Running');
    expect(said(driven, 'kubectl get events')).toContain('Marking for deletion Pod default/gull');
  });
});
