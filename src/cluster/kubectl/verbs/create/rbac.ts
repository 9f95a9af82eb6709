/** create role, clusterrole, rolebinding, clusterrolebinding (kubectl pkg/cmd/create/create_role.go and its like). */
import { resourceNamed } from '../../../api/index.ts';
import type { JsonObject } from '../../../json.ts';
import type { Call, Verb } from '../../call.ts';
import { Failure, failure } from '../../failure.ts';
import { groupServedElsewhere } from '../../resources/elsewhere.ts';
import { requireFlag } from '../required.ts';
import { nameOf, ownNamespace, printOnly } from './made.ts';

const GROUP = 'rbac.authorization.k8s.io';
/** Verbs of resources (create_role.go validResourceVerbs). */
const VERBS = [
  '*',
  'get',
  'delete',
  'list',
  'create',
  'update',
  'patch',
  'watch',
  'proxy',
  'deletecollection',
];
const VERBS_TOO = ['use', 'bind', 'escalate', 'impersonate'];
/** Verbs of URLs (create_clusterrole.go validNonResourceVerbs). */
const URL_VERBS = ['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options'];
/** Which resources of which groups some verbs are for (create_role.go specialVerbs). */
const SPECIAL: Readonly<Record<string, readonly (readonly [group: string, resource: string])[]>> = {
  use: [
    ['policy', 'podsecuritypolicies'],
    ['extensions', 'podsecuritypolicies'],
  ],
  bind: [
    [GROUP, 'roles'],
    [GROUP, 'clusterroles'],
  ],
  escalate: [
    [GROUP, 'roles'],
    [GROUP, 'clusterroles'],
  ],
  impersonate: [
    ['', 'users'],
    ['', 'serviceaccounts'],
    ['', 'groups'],
    ['authentication.k8s.io', 'userextras'],
  ],
};

interface Named {
  readonly group: string;
  /** With its subresource: `pods/log`. */
  readonly name: string;
}

