import { child } from './access.ts';
import { strangers } from './convention/assemble.ts';
import type { LineOf } from './effective.ts';
import type { Finding } from './explanation.ts';
import type { Located } from './locate.ts';
import { seqOf, wrap } from './nodes.ts';
import type { Fragment } from './pieces.ts';

/**
 * A fragment as an object with a pod spec: usually one; two for a securityContext that may be a pod's or a
 * container's; none where the object is whole already. The most likely reading comes first.
 */
export function fragmentRoot(located: Located): readonly Located[] {
  const { fragment, root } = located;
  if (fragment === undefined || fragment === 'pod' || fragment === 'pod-spec') return [];
  if (fragment === 'containers') return [{ ...located, root: wrap('containers', root), type: 'v1.PodSpec' }];
  if (fragment === 'container') {
    return [{ ...located, root: wrap('containers', seqOf(root, [root])), type: 'v1.PodSpec' }];
  }
  const inner = child(root, 'securityContext') ?? root;
  const asPod = wrap('securityContext', inner);
  const asContainer = wrap('containers', seqOf(inner, [wrap('securityContext', inner)]));
  const first = { ...located, root: asPod, type: 'v1.PodSpec' };
  const second = { ...located, root: asContainer, type: 'v1.PodSpec' };
  return strangers(inner, 'v1.SecurityContext') < strangers(inner, 'v1.PodSecurityContext')
    ? [second, first]
    : [first, second];
}

const READ_AS: Readonly<Record<Fragment, string>> = {
  pod: 'a whole object without its kind',
  'pod-spec': 'a pod spec',
  containers: 'a list of containers',
  container: 'one container',
  'security-context': "a securityContext, which may be a pod's or a container's: both readings are given",
};

/** Says that a piece of a manifest was read as if it stood in a Pod. */
export function fragmentFinding(located: Located, twoReadings: boolean, line: LineOf): Finding {
  const { fragment = 'pod' } = located;
  const sure = fragment === 'security-context' && !twoReadings ? 'a securityContext' : READ_AS[fragment];
  return {
    severity: 'hint',
    code: 'fragment',
    path: '',
    line: line(located.line),
    document: located.index,
    message: `This is only a piece of a manifest; it was read as ${sure}, in a Pod of its own.`,
    fix: 'Paste the whole object to see what is around it.',
  };
}
