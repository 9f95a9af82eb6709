import type { Clause, ClusterMessage } from '../explanation.ts';
import { fieldOfKey, placeOf } from './field-level.ts';
import { ASK, type Family, quoted } from './said.ts';

const TYPES =
  'Invalid value|Required value|Forbidden|Unsupported value|Duplicate value|Not found|Too long|Too many';
/** `spec.containers[0].securityContext.privileged: Invalid value: …`, as field.Error writes it, from its colon on. */
const ERROR = new RegExp(`: (${TYPES})(?:: |(?=[ ,\\]]|$))`, 'g');
const INVALID = /\b([A-Z]\w{1,60})(?:\.[a-z0-9.-]{1,120})? "([^"]{1,253})" is invalid/g;
const POLICY =
  /unable to validate against any (security context constraint|pod security policy)|PodSecurityPolicy: unable to admit pod/g;
const WEBHOOK = /admission webhook "[^"]{1,253}" denied the request/;
const PROVIDER = /provider "([^"]{1,253})": Forbidden: not usable by user or serviceaccount/g;

/** More clauses of one message are not listed. */
const MOST = 50;
const LONGEST_DETAIL = 300;
/** The longest path of a field, and the longest key in its brackets. */
const LONGEST_PATH = 2_000;
const LONGEST_KEY = 253;

/** Messages of one paste beyond these are not told. */
const MOST_MESSAGES = 20;
/** So far in front of a refusal stands the name of its pod, and that of the webhook that says it, in characters. */
const IN_FRONT = 300;

/** Validation errors of the API server, and refusals by OpenShift's SCCs and the old PodSecurityPolicies, which read alike. */
export const refusalMessages: Family = ({ text, lineAt }) => {
  const found = [...text.matchAll(POLICY), ...text.matchAll(INVALID)]
    .sort((a, b) => a.index - b.index)
    .filter(({ index }) => !WEBHOOK.test(text.slice(Math.max(0, index - IN_FRONT), index)))
    .slice(0, MOST_MESSAGES);
  return found.map((one, i): ClusterMessage => {
    const next = found[i + 1]?.index ?? text.length;
    const own = text.slice(0, next);
    const line = lineAt(one.index);
    const policy = one[0].includes('unable to');
    const clauses = fieldErrors(own, one.index, policy);
    if (!policy)
      return {
        code: 'invalid-object',
        by: 'the API server',
        line,
        message: `The API server read the ${one[1] ?? 'object'} and does not accept what it says.`,
        clauses,
        next: ASK,
      };
    const pod = found.length === 1 ? undefined : podBefore(text, one.index);
    return policyMessage(own.slice(one.index), one[1] ?? '', { line, clauses, pod });
  });
};

/** The name in `pods "web-" is forbidden: `, right in front of its reason. */
function podBefore(text: string, at: number): string | undefined {
  return /pods? "([^"]{1,253})" is forbidden: ?$/.exec(text.slice(Math.max(0, at - IN_FRONT), at))?.[1];
}

function policyMessage(
  text: string,
  kind: string,
  about: {
    readonly line: number;
    readonly clauses: readonly Clause[];
    readonly pod: string | undefined;
  },
): ClusterMessage {
  const { line, clauses } = about;
  const closed = [...new Set([...text.matchAll(PROVIDER)].map(([, name]) => name ?? ''))];
  const scc = kind === 'security context constraint';
  const pod = about.pod === undefined ? 'the pod' : `the pod \`${about.pod}\``;
  return {
    code: scc ? 'scc-refusal' : 'psp-refusal',
    by: scc ? 'OpenShift' : 'PodSecurityPolicy',
    line,
    message: scc
      ? `OpenShift refuses ${pod}: no SecurityContextConstraints (SCC) that its service account may use allows it.${closed.length === 0 ? '' : ` Not open to it: ${closed.slice(0, 12).join(', ')}${closed.length > 12 ? ', …' : ''}.`}`
      : `PodSecurityPolicy refuses ${pod}: no policy its account may use allows it. (Kubernetes 1.25 removed PodSecurityPolicy.)`,
    clauses,
    next: scc
      ? 'Change the fields, or have an administrator let the service account use another SCC (oc adm policy add-scc-to-user). Paste the manifest to see the lines.'
      : ASK,
  };
}

