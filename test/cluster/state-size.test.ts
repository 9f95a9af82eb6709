import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, run } from '../../src/cluster/index.ts';
import { environmentOf, mountsOf } from '../../src/cluster/usual.ts';

const web = (replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: a, image: nginxinc/nginx-unprivileged, env: [{name: GULL, value: white}], volumeMounts: [{name: d, mountPath: /data}]}
      - {name: b, image: busybox, command: [sh, -c, 'x=1; export y=2; while true; do sleep 5; done']}
      volumes: [{name: d, emptyDir: {}}]
`;
const sizeOf = (cluster: Cluster): number => JSON.stringify(cluster).length;
const typed = (cluster: Cluster, ...lines: readonly string[]): Cluster =>
  lines.reduce((before, line) => run(before, line).cluster, cluster);
const said = (cluster: Cluster, line: string): string => run(cluster, line).stdout;

describe('the state of a cluster', () => {
  it('stays small: two replicas of two containers once took 75 KB, and 140 KB in a rollout', () => {
    const cluster = createCluster({ manifests: [web(2)] });
    expect(sizeOf(cluster)).toBeLessThan(52_000);
    expect(sizeOf(typed(cluster, 'kubectl rollout restart deploy web'))).toBeLessThan(90_000);
  });

  it('keeps of a container what every other has too by its name, and has all of it when it is asked', () => {
    const cluster = createCluster({ manifests: [web(1)] });
    const [a] = Object.values(cluster.containers).filter(({ name }) => name === 'a');
    if (a === undefined) throw new Error('no container');
    expect(JSON.stringify(a.env).length).toBeLessThan(120);
    expect(environmentOf(a)).toContainEqual(['KUBERNETES_SERVICE_HOST', '10.96.0.1']);
    expect(environmentOf(a)).toContainEqual(['GULL', 'white']);
    expect(environmentOf(a)).toContainEqual(['HOSTNAME', a.hostname]);
    expect(mountsOf(a).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/', '/proc', '/etc/hosts', '/data']),
    );
    expect(mountsOf(a)[0]).toMatchObject({ path: '/', tree: `container/${a.id}`, fsType: 'overlay' });
  });

  it('gives a sleeping shell back with its own variables and those of its container', () => {
    const script =
      'x=1; export y=2; cd /tmp; sleep 30; echo "$x $y $PWD $HOSTNAME"; env | grep -c ^KUBERNETES_';
    const cluster = typed(
      createCluster(),
      `kubectl run gull --image=busybox --restart=Never -- sh -c '${script}'`,
      'sleep 60',
    );
    expect(said(cluster, 'kubectl logs gull')).toBe('1 2 /tmp gull\n8\n');
  });
});

describe('an event', () => {
  const cluster = typed(createCluster(), 'kubectl run gull --image=busybox -- sleep 1d');

  it('is an object as every other: it is read by name, marked, and deleted', () => {
    const name = said(cluster, 'kubectl get events -o name').split('\n')[0] ?? '';
    expect(said(cluster, `kubectl get ${name} -o jsonpath='{.involvedObject.name}'`)).toBe('gull');
    const marked = typed(cluster, `kubectl label ${name} seen=yes`);
    expect(said(marked, 'kubectl get events -l seen=yes -o name').trim()).toBe(name);
    expect(said(marked, 'kubectl get events -o name')).toBe(said(cluster, 'kubectl get events -o name'));
    const gone = typed(marked, `kubectl delete ${name}`);
    expect(said(gone, 'kubectl get events -o name')).not.toContain(name);
  });

  it('goes with the others when all are deleted, and with its namespace', () => {
    expect(said(typed(cluster, 'kubectl delete events --all'), 'kubectl get events')).toBe('');
    const other = typed(
      cluster,
      'kubectl create ns quarry',
      'kubectl run kite -n quarry --image=busybox -- sleep 1d',
      'kubectl delete ns quarry',
    );
    expect(said(other, 'kubectl get events -A -o name')).not.toContain('kite');
    expect(said(other, 'kubectl get ns -o name')).not.toContain('quarry');
  });

  it('is forgotten an hour after it was seen last', () => {
    const later = typed(cluster, 'sleep 4000', 'kubectl run kite --image=busybox -- sleep 1d');
    expect(said(later, 'kubectl get events -o name')).not.toContain('gull');
  });
});
