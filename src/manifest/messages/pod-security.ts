import type { Clause, ClusterMessage } from '../explanation.ts';
import { ASK, containerWords, type Family, quoted, quotedNames } from './said.ts';

const START = /(would violate|violates) PodSecurity "([a-z]+)(?::([^"]{1,40}))?": /g;

/** A log that repeats itself is not read to its end. */
const MOST_MESSAGES = 20;

/**
 * Refusals and warnings of Pod Security admission: `violates PodSecurity "restricted:latest": check (detail), …`
 * (pod-security-admission admission.go and policy/check_*.go).
 */
export const podSecurityMessages: Family = ({ text, lineAt }) =>
  [...text.matchAll(START)].slice(0, MOST_MESSAGES).map((found): ClusterMessage => {
    const [start, verb = '', level = '', version = ''] = found;
    const clauses = partsOf(text, found.index + start.length).flatMap(clausesOf);
    const warned = verb === 'would violate';
    return {
      code: warned ? 'pod-security-warning' : 'pod-security-violation',
      by: 'Pod Security admission',
      line: lineAt(found.index),
      message: warned
        ? `Pod Security admission warns: by the level \`${level}\`${of(version)} the namespace would refuse such a pod. Whether it does is for its label pod-security.kubernetes.io/enforce to say.`
        : `Pod Security admission refuses the pod: the namespace enforces the level \`${level}\`${of(version)}, and the pod breaks ${clauses.length === 1 ? 'one check' : `${clauses.length} checks`} of it.`,
      clauses,
      next: ASK,
    };
  });

const of = (version: string): string => (version === '' || version === 'latest' ? '' : ` (${version})`);

/** One check with what it says in brackets. */
interface Part {
  readonly reason: string;
  readonly detail: string;
  readonly said: string;
}

/** A message lists no more checks than there are (policy/checks.go has fewer). */
const MOST_PARTS = 40;
const LONGEST = 8000;

/** Splits `check (detail), check (detail)`: commas and brackets inside quotes and brackets belong to the detail. */
function partsOf(text: string, from: number): readonly Part[] {
  const parts: Part[] = [];
  const stop = Math.min(text.length, from + LONGEST);
  let at = from;
  while (at < stop && parts.length < MOST_PARTS) {
    const open = text.indexOf('(', at);
    if (open < 0 || open - at > 80 || open > stop) break;
    const reason = text.slice(at, open).trim();
    const close = closing(text, open, stop);
    parts.push({ reason, detail: text.slice(open + 1, close), said: text.slice(at, close + 1).trim() });
    if (text[close + 1] !== ',') break;
    at = close + 2;
  }
  return parts;
}

function closing(text: string, open: number, stop: number): number {
  let depth = 0;
  let quote = false;
  for (let at = open; at < stop; at++) {
    const sign = text[at];
    if (sign === '"') quote = !quote;
    else if (!quote && sign === '(') depth += 1;
    else if (!quote && sign === ')' && --depth === 0) return at;
  }
  return stop;
}

interface Check {
  readonly code: string;
  readonly level: Clause['level'];
  readonly means: string;
  /** What to write; `who` names the containers. */
  readonly fix: (who: string, detail: string) => string;
}

const inContext = (line: string) => (who: string) => `Write ${line} in the securityContext of ${who}.`;

