import type { KubeObject } from '../../../cluster/api/index.ts';
import { PathError, printPath } from '../../../cluster/kubectl/print/jsonpath/index.ts';
import type { Predicate } from '../goal.ts';
import { absent, type Found, find, nameOf, type Sight } from '../sight.ts';
import { explained } from '../whereabouts.ts';
import { code, listed } from '../words.ts';

type Of<Kind extends Predicate['kind']> = Extract<Predicate, { kind: Kind }>;

/** It is there. */
export function judgeExists(goal: Of<'exists'>, { now }: Sight): Found {
  const object = find(now, goal);
  if (object === undefined) return absent(now, goal);
  return object.metadata.deletionTimestamp === undefined ? null : `${nameOf(goal)} is being deleted.`;
}

/** It is gone, not only on its way. */
export function judgeAbsent(goal: Of<'absent'>, { now }: Sight): Found {
  const object = find(now, goal);
  if (object === undefined) return null;
  return object.metadata.deletionTimestamp === undefined
    ? `${nameOf(goal)} is still there.`
    : `${nameOf(goal)} is still being deleted.`;
}

/** What kubectl's jsonpath prints of an object. */
function printed(object: KubeObject, path: string): string {
  try {
    return printPath(path, object, true).trim();
  } catch (error) {
    if (error instanceof PathError) return '';
    throw error;
  }
}

/** What stands at a path. */
export function judgeValue(goal: Of<'value'>, { now }: Sight): Found {
  const object = find(now, goal);
  if (object === undefined) return absent(now, goal);
  const is = printed(object, goal.jsonpath);
  if (is === goal.is) return null;
  return is === '' ? `Nothing stands at ${code(goal.jsonpath)}.` : `The value is ${code(is)}.`;
}

/** The same as when the lab began. */
export function judgeKept(goal: Of<'kept'>, { start, now }: Sight): Found {
  const [before, object] = [find(start, goal), find(now, goal)];
  if (object === undefined) return absent(now, goal);
  if (before === undefined) return `${nameOf(goal)} was not there when the lab began.`;
  if (goal.same === 'uid' && before.metadata.uid !== object.metadata.uid)
    return `${nameOf(goal)} was deleted and created again.`;
  const paths = goal.paths ?? (goal.same === undefined ? ['{.spec}'] : []);
  const changed = paths.find((path) => printed(before, path) !== printed(object, path));
  if (changed === undefined) return null;
  const [was, is] = [printed(before, changed), printed(object, changed)];
  return was.length + is.length > 120
    ? `${code(changed)} has changed.`
    : `${code(changed)} was ${code(was)}, and is ${is === '' ? 'gone' : code(is)} now.`;
}

const RANK = { privileged: 0, baseline: 1, restricted: 2 } as const;

/** The level of the Pod Security Standards, and what keeps the pod from it. */
export function judgeSecurity(goal: Of<'security'>, { now }: Sight): Found {
  const object = find(now, goal);
  if (object === undefined) return absent(now, goal);
  const security = explained(object)?.security;
  if (security === undefined || security.level === null) return `${nameOf(goal)} has no containers.`;
  if (RANK[security.level] >= RANK[goal.level]) return null;
  return `${nameOf(goal)} is only ${code(security.level)}; what keeps it from ${code(goal.level)}: ${listed(security[goal.level].map(code), 8)}.`;
}
