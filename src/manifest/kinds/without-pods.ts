import { ManifestError } from '../explanation.ts';
import type { Located } from '../locate.ts';
import { isKubernetesOwn, isPolicy } from './groups.ts';
import { goneKind } from './removed.ts';

/** More kinds are not named in one sentence. */
const NAMED = 3;

/**
 * Why objects without a pod spec are not explained. That they run nothing is only said of Kubernetes' own kinds, of
 * which it is known; undefined where no object has a kind.
 */
export function kindsWithoutPods(objects: readonly Located[]): ManifestError | undefined {
  const seen = new Map<string, string>();
  for (const { kind, apiVersion } of objects) {
    if (kind !== undefined && kind !== '') seen.set(kind, apiVersion ?? '');
  }
  if (seen.size === 0) return undefined;
  const said = [...seen.keys()].slice(0, NAMED).join(', ');
  const foreign = [...seen].find(([, apiVersion]) => apiVersion === '' || !isKubernetesOwn(apiVersion));
  if (foreign === undefined) {
    const gone = [...seen.keys()].map(goneKind).find((one) => one !== undefined);
    return new ManifestError(
      'no-pod-spec',
      `This holds ${said}, which has no pod spec and so runs nothing. ${gone === undefined ? '' : `${gone}. `}Paste the Pod or the workload (kubectl get deployment NAME -o yaml).`,
    );
  }
  const [kind, apiVersion] = foreign;
  if (isPolicy(apiVersion)) {
    return new ManifestError(
      'policy',
      `${kind} (${apiVersion}) says what pods must look like; it describes no pod of its own. Paste the Pod or the workload it is about (kubectl get deployment NAME -o yaml).`,
    );
  }
  return new ManifestError(
    'foreign-kind-without-pod',
    `${kind}${apiVersion === '' ? '' : ` (${apiVersion})`} is not a kind of Kubernetes itself, and no pod template and no securityContext stands in it. Its controller may make pods all the same: paste one of them (kubectl get pod NAME -o yaml).`,
  );
}