/** Values without what was there before, `*` alone for all. */
function distinct(values: readonly string[]): readonly string[] {
  const all = [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
  return all.includes('*') ? ['*'] : all;
}

function resourceOf(word: string): Named {
  const [typed = '', subresource] = word.split('/');
  const name = (plural: string): string => (subresource === undefined ? plural : `${plural}/${subresource}`);
  if (typed === '*') return { group: '', name: name('*') };
  const served = resourceNamed(typed);
  if (served !== undefined) return { group: served.group, name: name(served.name) };
  const elsewhere = groupServedElsewhere(typed);
  if (elsewhere !== undefined) return { group: elsewhere.group, name: name(elsewhere.name) };
  throw new Failure(`the server doesn't have a resource type ${JSON.stringify(typed.split('.')[0])}`);
}

/** The rules of a role: one for each API group, in the order in which they were named. */
function rulesOf(call: Call, verbs: readonly string[]): readonly JsonObject[] {
  const words = distinct(call.list('resource'));
  for (const verb of verbs)
    if (![...VERBS, ...VERBS_TOO].includes(verb))
      call.errLine(`Warning: '${verb}' is not a standard resource verb`);
  for (const verb of verbs) {
    const wanted = SPECIAL[verb];
    if (wanted === undefined) continue;
    for (const word of words) {
      const named = resourceNamed(word) ?? groupServedElsewhere(word) ?? { name: word, group: '' };
      if (!wanted.some(([group, name]) => group === named.group && name === named.name))
        throw failure(`can not perform '${verb}' on '${named.name}' in group '${named.group}'`);
    }
  }
  const resources = words.map(resourceOf);
  const names = call.list('resource-name');
  return [...new Set(resources.map(({ group }) => group))].map((group) => ({
    verbs: [...verbs],
    apiGroups: [group],
    resources: resources.filter((one) => one.group === group).map(({ name }) => name),
    ...(names.length === 0 ? {} : { resourceNames: [...names] }),
  }));
}

export const createRole: Verb = (call) => {
  const name = nameOf(call);
  const verbs = distinct(call.list('verb'));
  if (verbs.length === 0) throw failure('at least one verb must be specified');
  if (distinct(call.list('resource')).length === 0) throw failure('at least one resource must be specified');
  const rules = rulesOf(call, verbs);
  return printOnly(call, {
    kind: 'Role',
    apiVersion: `${GROUP}/v1`,
    metadata: { name, ...ownNamespace(call) },
    rules,
  });
};

export const createClusterRole: Verb = (call) => {
  const name = nameOf(call);
  const aggregated = call.text('aggregation-rule');
  const verbs = distinct(call.list('verb'));
  const urls = distinct(call.list('non-resource-url'));
  const object = { kind: 'ClusterRole', apiVersion: `${GROUP}/v1`, metadata: { name } };
  if (aggregated !== '') {
    if (verbs.length + urls.length + call.list('resource').length > 0)
      throw failure('aggregation rule must be specified without nonResourceURLs, resources or resourceNames');
    const matchLabels = Object.fromEntries(aggregated.split(',').map((pair) => pair.split('=', 2)));
    const aggregationRule = { clusterRoleSelectors: [{ matchLabels }] };
    return printOnly(call, { ...object, rules: null, aggregationRule });
  }
  if (verbs.length === 0) throw failure('at least one verb must be specified');
  const words = distinct(call.list('resource'));
  if (words.length === 0 && urls.length === 0)
    throw failure('one of resource or nonResourceURL must be specified');
  const wrongUrl = urls.find((url) => url !== '*' && !url.startsWith('/'));
  if (wrongUrl !== undefined) throw failure('nonResourceURL should start with /');
  const wrongVerb = urls.length === 0 ? undefined : verbs.find((verb) => !URL_VERBS.includes(verb));
  if (wrongVerb !== undefined) throw failure(`invalid verb: '${wrongVerb}' for nonResourceURL`);
  const rules = words.length === 0 ? [] : rulesOf(call, verbs);
  const ofUrls = urls.length === 0 ? [] : [{ verbs: [...verbs], nonResourceURLs: [...urls] }];
  return printOnly(call, { ...object, rules: [...rules, ...ofUrls] });
};

/** Whom a binding names: users, groups, service accounts. */
function subjectsOf(call: Call): readonly JsonObject[] {
  const distinctIn = (flag: string): readonly string[] => [...new Set(call.list(flag))];
  const person = (kind: string, name: string): JsonObject => ({ kind, apiGroup: GROUP, name });
  return [
    ...distinctIn('user').map((name) => person('User', name)),
    ...distinctIn('group').map((name) => person('Group', name)),
    ...distinctIn('serviceaccount').map((word) => {
      const parts = word.split(':');
      const [namespace = '', name = ''] = parts;
      if (parts.length !== 2 || namespace === '' || name === '')
        throw failure('serviceaccount must be <namespace>:<name>');
      return { kind: 'ServiceAccount', name, namespace };
    }),
  ];
}

export const createRoleBinding: Verb = (call) => {
  const name = nameOf(call);
  const [role, clusterRole] = [call.text('role'), call.text('clusterrole')];
  if ((role === '') === (clusterRole === ''))
    throw failure('exactly one of clusterrole or role must be specified');
  const subjects = subjectsOf(call);
  return printOnly(call, {
    kind: 'RoleBinding',
    apiVersion: `${GROUP}/v1`,
    metadata: { name, ...ownNamespace(call) },
    ...(subjects.length === 0 ? {} : { subjects }),
    roleRef:
      role === ''
        ? { apiGroup: GROUP, kind: 'ClusterRole', name: clusterRole }
        : { apiGroup: GROUP, kind: 'Role', name: role },
  });
};

export const createClusterRoleBinding: Verb = (call) => {
  requireFlag(call, 'clusterrole');
  const name = nameOf(call);
  const subjects = subjectsOf(call);
  return printOnly(call, {
    kind: 'ClusterRoleBinding',
    apiVersion: `${GROUP}/v1`,
    metadata: { name },
    ...(subjects.length === 0 ? {} : { subjects }),
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: call.text('clusterrole') },
  });
};
