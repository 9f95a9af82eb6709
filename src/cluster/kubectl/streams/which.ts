/** Which container of a pod is meant (kubectl pkg/cmd/util/podcmd/podcmd.go). */
import type { Container, Pod } from '../../api/index.ts';
import type { Call } from '../call.ts';
import { failure } from '../failure.ts';

/** The name of the container: the one asked for, the annotated default, else the first, which is told. */
export function containerFor(call: Call, pod: Pod, wanted: string, quiet: boolean): string {
  const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec;
  if (wanted !== '') {
    const all = [...containers, ...initContainers, ...ephemeralContainers];
    if (!all.some(({ name }) => name === wanted))
      throw failure(
        `container ${wanted} is not valid for pod ${pod.metadata.name} out of: ${containerNames(pod)}`,
      );
    return wanted;
  }
  const marked = pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'];
  if (marked !== undefined && marked !== '') {
    if (containers.some(({ name }) => name === marked)) return marked;
    call.errLine(`Default container name ${JSON.stringify(marked)} not found in pod ${pod.metadata.name}`);
  }
  const first = containers[0]?.name ?? '';
  const several = containers.length + initContainers.length + ephemeralContainers.length > 1;
  if (several && !quiet)
    call.errLine(`Defaulted container ${JSON.stringify(first)} out of: ${containerNames(pod)}`);
  return first;
}

/** `a, b, debugger (ephem), i (init)`. */
export function containerNames({ spec }: Pod): string {
  const named = (list: readonly Container[] | undefined, note: string): readonly string[] =>
    (list ?? []).map(({ name }) => name + note);
  return [
    ...named(spec.containers, ''),
    ...named(spec.ephemeralContainers, ' (ephem)'),
    ...named(spec.initContainers, ' (init)'),
  ].join(', ');
}
