/** What the commands of kubectl take as arguments (`ValidArgsFunction` in kubectl v0.36.3 pkg/cmd). */
import { get, resource } from '../api/index.ts';
import type { JsonObject } from '../json.ts';
import type { Found } from './candidate.ts';
import type { Answer, Asked } from './kubectl.ts';
import { beginning, containersOf, objectNames, typesFor } from './kubectl-objects.ts';

type Takes = (asked: Asked) => Answer;

/** Types and then names, or `type/name`; of all types or of some; one object or several. */
function objects(types: readonly string[] | null, several: boolean): Takes {
  const typeNames = (begun: string): readonly Found[] =>
    types === null ? typesFor(begun) : beginning(types, begun, 'type');
  return ({ call, args, begun }) => {
    const [first] = args;
    if (first !== undefined && !first.includes('/')) {
      if (!several && args.length > 1) return only([]);
      const names = objectNames(call, first).filter((name) => args.length === 1 || !args.includes(name));
      return only(beginning(names, begun, 'name'));
    }
    const slash = begun.indexOf('/');
    if (slash === -1) {
      if (first === undefined) return only(typeNames(begun));
      if (!several) return only([]);
      return { ...only(typeNames(begun).map((one) => ({ ...one, value: `${one.value}/` }))), noSpace: true };
    }
    if (first !== undefined && !several) return only([]);
    const names = namesBehind(begun, (type) => objectNames(call, type));
    return only(names.filter(({ value }) => !args.includes(value)));
  };
}

function only(values: readonly Found[]): Answer {
  return { values, otherwise: 'nothing' };
}

/** `deploy/w` → `deploy/web`. */
function namesBehind(begun: string, of: (type: string) => readonly string[]): readonly Found[] {
  const type = begun.slice(0, begun.indexOf('/'));
  return beginning(
    of(type).map((name) => `${type}/${name}`),
    begun,
    'name',
  );
}

/** Types that have pods behind them. */
const WITH_PODS = [
  'daemonsets',
  'deployments',
  'pods',
  'jobs',
  'replicasets',
  'replicationcontrollers',
  'services',
  'statefulsets',
];

/** A pod, or `type/name` of what has pods behind it. */
const pods: Takes = ({ call, args, begun }) => {
  if (args.length > 0) return only([]);
  if (begun.includes('/')) return only(namesBehind(begun, (type) => objectNames(call, type)));
  const names = beginning(objectNames(call, 'pods'), begun, 'name');
  const types = WITH_PODS.filter((type) => type.startsWith(begun)).map(
    (type): Found => ({
      value: `${type}/`,
      kind: 'type',
      open: true,
    }),
  );
  return { ...only([...names, ...types]), ...(names.length === 0 ? { noSpace: true as const } : {}) };
};

const podThenContainer: Takes = (asked) => {
  const { call, args, begun } = asked;
  const [pod] = args;
  if (pod === undefined || args.length > 1) return pods(asked);
  return only(
    beginning(
      containersOf(call, pod).map(({ name }) => name),
      begun,
      'container',
    ),
  );
};

const podThenPort: Takes = (asked) => {
  const { call, args, begun } = asked;
  const [target] = args;
  if (target === undefined || args.length > 1) return pods(asked);
  const [type = '', name = ''] = target.split('/');
  const local = begun.split(':')[0] ?? '';
  const ports = ['service', 'services', 'svc'].includes(type)
    ? portsOfService(asked, name)
    : containersOf(call, target).flatMap(({ ports = [] }) => ports.map((port) => Number(port.containerPort)));
  return only(
    beginning(
      ports.map((port) => `${begun === '' ? port : local}:${port}`),
      begun,
      'value',
    ),
  );
};

function portsOfService({ call }: Asked, name: string): readonly number[] {
  const found = get(call.draft, { resource: resource('services'), namespace: call.namespace, name });
  const ports = found.ok ? (found.value.spec as JsonObject | undefined)?.ports : undefined;
  return Array.isArray(ports) ? ports.map((one) => Number((one as JsonObject).port)) : [];
}

