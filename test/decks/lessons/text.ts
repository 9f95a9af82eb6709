/** A small lesson that passes the check; tests change a piece of it. */
export const SMALL = `id: small
place: 2
title: Small
summary: You can tell who it is.
minutes: 2
after: [before]
steps:
  - id: one
    title: One
    words: The pod says 1000.
    manifest:
      file: pod.yaml
      text: |
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
      verify:
        - {container: app, field: runAsUser, value: 1000, source: pod}
    picture: levels
  - id: two
    title: Two
    words: It prints \`uid=1000\`.
    terminal:
      - line: kubectl apply -f pod.yaml
        prints: pod/web created
      - line: kubectl exec web -- id
        prints: uid=1000 …
  - id: three
    title: Three
    words: Which one is it?
    question: deck/card
  - id: four
    title: Four
    words: Look twice.
  - id: five
    title: Five
    words: Now do it.
    lab: {id: lab, step: first}
`;

/** What the small lesson is held against. */
export const KNOWN = { cards: ['deck/card'], labs: { lab: ['first', 'second'] }, lessons: { before: 1 } };