const DENY =
  /\b(pod\.Spec\.)?SecurityContext\.(RunAsUser|FSGroup|SELinuxOptions|SupplementalGroups) is forbidden/g;

/**
 * What the admission plugin SecurityContextDeny said until Kubernetes 1.30 removed it: scdeny/admission.go names
 * `pod.Spec.SecurityContext` for the pod, `SecurityContext` alone for a container (and, in old releases, for fsGroup).
 */
export const denyMessages: Family = ({ text, lineAt }) => {
  const found = [...text.matchAll(DENY)].slice(0, MOST_MESSAGES);
  const [first] = found;
  if (first === undefined) return [];
  const clauses = found.map(({ 0: said, 1: pod, 2: word = '' }): Clause => {
    const field = fieldOfKey(word)?.name ?? word;
    const atPod = pod !== undefined || field === 'fsGroup';
    const where = atPod ? "the pod's securityContext" : 'the securityContext of a container';
    return {
      code: 'not-allowed',
      said,
      message: `No pod of this cluster may set \`${field}\` in ${where}, whatever its value.`,
      level: atPod ? 'pod' : 'container',
      containers: [],
      fix: `Take ${field} out of ${where}, or have an administrator take SecurityContextDeny out of --enable-admission-plugins and enforce a Pod Security level instead.`,
    };
  });
  return [
    {
      code: 'security-context-deny',
      by: 'the admission plugin SecurityContextDeny',
      line: lineAt(first.index),
      message:
        'The admission plugin SecurityContextDeny refuses the pod. (It was deprecated in Kubernetes 1.27 and removed in 1.30.)',
      clauses: clauses.filter(({ said }, i) => clauses.findIndex((one) => one.said === said) === i),
      next: ASK,
    },
  ];
};

/** What stands behind `from` as field.Error writes it: `path: Type: value: detail`. */
export function fieldErrors(text: string, from: number, policy: boolean): readonly Clause[] {
  const found = [...text.slice(from).matchAll(ERROR)]
    .map(({ 0: said, 1: type = '', index }) => {
      const path = pathBefore(text, from + index);
      return { path, type, index: index - path.length, after: index + said.length };
    })
    .filter(({ path }) => path !== '' && path !== 'provider');
  const seen = new Set<string>();
  return found.slice(0, MOST).flatMap(({ path, type, after }, i): Clause[] => {
    const end = Math.min(found[i + 1]?.index ?? text.length, after + LONGEST_DETAIL);
    const detail = detailOf(text.slice(from + after, from + end), policy);
    const said = quoted(detail === '' ? `${path}: ${type}` : `${path}: ${type}: ${detail}`);
    if (seen.has(said)) return [];
    seen.add(said);
    return [{ ...clauseOf(path, type, detail, policy), said, containers: [] }];
  });
}

/** The path of a field that ends there: names, dots and keys in brackets; empty where none does. */
export function pathBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < LONGEST_PATH) {
    if (/[\w.-]/.test(text.charAt(start - 1))) start -= 1;
    else if (text.charAt(start - 1) === ']') {
      const inside = text.slice(Math.max(0, start - LONGEST_KEY - 2), start - 1);
      const key = inside.slice(inside.lastIndexOf('[') + 1);
      if (key === '' || key === inside || /[\s\]]/.test(key)) break;
      start -= key.length + 2;
    } else break;
  }
  const path = text.slice(start, end).replace(/^(?:\[[^\]]*\])+/, '');
  return path.slice(Math.max(0, path.search(/\.?[a-zA-Z]|$/)));
}

