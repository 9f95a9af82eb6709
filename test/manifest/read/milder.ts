import type { Explanation } from '../../../src/manifest/index.ts';

/** What clients, pagers, editors, web pages and people put between a manifest's lines. */
export const FOREIGN_LINES: readonly string[] = [
  'W0101 10:00:00.000000    4242 warnings.go:70] something the client logged',
  'I0927 11:22:33.123456       1 trace.go:205] Trace[1234]: "List" (total time: 512ms)',
  'Warning: would violate PodSecurity "restricted:latest": privileged (container "app" must not set it)',
  'Warning: policy/v1beta1 is deprecated',
  'Error from server (NotFound): pods "web" not found',
  'error: unable to upgrade connection',
  '2024-05-01T10:11:12Z INFO starting',
  '[2024-05-01 10:11:12] deploying',
  'time="2024-05-01T10:11:12Z" level=warning msg="slow"',
  '{"level":"info","msg":"reconciled"}',
  '[main] INFO started',
  '"a line in quotes"',
  '--More--',
  '--More--(42%)',
  '(END)',
  ':',
  '~',
  '^C',
  '-- INSERT --',
  '<snip>',
  '(snip)',
  '[snip]',
  '-- snip --',
  '…',
  '...',
  '[...]',
  '[... 20 lines omitted ...]',
  '(output omitted)',
  '--',
  '=====',
  '--------',
  'and here is the interesting part',
  'This is where it goes wrong, I think.',
  'NOTE: the next lines matter',
  'note: this one matters',
  'Here:',
  'see below',
  'here',
  '1. first',
  '- a bullet point',
  '* a bullet point',
  '+ another one',
  '> quoted text',
  '>>> quoted text',
  '<1> A callout',
  '(2) another callout',
  '❶ another',
  '```',
  '```yaml',
  '~~~',
  '`code`',
  '<br>',
  '</pre>',
  '$ kubectl get pods',
  'kubectl apply -f pod.yaml',
  'user@host:~$ ',
  'pod/web created',
  'deployment.apps/web configured',
  'EOF',
  'cat <<EOF > pod.yaml',
  'NAME   READY   STATUS    RESTARTS   AGE',
  'web    1/1     Running   0          3d',
  '@@ -1,4 +1,4 @@',
  'diff --git a/pod.yaml b/pod.yaml',
  '+++ b/pod.yaml',
  '{{- if .Values.enabled }}',
  '{{- end }}',
  '{{/* a comment of the chart',
  '{{ include "labels" . }}',
  '% time',
  '│',
  '|',
  '🤔',
  '12',
  'true',
  'uid=0(root) gid=0(root) groups=0(root)',
];

const LEVELS = ['privileged', 'baseline', 'restricted'];

type Pods = Explanation['pods'];

/** What an answer says of its pods, lines aside. */
function said(pods: Pods): unknown {
  return pods.map((pod) => [
    pod.kind,
    pod.name,
    pod.accepted,
    pod.security.level,
    pod.containers.map((one) => [
      one.name,
      one.process,
      one.start.verdict,
      Object.entries(one.fields).map(([key, { value, source }]) => [key, value, source]),
    ]),
  ]);
}

/** Why an answer is milder than the manifest's, without a word about what was not read; undefined where it is not. */
export function milder(whole: Explanation, answer: Explanation): string | undefined {
  if (JSON.stringify(said(whole.pods)) === JSON.stringify(said(answer.pods))) return undefined;
  const stopped = answer.findings.some(({ code }) => code === 'not-yaml' || code === 'not-read');
  if (answer.pods.length < whole.pods.length && !stopped) return 'a pod is missing';
  for (const [i, pod] of answer.pods.entries()) {
    const was = whole.pods[i];
    if (was === undefined) continue;
    if (JSON.stringify(said([was])) === JSON.stringify(said([pod]))) continue;
    if (pod.accepted.strict === true) return `pod ${i} is accepted`;
    if (pod.accepted.ignore === true && !was.accepted.ignore)
      return `pod ${i} is accepted without validation`;
    const { level } = pod.security;
    if (level !== null && LEVELS.indexOf(level) > LEVELS.indexOf(was.security.level ?? 'privileged'))
      return `pod ${i} is ${level}, not ${was.security.level}`;
    for (const [j, container] of pod.containers.entries()) {
      const before = was.containers[j];
      if (before === undefined || container.start.verdict !== 'starts') continue;
      if (before.start.verdict !== 'starts') return `container ${j} of pod ${i} starts`;
    }
  }
  return undefined;
}
