import type { ContainerExplanation, Finding, PodExplanation } from '../../manifest/explanation.ts';
import { fieldNamed, fieldSpelledLike } from '../../manifest/index.ts';
import type { Fault, Faults } from './levels.ts';

/** So many are told at a level; a picture with more is a list. */
const MOST = 4;

/** What is wrong with the fields of each level of a pod, by the level. */
export interface FaultsOfPod {
  readonly pod: Faults;
  readonly containers: ReadonlyMap<ContainerExplanation, Faults>;
  /** What is wrong with this pod beside its fields. */
  readonly others: readonly Finding[];
}

/** Sorts the findings of a pod to the level whose fields they are about. Hints are no faults. */
export function faultsOf(pod: PodExplanation, findings: readonly Finding[]): FaultsOfPod {
  const ofPod: Finding[] = [];
  const byContainer = new Map<string, Finding[]>();
  const paths = new Map(pod.containers.map((container) => [container.path, container]));
  const others: Finding[] = [];
  for (const finding of findings) {
    // What the kubelet refuses is the verdict of its container.
    if (finding.code === 'refused-by-kubelet') continue;
    if (finding.severity === 'hint' || (finding.document ?? pod.document) !== pod.document) continue;
    const container = containerOf(finding.path, paths);
    const base = container ?? pod.path;
    if (!isBelow(finding.path, base)) continue;
    if (!isAboutFields(finding.path.slice(base.length))) others.push(finding);
    else if (container === undefined) ofPod.push(finding);
    else byContainer.set(container, [...(byContainer.get(container) ?? []), finding]);
  }
  return {
    pod: told(ofPod),
    containers: new Map(
      pod.containers.map((container) => [container, told(byContainer.get(container.path) ?? [])]),
    ),
    others,
  };
}

/** The path of the container that a path leads into. */
function containerOf(path: string, paths: ReadonlyMap<string, unknown>): string | undefined {
  for (let end = path.lastIndexOf(']'); end !== -1; end = path.lastIndexOf(']', end - 1)) {
    const head = path.slice(0, end + 1);
    if (paths.has(head)) return head;
  }
  return undefined;
}

function isBelow(path: string, base: string): boolean {
  return base === '' || (path.startsWith(base) && /^[.[]/.test(path.slice(base.length)));
}

/** Below a securityContext, or a key that is spelled like a field or like the securityContext itself. */
function isAboutFields(below: string): boolean {
  const keys = below.split('.').filter((key) => key !== '');
  if (keys[0] === 'securityContext') return true;
  const [key = '', more] = keys;
  if (more !== undefined) return false;
  return fieldNamed(key) !== undefined || fieldSpelledLike(key) !== undefined || /securitycontext/i.test(key);
}

function told(findings: readonly Finding[]): Faults {
  return { told: findings.slice(0, MOST).map(faultOf), more: Math.max(0, findings.length - MOST) };
}

function faultOf({ path, line, severity, message, api }: Finding): Fault {
  return {
    name: path.slice(path.lastIndexOf('.') + 1),
    ...(line === undefined ? {} : { line }),
    sign: severity === 'error' ? 'bad' : 'warning',
    misplaced: api?.type === 'unknown',
    words: reasonOf({ message, ...(api && { api }) }),
  };
}

/** What a finding objects to, in one sentence. */
export function reasonOf({ message, api }: Pick<Finding, 'message' | 'api'>): string {
  const says = api === undefined || NO_REASON.has(api.type) ? '' : api.detail;
  return (says === '' ? firstSentence(message) : says).replaceAll('`', '');
}

/** Replies that only name the field: our own sentence says where it belongs. */
const NO_REASON: ReadonlySet<string> = new Set(['unknown', 'warning', 'decode']);

function firstSentence(message: string): string {
  const end = message.indexOf('. ');
  return end === -1 ? message : message.slice(0, end + 1);
}