/** What follows a type of error, without the beginning of the next one. */
function detailOf(text: string, policy: boolean): string {
  const [own = ''] = text.split(', provider ', 1);
  const bare = own.replace(/,? ?(?:provider [\w"-]{1,260}:? ?|\* ?)?$/, '');
  const open = bare.split('[').length;
  return policy && bare.endsWith(']') && bare.split(']').length > open ? bare.slice(0, -1) : bare;
}

function clauseOf(
  path: string,
  type: string,
  detail: string,
  policy: boolean,
): Omit<Clause, 'said' | 'containers'> {
  const bare = path.replace(/\.securityContext\.securityContext\b/, '.securityContext');
  const annotation = /\.annotations\[([^[\]]{1,253})\]$/.exec(bare)?.[1];
  if (annotation !== undefined) return annotationClause(annotation, detail, policy);
  const last = /(?<!\w)\w+$/.exec(bare.replace(/\[[^[\]]*\]$/, ''))?.[0] ?? bare;
  const key = last.replace(/^[\d_]+/, '');
  const field = fieldOfKey(key);
  const { level, words } = placeOf(
    bare.includes('securityContext') || field === undefined ? bare : `${bare} securityContext`,
  );
  const base = { code: policy ? 'not-allowed' : (CODES[type] ?? 'invalid-value'), level };
  const range = /must be in the ranges: \[(\d{1,12}), (\d{1,12})\]/.exec(detail);
  if (range !== null) {
    return {
      ...base,
      message: `${name(key)} in ${words} is outside of the UIDs that OpenShift gives this namespace (${range[1]} to ${range[2]}).`,
      fix: `Take ${key} out of ${words}, and OpenShift chooses a UID; or write one between ${range[1]} and ${range[2]}.`,
    };
  }
  const group = /(\d{1,12}) is not an allowed group/.exec(detail);
  if (group !== null) {
    return {
      ...base,
      message: `The group ${group[1]} (${name(key)} in ${words}) is not among those that the namespace may use.`,
      fix: `Take ${key} out of ${words}, and OpenShift chooses the group; or write one of the namespace's range (annotation openshift.io/sa.scc.supplemental-groups).`,
    };
  }
  if (type === 'Required value')
    return {
      ...base,
      message: `${name(key)} is missing at \`${bare}\`.`,
      fix: `Add ${key}${detail === '' ? '' : `: ${quoted(detail)}`}.`,
    };
  if (type === 'Duplicate value')
    return { ...base, message: `The value of \`${bare}\` stands twice.`, fix: 'Give each its own.' };
  if (/field is immutable|updates? may not change fields/.test(detail)) {
    return {
      ...base,
      message: `\`${bare}\` cannot be changed on an object that exists.`,
      fix: 'Delete the object and create it again (kubectl replace --force -f FILE).',
    };
  }
  if (/cannot set `?allowPrivilegeEscalation`? to false/.test(detail)) {
    return {
      ...base,
      message: `allowPrivilegeEscalation: false contradicts privileged: true, or CAP_SYS_ADMIN, in ${words}.`,
      fix: 'Remove one of the two.',
    };
  }
  return {
    ...base,
    message: `${policy ? 'Not allowed' : 'Not accepted'}: ${name(key)} in ${words}${field === undefined ? '' : ` (${field.type})`}. ${quoted(detail).slice(0, 200)}`,
    fix: policy
      ? `Take ${key} out of ${words}, or change it to what is allowed.`
      : `Correct ${key} in ${words}.`,
  };
}

function annotationClause(key: string, detail: string, policy: boolean): Omit<Clause, 'said' | 'containers'> {
  return {
    code: policy ? 'not-allowed' : 'invalid-value',
    level: 'object',
    message: `${policy ? 'Not allowed' : 'Not accepted'}: the annotation ${name(key)}${detail === '' ? '' : ` (${quoted(detail).slice(0, 200)})`}.`,
    fix: `Take the annotation ${key} out of metadata.annotations${policy ? '; what made it may be a seccompProfile of the pod or of a container' : ', or correct it'}.`,
  };
}

const name = (key: string): string => `\`${key}\``;

const CODES: Readonly<Record<string, string>> = {
  'Invalid value': 'invalid-value',
  'Required value': 'required-value',
  Forbidden: 'forbidden-value',
  'Unsupported value': 'unsupported-value',
  'Duplicate value': 'duplicate-value',
  'Not found': 'not-found',
  'Too long': 'too-long',
};
