/** What runs in the cluster of these trials. */
export const GULL = `apiVersion: v1
kind: Pod
metadata: {name: gull, labels: {app: gull}}
spec:
  securityContext: {runAsUser: 1000, runAsGroup: 3000, fsGroup: 2000}
  initContainers:
  - {name: egg, image: "busybox:1.37", command: [sh, -c, "echo hatched"]}
  containers:
  - {name: wing, image: "busybox:1.37", command: [sh, -c, "echo one; echo two; sleep 1d"]}
  - name: beak
    image: busybox:1.37
    command: [sh, -c, "id; sleep 1d"]
    securityContext: {runAsUser: 2000, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
`;

export const MANIFESTS: readonly string[] = [
  GULL,
  `apiVersion: v1
kind: Pod
metadata: {name: done}
spec:
  restartPolicy: Never
  containers:
  - {name: work, image: "busybox:1.37", command: [sh, -c, "echo worked"]}
`,
  `apiVersion: v1
kind: Pod
metadata: {name: stuck}
spec:
  securityContext: {runAsNonRoot: true}
  containers:
  - {name: app, image: "nginx:1.28"}
`,
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: flock}
spec:
  selector: {matchLabels: {app: flock}}
  template:
    metadata: {labels: {app: flock}}
    spec:
      containers:
      - {name: busybox, image: "busybox:1.37", command: [sh, -c, "echo up; sleep 1d"]}
`,
];
