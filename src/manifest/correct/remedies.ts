import { child, descend, flagAt, itemsAt, textAt, textsAt } from '../access.ts';
import { annotationWarnings, SECCOMP_CONTAINER, SECCOMP_POD } from '../annotations.ts';
import { readAt } from '../mend/rebuild.ts';
import { textOf } from '../nodes.ts';
import type { PodView } from '../pod.ts';
import { properValue } from '../proper-value.ts';
import type { ApiError } from '../validate/api-error.ts';
import { objectErrors } from '../validate/object.ts';
import type { Entry, MapNode, Node, ScalarNode } from '../yaml/node.ts';
import { inserted } from './homes.ts';
import type { Holder } from './keys.ts';
import { type Left, type Mending, mending, type Plan } from './mending.ts';
import { withNames } from './names-below.ts';
import { removal } from './text.ts';

/** What validation refuses and has but one remedy, names of capabilities, numbers that look like others. */
export function remedyPlan({ root, pod, text, isReal, isShared }: Holder, fragment: boolean): Plan {
  const left: Left[] = [];
  const mendings: Mending[] = [];
  const errors = objectErrors(pod);
  for (const error of errors) {
    const found = entryAt(root, error.path);
    if (found === undefined || !isReal(found.parent) || isShared(found.parent)) continue;
    const made = remedy(error, found, text);
    if (made === undefined) continue;
    if ('message' in made) left.push(made);
    else mendings.push(made);
  }
  mendings.push(...annotationMendings(pod, errors, text));
  for (const { security, path } of pod.containers) {
    if (security === undefined || !isReal(security)) continue;
    mendings.push(...capabilityMendings(security, path));
    const contradiction = contradictionIn(security, path);
    if (contradiction !== undefined) left.push(contradiction);
  }
  for (const security of [pod.security, ...pod.containers.map((one) => one.security)])
    if (security !== undefined && isReal(security)) plainScalars(mendings, security);
  if (!fragment && (pod.kind === 'Job' || pod.kind === 'CronJob'))
    mendings.push(...restartMendings(pod, root));
  return { mendings, left };
}

const REMOVED = [
  'cannot be set for a windows pod',
  'windows options cannot be set for a linux pod',
  'can only be set when seccomp type is Localhost',
  'can only be set when AppArmor type is Localhost',
];

interface Found {
  readonly entry: Entry;
  readonly parent: MapNode;
}

function remedy(
  { type, detail, path }: ApiError,
  { entry, parent }: Found,
  text: string,
): Mending | Left | undefined {
  const { value, keyLine: line } = entry;
  if (REMOVED.includes(detail)) {
    if (detail.startsWith('can only') && textAt(parent, 'type') !== 'RuntimeDefault')
      return {
        line,
        message: `${path} only goes with type: Localhost. Is that what is meant?`,
      };
    const edit = removal(text, entry, { flow: parent.flow, count: parent.entries.length });
    return mending(
      line,
      `${path}${withNames(entry)} is removed: it ${detail}.`,
      [edit],
      [{ node: parent, key: entry.key, becomes: undefined }],
    );
  }
  if (type !== 'FieldValueNotSupported' || value.kind !== 'scalar' || typeof value.value !== 'string')
    return undefined;
  const supported = [...detail.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  const right = properValue(value.value, supported);
  if (right === undefined || value.style === 'block') return undefined;
  const now = textOf(value, right);
  return mending(
    line,
    `${path} is now ${right}.`,
    [{ ...value.span, text: right }],
    [{ node: value, by: () => now }],
  );
}

/** Seccomp annotations have had no effect since 1.27: taking one out changes nothing but the error or the warning. */
function annotationMendings(pod: PodView, errors: readonly ApiError[], text: string): readonly Mending[] {
  const { annotations, metadataPath } = pod;
  if (annotations === undefined) return [];
  const troubled =
    errors.some(({ detail, path }) => detail.startsWith('seccomp ') || path.includes('annotations.')) ||
    annotationWarnings(pod).some((warning) => warning.includes('non-functional'));
  if (!troubled) return [];
  const old = annotations.entries.filter(
    ({ key }) => key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER),
  );
  const all = old.length === annotations.entries.length;
  return (all && old.length > 1 ? old.slice(1) : old).map((entry) => {
    const change = `${metadataPath}.annotations[${entry.key}] is removed: it does nothing since Kubernetes 1.27.`;
    const edit = removal(text, entry, { flow: annotations.flow, count: annotations.entries.length });
    return mending(
      entry.keyLine,
      change,
      [edit],
      [{ node: annotations, key: entry.key, becomes: undefined }],
    );
  });
}

