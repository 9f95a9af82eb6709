/**
 * What offers all four buttons of an explanation: a line that kubectl refuses, a USER that only the image knows,
 * something to ask.
 */
export const FOUR_BUTTONS = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runasUser: 1000
    runAsNonRoot: true
    fsGroup: 2000
  containers:
  - name: app
    image: web:1
  - name: log
    image: log:1
    securityContext:
      runAsUser: 2000
`;
