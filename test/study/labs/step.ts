import { createCluster, run } from '../../../src/cluster/index.ts';
import type { Goal, LabStep } from '../../../src/study/labs/index.ts';

/** A step with these goals and nothing else. */
export function stepWith(...goals: readonly Goal[]): LabStep {
  return {
    id: 'step',
    title: 'Step',
    words: 'Words.',
    goals,
    hints: ['One.', 'Two.', 'Three.'],
    quick: [],
    solution: [],
    attempts: [],
  };
}

/** A pod or more, applied from a file of the learner's called `pod.yaml`. */
export function clusterWith(manifest: string, ...lines: readonly string[]) {
  const files = { 'pod.yaml': manifest };
  return ['kubectl apply -f pod.yaml', ...lines].reduce(
    (cluster, line) => run(cluster, line).cluster,
    createCluster({ files }),
  );
}

/** The pod `web`: UID 1000 for all, 2000 for `side`. */
export const WEB = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
    runAsGroup: 3000
  containers:
  - name: app
    image: busybox:1.36
    command: ["sh", "-c", "echo hello > /tmp/note; chmod 640 /tmp/note; sleep 3600"]
  - name: side
    image: busybox:1.36
    command: ["sleep", "3600"]
    securityContext:
      runAsUser: 2000
      allowPrivilegeEscalation: false
      capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}
`;