/** By the reason that each check gives (policy/check_*.go, the ForbiddenReason of its result). */
const CHECKS: Readonly<Record<string, Check>> = {
  'allowPrivilegeEscalation != false': {
    code: 'allow-privilege-escalation',
    level: 'container',
    means:
      'Every container must say that its processes cannot gain privileges; leaving it out is not enough.',
    fix: inContext('allowPrivilegeEscalation: false'),
  },
  'unrestricted capabilities': {
    code: 'capabilities',
    level: 'container',
    means: 'Every container must drop all capabilities, and may add back only NET_BIND_SERVICE.',
    fix: (who, detail) =>
      detail.includes('capabilities.add') && !detail.includes('capabilities.drop')
        ? `Take ${added(detail)} out of capabilities.add of ${who}.`
        : `Write capabilities: {drop: [ALL]} in the securityContext of ${who}.${detail.includes('capabilities.add') ? ` Take ${added(detail)} out of capabilities.add.` : ''}`,
  },
  'non-default capabilities': {
    code: 'capabilities',
    level: 'container',
    means: 'A capability is added that container runtimes do not give by default.',
    fix: (who, detail) => `Take ${added(detail)} out of capabilities.add of ${who}.`,
  },
  'runAsNonRoot != true': {
    code: 'run-as-non-root',
    level: 'pod-or-container',
    means: 'The pod, or each of its containers, must ask the kubelet not to start it as root.',
    fix: (who, detail) =>
      detail.includes('must not set')
        ? `Take runAsNonRoot: false away from the securityContext of ${detail.startsWith('pod must') ? 'the pod' : detail.startsWith('pod and') ? `the pod and of ${who}` : who}, or write true there.`
        : `Write runAsNonRoot: true in the pod's securityContext, or in that of ${who}. The image then needs a USER with a number, or runAsUser a number above 0.`,
  },
  'runAsUser=0': {
    code: 'run-as-user',
    level: 'pod-or-container',
    means: 'UID 0 is root, which this level does not allow even where it is asked for by number.',
    fix: (who, detail) =>
      `Write a runAsUser above 0 ${detail.startsWith('pod must') ? "in the pod's securityContext" : detail.startsWith('pod and') ? `in the securityContext of the pod and of ${who}` : `in the securityContext of ${who}`}, or take it away.`,
  },
  seccompProfile: {
    code: 'seccomp-profile',
    level: 'pod-or-container',
    means: 'The pod, or each of its containers, must name a seccomp profile, and Unconfined is none.',
    fix: (who) =>
      `Write seccompProfile: {type: RuntimeDefault} in the pod's securityContext, or in that of ${who}.`,
  },
  'host namespaces': {
    code: 'host-namespaces',
    level: 'spec',
    means: "The pod shares the node's network, processes or IPC.",
    fix: (_, detail) => `Take ${detail.replaceAll('=true', '')} out of the pod spec.`,
  },
  'hostPath volumes': {
    code: 'host-path',
    level: 'spec',
    means: 'A volume mounts a directory of the node.',
    fix: (_, detail) => `Use another kind of volume than hostPath for ${detail}.`,
  },
  'restricted volume types': {
    code: 'volume-types',
    level: 'spec',
    means:
      'This level knows only volumes that cannot reach the node: configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected and secret.',
    fix: () => 'Use one of those kinds for the volumes it names.',
  },
  hostPort: {
    code: 'host-port',
    level: 'container',
    means: "A container takes a port of the node's own address.",
    fix: (who) => `Take hostPort out of the ports of ${who}; a Service reaches the container without it.`,
  },
  privileged: {
    code: 'privileged',
    level: 'container',
    means: 'A privileged container has all of the node.',
    fix: (who) => `Take privileged: true out of the securityContext of ${who}.`,
  },
  procMount: {
    code: 'proc-mount',
    level: 'container',
    means: 'procMount must be Default.',
    fix: (who) => `Take procMount out of the securityContext of ${who}.`,
  },
  seLinuxOptions: {
    code: 'selinux-options',
    level: 'pod-or-container',
    means: 'The SELinux type must be one of those for containers, and user and role must not be set.',
    fix: () => 'Take user and role out of seLinuxOptions, and write a type for containers or none.',
  },
  'forbidden sysctls': {
    code: 'sysctls',
    level: 'pod',
    means: 'A sysctl is set that is not among the safe ones.',
    fix: (_, detail) => `Take ${detail} out of sysctls in the pod's securityContext.`,
  },
  hostProcess: {
    code: 'host-process',
    level: 'pod-or-container',
    means: 'A Windows container runs as a process of the node.',
    fix: () => 'Take hostProcess: true out of windowsOptions.',
  },
  'forbidden AppArmor profile': {
    code: 'apparmor-profile',
    level: 'pod-or-container',
    means: 'Only the AppArmor profiles RuntimeDefault and Localhost are allowed.',
    fix: () =>
      'Write appArmorProfile: {type: RuntimeDefault}, and take the annotation away, if there is one.',
  },
  'probe or lifecycle host': {
    code: 'probe-host',
    level: 'container',
    means: 'A probe or a lifecycle hook names a host of its own, which the kubelet would call from the node.',
    fix: (who) => `Take host out of the probes and lifecycle hooks of ${who}.`,
  },
};

const added = (detail: string): string => {
  const names = /must not include ((?:"[^"]{1,80}"(?:, )?){1,60})/.exec(detail)?.[1] ?? '';
  return quotedNames(names).join(', ') || 'the capability';
};

function clausesOf({ reason, detail, said }: Part): readonly Clause[] {
  const check = CHECKS[Object.hasOwn(CHECKS, reason) ? reason : reason.replace(/s$/, '')];
  const named = [...detail.matchAll(/containers? ((?:"[^"]{1,253}"(?:, )?){1,200})/g)];
  const containers = [...new Set(named.flatMap(([, names]) => quotedNames(names ?? '')))];
  if (check === undefined) {
    return [
      {
        code: 'other-check',
        said: quoted(said),
        message: 'Podium does not know this check; its own words say what is missing.',
        level: 'elsewhere',
        containers,
        fix: 'See kubernetes.io, Pod Security Standards.',
      },
    ];
  }
  const { code, level, means, fix } = check;
  return [
    {
      code,
      said: quoted(said),
      message: means,
      level,
      containers,
      fix: fix(containerWords(containers), detail),
    },
  ];
}
