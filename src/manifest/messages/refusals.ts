import type { Clause, ClusterMessage } from '../explanation.ts';
import { fieldOfKey, placeOf } from './field-level.ts';
import { ASK, type Family, quoted } from './said.ts';

const TYPES =
  'Invalid value|Required value|Forbidden|Unsupported value|Duplicate value|Not found|Too long|Too many';
/** `spec.containers[0].securityContext.privileged: Invalid value: …`, as field.Error writes it, from its colon on. */
const ERROR = new RegExp(`: (${TYPES})(?:: |(?=[ ,\\]]|$))`, 'g');
const INVALID = /The ([A-Z]\w{1,60}) "([^"]{1,253})" is invalid/;
const POLICY = /unable to validate against any (security context constraint|pod security policy)/;
const PROVIDER = /provider "([^"]{1,253})": Forbidden: not usable by user or serviceaccount/g;

/** More clauses of one message are not listed. */
const MOST = 50;
const LONGEST_DETAIL = 300;
/** The longest path of a field, and the longest key in its brackets. */
const LONGEST_PATH = 2_000;
const LONGEST_KEY = 253;

/** Validation errors of the API server, and refusals by OpenShift's SCCs and the old PodSecurityPolicies, which read alike. */
export const refusalMessages: Family = ({ text, lineOf }) => {
  const policy = POLICY.exec(text);
  const invalid = INVALID.exec(text);
  if (policy === null && invalid === null) return [];
  const start = Math.min(
    policy?.index ?? Number.POSITIVE_INFINITY,
    invalid?.index ?? Number.POSITIVE_INFINITY,
  );
  const clauses = fieldErrors(text, start, policy !== null);
  const line = lineOf((policy ?? invalid)?.[0].slice(0, 60) ?? '');
  if (policy === null) {
    const message: ClusterMessage = {
      code: 'invalid-object',
      by: 'the API server',
      line,
      message: `The API server read the ${invalid?.[1] ?? 'object'} and does not accept what it says.`,
      clauses,
      next: ASK,
    };
    return [message];
  }
  const closed = [...new Set([...text.matchAll(PROVIDER)].map(([, name]) => name ?? ''))];
  const scc = policy[1] === 'security context constraint';
  return [
    {
      code: scc ? 'scc-refusal' : 'psp-refusal',
      by: scc ? 'OpenShift' : 'PodSecurityPolicy',
      line,
      message: scc
        ? `OpenShift refuses the pod: no SecurityContextConstraints (SCC) that its service account may use allows it.${closed.length === 0 ? '' : ` Not open to it: ${closed.slice(0, 12).join(', ')}${closed.length > 12 ? ', …' : ''}.`}`
        : 'PodSecurityPolicy refuses the pod: no policy its account may use allows it. (Kubernetes 1.25 removed PodSecurityPolicy.)',
      clauses,
      next: scc
        ? 'Change the fields, or have an administrator let the service account use another SCC (oc adm policy add-scc-to-user). Paste the manifest to see the lines.'
        : ASK,
    },
  ];
};

function fieldErrors(text: string, from: number, policy: boolean): readonly Clause[] {
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
function pathBefore(text: string, end: number): string {
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