/** CAP_NET_ADMIN → NET_ADMIN: containerd puts the prefix before every name by itself. */
function capabilityMendings(security: MapNode, path: string): readonly Mending[] {
  const capabilities = child(security, 'capabilities');
  const unprivileged = flagAt(security, 'allowPrivilegeEscalation') === false;
  return ['add', 'drop'].flatMap((list) => {
    const names = textsAt(capabilities, list);
    return itemsAt(capabilities, list).flatMap((item, i) => {
      const name = names[i] ?? '';
      if (item.kind !== 'scalar' || name.slice(0, 4).toUpperCase() !== 'CAP_') return [];
      if (unprivileged && list === 'add' && name === CONTRADICTING) return [];
      const bare = name.slice(4);
      const now = textOf(item, bare);
      const change = `${path}: the capability ${name} is now ${bare}.`;
      return [mending(item.line, change, [{ ...item.span, text: bare }], [{ node: item, by: () => now }])];
    });
  });
}

/** The only name of a capability that the API server knows to contradict allowPrivilegeEscalation. */
const CONTRADICTING = 'CAP_SYS_ADMIN';

/** Of two settings that contradict each other one would lower security: nobody but the author may choose it. */
function contradictionIn(security: MapNode, path: string): Left | undefined {
  if (flagAt(security, 'allowPrivilegeEscalation') !== false) return undefined;
  const line = security.get('allowPrivilegeEscalation')?.keyLine ?? security.line;
  const other =
    flagAt(security, 'privileged') === true
      ? 'privileged: true'
      : textsAt(child(security, 'capabilities'), 'add').includes(CONTRADICTING)
        ? `the capability ${CONTRADICTING}`
        : undefined;
  if (other === undefined) return undefined;
  return {
    line,
    message: `${path}: allowPrivilegeEscalation: false and ${other} contradict each other. Which one is meant? Take the other one out.`,
  };
}

/** A Job's pods may not be restarted for ever, which they are where nothing is said. */
function restartMendings({ specPath }: PodView, root: MapNode): readonly Mending[] {
  const spec = descend(root, ...specPath.split('.'));
  if (spec?.kind !== 'map') return [];
  const entry = spec.get('restartPolicy');
  const change = `${specPath}.restartPolicy is now Never, which a Job needs (OnFailure would do as well).`;
  const never: ScalarNode = textOf(spec, 'Never');
  if (entry === undefined) {
    const into = { map: spec, path: [] };
    const by = (node: Node): Node => inserted(node, [], 'restartPolicy', never);
    return [
      mending(
        spec.line,
        change,
        [],
        [{ node: spec, by }],
        [{ into, name: 'restartPolicy', value: never, source: 'Never' }],
      ),
    ];
  }
  if (entry.value.kind !== 'scalar' || entry.value.value !== 'Always') return [];
  const edit = { ...entry.value.span, text: 'Never' };
  return [mending(entry.keyLine, change, [edit], [{ node: entry.value, by: () => never }])];
}

/** Surprising spellings of numbers that a person reads as another number, written as Kubernetes reads them. */
function plainScalars(mendings: Mending[], node: Node): void {
  if (node.kind === 'map') for (const entry of node.entries) plainScalars(mendings, entry.value);
  else if (node.kind === 'seq') for (const item of node.items) plainScalars(mendings, item);
  else if (typeof node.value === 'number' && node.style === 'plain' && /^[+-]?0\d/.test(node.source)) {
    const text = String(node.value);
    const now = readAt(text, node.span.start, node.line) ?? node;
    const change = `${node.source} is now written ${text}, which is what it means.`;
    mendings.push(mending(node.line, change, [{ ...node.span, text }], [{ node, by: () => now }]));
  }
}

function entryAt(root: Node, path: string): Found | undefined {
  let node: Node | undefined = root;
  let found: Found | undefined;
  for (const step of path.split(/[.[\]]+/)) {
    if (step === '') continue;
    if (node?.kind === 'seq') node = node.items[Number(step)];
    else if (node?.kind === 'map') {
      const entry: Entry | undefined = node.get(step);
      if (entry === undefined) return undefined;
      found = { entry, parent: node };
      node = entry.value;
    } else return undefined;
  }
  return found;
}
