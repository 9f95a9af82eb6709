/** Pods behind an object: `deploy/x` means one of its pods (kubectl pkg/polymorphichelpers). */
import { type KubeObject, list, type Pod, resource } from '../../api/index.ts';
import { type JsonObject, objectAt } from '../../json.ts';
import type { Call } from '../call.ts';
import { failure } from '../failure.ts';
import { select } from '../resources/select.ts';
import { selectorText } from '../tables/cells.ts';
import { bestFirst } from './best-pod.ts';

/** The pods that a word or -f means, best first. Throws where there is none. */
export function podsBehind(call: Call, target: string, command: 'exec' | 'logs'): readonly KubeObject[] {
  const word = target.includes('/') || target === '' ? target : `pods/${target}`;
  const { infos, failures } = select(call, { args: word === '' ? [] : [word], latest: true });
  const [missing] = failures;
  if (missing !== undefined)
    throw command === 'logs' && missing.message.startsWith('Error from server (NotFound)')
      ? failure(
          `error from server (NotFound): ${missing.message.slice('Error from server (NotFound): '.length)} in namespace ${JSON.stringify(call.namespace)}`,
        )
      : missing;
  const [info] = infos;
  if (info === undefined) return [];
  if (info.resource.kind === 'Pod') return [info.object as KubeObject];
  const selector = selectorOf(info.object, info.resource.kind);
  if (selector === undefined)
    throw failure(
      command === 'exec'
        ? `cannot attach to *v1.${info.resource.kind}: selector for *v1.${info.resource.kind} not implemented`
        : `cannot get the logs from *v1.${info.resource.kind}: selector for *v1.${info.resource.kind} not implemented`,
    );
  const found = call.take(list(call.draft, resource('pods'), info.namespace, { labelSelector: selector }));
  const sorted = bestFirst(found as readonly Pod[], command);
  if (sorted.length === 0) throw failure('timed out waiting for the condition');
  return sorted;
}

/** The label selector by which an object finds its pods; undefined: its kind has none. */
function selectorOf(object: JsonObject, kind: string): string | undefined {
  const spec = objectAt(object, 'spec');
  if (kind === 'Service') {
    const pairs = Object.entries(objectAt(spec, 'selector')).map(([key, value]) => `${key}=${String(value)}`);
    return pairs.length === 0 ? undefined : pairs.join(',');
  }
  if (!['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'].includes(kind)) return undefined;
  return selectorText(spec.selector);
}
