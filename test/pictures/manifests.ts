const REFUSED_BY_KUBELET = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext:
    runAsNonRoot: true
  containers:
  - name: root
    image: nginx
    securityContext: {runAsUser: 0}
  - name: image
    image: nginx
`;

/** Manifests whose pictures were looked at, by name. */
export const MANIFESTS = {
  override: `apiVersion: v1
kind: Pod
metadata:
  name: secure-pod
spec:
  securityContext:
    runAsUser: 1000
    runAsGroup: 3000
    fsGroup: 2000
  containers:
  - name: app
    image: nginxinc/nginx-unprivileged:1.28
    securityContext:
      runAsUser: 2000
      allowPrivilegeEscalation: false
`,
  six: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec:
      securityContext:
        runAsUser: 1000
        runAsNonRoot: true
        supplementalGroups: [4000, 5000]
        seccompProfile: {type: RuntimeDefault}
      containers:
      - {name: one, image: nginx}
      - {name: two, image: nginx, securityContext: {runAsUser: 0}}
      - {name: three, image: nginx, securityContext: {runAsGroup: 0, capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}}
      - {name: four, image: nginx, securityContext: {seccompProfile: {type: Localhost, localhostProfile: profiles/audit.json}}}
      - {name: five, image: nginx, securityContext: {privileged: true, readOnlyRootFilesystem: true}}
      - {name: six, image: nginx, securityContext: {runAsUser: 2000, runAsGroup: 3000}}
`,
  roles: `apiVersion: v1
kind: Pod
metadata:
  name: roles
spec:
  hostUsers: false
  securityContext:
    runAsUser: 1000
    fsGroup: 2000
  initContainers:
  - name: migrate
    image: postgres:17
    securityContext: {runAsUser: 0}
  - name: logs
    image: fluent-bit
    restartPolicy: Always
  containers:
  - name: app
    image: nginx
  ephemeralContainers:
  - name: debugger
    image: busybox
    securityContext: {runAsGroup: 5}
`,
  misplaced: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
    capabilities: {drop: [ALL]}
  containers:
  - name: app
    image: nginx
    runAsGroup: 12
    securityContext:
      fsGroup: 2000
      runasuser: 5
`,
  refused: `${REFUSED_BY_KUBELET}  - name: bad
    image: nginx
    securityContext: {runAsUser: -1, privileged: true, allowPrivilegeEscalation: false}
`,
  refusedByKubelet: REFUSED_BY_KUBELET,
  fragment: `securityContext:
  runAsUser: 1000
  fsGroup: 2000
  runAsNonRoot: {{ .Values.nonroot }}
`,
  values: `replicaCount: 1
image:
  repository: nginx
  tag: "1.28"
podSecurityContext:
  fsGroup: 2000
securityContext:
  capabilities:
    drop:
    - ALL
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  runAsUser: 1000
service:
  type: ClusterIP
`,
  windows: `apiVersion: v1
kind: Pod
metadata: {name: win}
spec:
  os: {name: windows}
  securityContext:
    windowsOptions: {runAsUserName: ContainerUser}
  containers:
  - name: app
    image: iis
  - name: admin
    image: iis
    securityContext: {windowsOptions: {runAsUserName: ContainerAdministrator}, runAsNonRoot: true}
`,
} as const satisfies Readonly<Record<string, string>>;
