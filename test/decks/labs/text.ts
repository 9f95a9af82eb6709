/** A small lab that passes the check; tests change a piece of it. */
export const SMALL = `id: small
title: Small
topic: levels
kind: fix
difficulty: 1
minutes: 2
story: A pod is to run as somebody else.
teaches: [deck/card]
start:
  files:
    pod.yaml: |
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        securityContext:
          runAsUser: 1000
        containers:
        - name: app
          image: busybox:1.36
          command: ["sleep", "3600"]
  lines: [kubectl apply -f pod.yaml]
steps:
  - id: only
    title: The only one
    words: Let container \`app\` run as 2000.
    goals:
      - {id: uid, effective: runAsUser, is: 2000, level: container, of: pod/web, container: app}
      - {id: up, running: pod/web, holds: already}
    hints: [In the container., A securityContext of its own.]
    quick: [kubectl get pods]
    solution:
      - nano pod.yaml
      - change:
          'command: ["sleep", "3600"]': |-
            command: ["sleep", "3600"]
                securityContext:
                  runAsUser: 2000
      - kubectl replace --force -f pod.yaml
    attempts:
      - id: at-the-pod
        typed:
          - sed -i 's/1000/2000/' pod.yaml
          - kubectl replace --force -f pod.yaml
        unmet: [uid]
        when:
          - {effective: runAsUser, is: 2000, level: pod, of: pod/web, container: app}
        remark: That is the pod's level.
`;

/** What the small lab is held against. */
export const KNOWN = { cards: ['deck/card'], topics: ['levels'], labs: [] } as const;
