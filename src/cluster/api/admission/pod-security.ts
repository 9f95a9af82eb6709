/** Pod Security admission (pod-security-admission admission/admission.go); what breaks a level is asked of manifest/. */
import {
  type Admission,
  type ApiError,
  admission,
  LATEST_POLICY,
  type MapNode,
  nodeOf,
} from '../../../manifest/index.ts';
import type { Draft } from '../../draft.ts';
import { find, pods } from '../store.ts';
import type { KubeObject, Metadata, Pod } from '../types.ts';

type PolicyLevel = 'privileged' | 'baseline' | 'restricted';

/** A level in one version's reading: `baseline:latest`. */
interface Policy {
  readonly level: PolicyLevel;
  readonly version: string;
}

/** What a namespace's labels ask for, and what is wrong with them. */
export interface NamespacePolicy {
  readonly enforce: Policy;
  readonly audit: Policy;
  readonly warn: Policy;
  readonly errors: readonly ApiError[];
}

const LEVELS: readonly PolicyLevel[] = ['privileged', 'baseline', 'restricted'];
const PREFIX = 'pod-security.kubernetes.io/';
const VERSION = /^v1\.(?:[0-9]|[1-9][0-9]*)$/;

const isLevel = (text: string): text is PolicyLevel => (LEVELS as readonly string[]).includes(text);
const strictness = (level: PolicyLevel): number => LEVELS.indexOf(level);
const told = ({ level, version }: Policy): string => `${level}:${version}`;
const minorOf = (version: string): number =>
  version === 'latest' ? LATEST_POLICY : Number(version.slice('v1.'.length));

/** Rules of api/helpers.go PolicyToEvaluate: what cannot be read is restricted for enforce, privileged for the others. */
export function policyOf(labels: Metadata['labels'] = {}): NamespacePolicy {
  const errors: ApiError[] = [];
  const bad = (key: string, value: string, detail: string): void => {
    const message = `Invalid value: ${JSON.stringify(value)}: ${detail}`;
    errors.push({ path: `metadata.labels[${key}]`, type: 'FieldValueInvalid', message, detail });
  };
  const read = (mode: 'enforce' | 'audit' | 'warn'): Policy => {
    const level = labels[`${PREFIX}${mode}`];
    const version = labels[`${PREFIX}${mode}-version`];
    if (level !== undefined && !isLevel(level)) {
      bad(`${PREFIX}${mode}`, level, `must be one of ${LEVELS.join(', ')}`);
    }
    if (version !== undefined && version !== 'latest' && !VERSION.test(version)) {
      bad(`${PREFIX}${mode}-version`, version, 'must be "latest" or "v1.x"');
    }
    const unread: PolicyLevel = mode === 'enforce' ? 'restricted' : 'privileged';
    return {
      level: level === undefined ? 'privileged' : isLevel(level) ? level : unread,
      version: version !== undefined && VERSION.test(version) ? version : 'latest',
    };
  };
  const enforce = read('enforce');
  const audit = read('audit');
  let warn = read('warn');
  const enforced = labels[`${PREFIX}enforce`];
  if (
    labels[`${PREFIX}warn`] === undefined &&
    enforced !== undefined &&
    isLevel(enforced) &&
    strictness(enforce.level) > strictness(warn.level)
  ) {
    const version = labels[`${PREFIX}warn-version`] === undefined ? enforce.version : warn.version;
    warn = { level: enforce.level, version };
  }
  return { enforce, audit, warn, errors };
}

const detailOf = (judged: Admission, { level, version }: Policy): string =>
  judged
    .violations(level, minorOf(version))
    .map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`))
    .join(', ');

/** What admission says of a pod or a workload in its namespace: why it is forbidden, or what it warns of. */
export function podSecurityAnswer(
  draft: Draft,
  namespace: string,
  judged: Admission,
  enforced: boolean,
): { readonly forbidden?: string; readonly warnings: readonly string[] } {
  const policy = policyOf(find(draft, 'namespaces', '', namespace)?.metadata.labels);
  if (enforced) {
    const why = detailOf(judged, policy.enforce);
    if (why !== '') {
      return { forbidden: `violates PodSecurity "${told(policy.enforce)}": ${why}`, warnings: [] };
    }
  }
  const why = detailOf(judged, policy.warn);
  return { warnings: why === '' ? [] : [`would violate PodSecurity "${told(policy.warn)}": ${why}`] };
}

/** Above this many pods the rest is not looked at (admission.go defaultNamespaceMaxPodsToCheck). */
const MOST_PODS = 3000;

/** What a changed namespace is warned of: pods that run in it and break the level that it enforces now. */
export function namespaceWarnings(draft: Draft, before: KubeObject, after: KubeObject): readonly string[] {
  const [old, now] = [policyOf(before.metadata.labels).enforce, policyOf(after.metadata.labels).enforce];
  if (old.level === now.level && old.version === now.version) return [];
  if (now.level === 'privileged') return [];
  if (now.version === old.version && strictness(now.level) <= strictness(old.level)) return [];
  const counted = new Map<string, { readonly name: string; readonly count: number }>();
  for (const pod of pods(draft, after.metadata.name).slice(0, MOST_PODS)) {
    const { name } = pod.metadata;
    const reasons = judgedPod(pod)
      .violations(now.level, minorOf(now.version))
      .map(({ reason }) => reason)
      .join(', ');
    if (reasons === '') continue;
    const seen = counted.get(reasons);
    counted.set(reasons, {
      name: seen === undefined || name < seen.name ? name : seen.name,
      count: (seen?.count ?? 0) + 1,
    });
  }
  if (counted.size === 0) return [];
  const lines = [...counted].map(([reasons, { name, count }]) => `${name}${others(count)}: ${reasons}`);
  const head = `existing pods in namespace "${after.metadata.name}" violate the new PodSecurity enforce level "${told(now)}"`;
  return [head, ...lines.sort((a, b) => (a < b ? -1 : 1))];
}

function others(count: number): string {
  if (count === 1) return '';
  return count === 2 ? ' (and 1 other pod)' : ` (and ${count - 1} other pods)`;
}

function judgedPod(pod: Pod): Admission {
  const judged = admission(nodeOf(pod) as MapNode, 'v1', 'Pod');
  if (judged === undefined) throw new TypeError('a pod holds a pod spec');
  return judged;
}