/** Names of one type, for the first argument alone. */
function named(type: string): Takes {
  return ({ call, args, begun }) =>
    only(args.length > 0 ? [] : beginning(objectNames(call, type), begun, 'name'));
}

function configured(of: 'name' | 'cluster' | 'user'): Takes {
  return ({ call, args, begun }) => {
    const { contexts } = call.draft.machine.kubeconfig;
    return only(
      args.length > 0 ? [] : beginning([...new Set(contexts.map((one) => one[of]))], begun, 'value'),
    );
  };
}

/** `namespace/pod:`, `pod:` or a file: only the first argument, and never what is inside a pod. */
const copied: Takes = ({ call, args, begun }) => {
  const answer = (values: readonly Found[]): Answer => ({ values, otherwise: 'files', noSpace: true });
  if (args.length > 0 || /^[/.~]/.test(begun) || begun.includes(':')) return answer([]);
  const slash = begun.indexOf('/');
  if (slash > 0) {
    const namespace = begun.slice(0, slash);
    const inside = objectNames(call, 'pods', namespace).map((name) => `${namespace}/${name}:`);
    return answer(beginning(inside, begun, 'name'));
  }
  const names = [
    ...beginning(objectNames(call, 'namespaces'), begun, 'namespace').map((one) => ({
      ...one,
      value: `${one.value}/`,
    })),
    ...beginning(objectNames(call, 'pods'), begun, 'name').map((one) => ({ ...one, value: `${one.value}:` })),
  ];
  return answer(begun === '' ? [...names, ...beginning(['./', '/'], '', 'directory')] : names);
};

const shells: Takes = ({ args, begun }) =>
  args.length > 0
    ? { values: [], otherwise: 'files' }
    : only(beginning(['bash', 'zsh', 'fish', 'powershell'], begun, 'value'));

const any = objects(null, true);
const rolledOut = ['deployment', 'daemonset', 'statefulset'];
const scaled = ['deployment', 'replicaset', 'replicationcontroller', 'statefulset'];

const TAKES: Readonly<Record<string, Takes>> = {
  annotate: any,
  'apply edit-last-applied': any,
  'apply view-last-applied': any,
  attach: pods,
  autoscale: objects(scaled, true),
  completion: shells,
  'config delete-cluster': configured('cluster'),
  'config delete-context': configured('name'),
  'config delete-user': configured('user'),
  'config rename-context': configured('name'),
  'config set-context': configured('name'),
  'config use-context': configured('name'),
  cordon: named('nodes'),
  cp: copied,
  'create token': named('serviceaccounts'),
  debug: any,
  delete: any,
  describe: any,
  drain: named('nodes'),
  edit: any,
  exec: pods,
  expose: objects(['pod', 'service', 'replicationcontroller', 'deployment', 'replicaset'], true),
  get: any,
  label: any,
  logs: podThenContainer,
  patch: any,
  'port-forward': podThenPort,
  'rollout history': objects(rolledOut, true),
  'rollout pause': objects(['deployment'], true),
  'rollout restart': objects(rolledOut, true),
  'rollout resume': objects(['deployment'], true),
  'rollout status': objects(rolledOut, false),
  'rollout undo': objects(rolledOut, true),
  scale: objects(scaled, true),
  'set image': objects(
    [
      'daemonsets',
      'deployments',
      'pods',
      'cronjobs',
      'replicasets',
      'replicationcontrollers',
      'statefulsets',
    ],
    false,
  ),
  taint: objects(['node'], true),
  'top node': named('nodes'),
  'top pod': named('pods'),
  uncordon: named('nodes'),
};

/** What may stand as the next argument; undefined: kubectl has no idea of its own, and the shell offers files. */
export function argumentsOf(asked: Asked): Answer | undefined {
  return TAKES[asked.path]?.(asked);
}
