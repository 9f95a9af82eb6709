import { type Cluster, createCluster, run } from '../../src/cluster/index.ts';

const PODS = 50;

const pod = (number: number): string => `apiVersion: v1
kind: Pod
metadata: {name: p${number}, labels: {app: web}}
spec:
  securityContext: {runAsUser: ${1000 + number}}
  containers:
  - {name: a, image: busybox, command: [sh, -c, 'id; sleep 1d']}
  - {name: b, image: nginxinc/nginx-unprivileged}
`;

/** What learners type, in the shares of CLUSTER.md as far as one line can show them. */
const LINES = [
  'kubectl get pods',
  'kubectl get pods -o wide',
  'kubectl get pod p9 -o yaml',
  "kubectl get pod p1 -o jsonpath='{.spec.containers[0].name}'",
  'kubectl describe pod p3',
  'kubectl exec p7 -c a -- id',
  'kubectl exec p8 -c b -- ps',
  'kubectl logs p5 -c a',
  'kubectl get events',
  'kubectl label pod p4 x=y --overwrite',
  `kubectl apply -f - <<EOF\n${pod(60)}EOF`,
  'kubectl delete pod p60 --force',
  'echo hi > note',
  'cat note',
];

/** Prints what a line costs on a cluster of 50 pods, warm, and how long its state is. */
export function benchCluster(): void {
  const manifest = Array.from({ length: PODS }, (_, number) => pod(number)).join('---\n');
  const cluster = createCluster({ manifests: [manifest] });
  const times = new Map<string, number>();
  const rounds = 30;
  for (let round = -10; round < rounds; round += 1) {
    let now: Cluster = cluster;
    for (const line of LINES) {
      const start = performance.now();
      now = run(now, line).cluster;
      if (round >= 0) times.set(line, (times.get(line) ?? 0) + performance.now() - start);
    }
  }
  const mean = [...times.values()].reduce((sum, time) => sum + time, 0) / rounds / LINES.length;
  console.table(
    [...times].map(([line, time]) => ({ line: line.split('\n', 1)[0], ms: (time / rounds).toFixed(2) })),
  );
  const bytes = JSON.stringify(cluster).length;
  console.log(`a line on a cluster of ${PODS} pods: ${mean.toFixed(2)} ms on average (at most 2)`);
  console.log(`its state: ${bytes} characters of JSON, ${Math.round(bytes / PODS)} a pod of two containers`);
}
