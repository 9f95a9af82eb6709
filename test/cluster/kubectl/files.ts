/** The files in the folder where the trials are typed. */
export const FILES: Readonly<Record<string, string>> = {
  'pod.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: fresh
  labels: {app: fresh}
spec:
  securityContext:
    runAsUser: 1000
  containers:
  - name: app
    image: busybox:1.37
    command: ["sleep", "3d"]
`,
  'two.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: first}
data: {a: "1"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: second, namespace: quarry}
data: {b: "2"}
`,
  'ns.yaml': `apiVersion: v1
kind: Namespace
metadata:
  name: harbour
`,
  'unknown-field.yaml': `apiVersion: v1
kind: Pod
metadata: {name: wrong}
spec:
  runAsUser: 5
  containers:
  - {name: app, image: busybox}
`,
  'invalid.yaml': `apiVersion: v1
kind: Pod
metadata: {name: invalid}
spec:
  containers:
  - {name: App_1, image: busybox}
  - {name: b, image: busybox, securityContext: {runAsUser: -3}}
`,
  'no-kind.yaml': `apiVersion: v1
metadata: {name: x}
`,
  'nothing.yaml': `metadata: {name: x}
`,
  'unknown-kind.yaml': `apiVersion: v1
kind: Podd
metadata: {name: x}
`,
  'broken.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: x
 spec: {}
`,
  'empty.yaml': '',
  'privileged.yaml': `apiVersion: v1
kind: Pod
metadata: {name: mighty, namespace: quarry}
spec:
  containers:
  - {name: app, image: busybox, securityContext: {privileged: true}}
`,
  'deploy.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
      - {name: app, image: "nginx:1.29"}
`,
  'web.yaml': `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web, tier: back}}
spec:
  containers:
  - {name: app, image: "nginx:1.29"}
  - {name: sidecar, image: "busybox:1.37"}
`,
  'many/a.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: a}
`,
  'many/b.json': `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"}}
`,
  'many/notes.txt': 'not a manifest\n',
  'list.yaml': `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: l1}
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: l2}
`,
  'patch.yaml': `metadata:
  labels:
    patched: "yes"
`,
  'env.txt': `# comment
A=1
B=two words
`,
  'note.txt': 'hello\n',
};
