/** The pod that the lesson's lab builds first: one UID and group at the pod's level. */
export const SECURE_POD = `apiVersion: v1
kind: Pod
metadata:
  name: secure-pod
spec:
  securityContext:
    runAsUser: 1000
    runAsGroup: 3000
  containers:
  - name: app
    image: busybox:1.36
    command: ["sleep", "3600"]
`;
