/** What a container may be told about its own pod (pkg/fieldpath, pkg/api/v1/resource). */
import { thousandths } from '../../manifest/index.ts';
import type { Pod } from '../api/types.ts';
import type { JsonObject } from '../json.ts';
import { NODE_IP } from '../node-name.ts';

const mapText = (map: Readonly<Record<string, string>> = {}): string =>
  Object.keys(map)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((key) => `${key}=${JSON.stringify(map[key])}`)
    .join('\n');

/** A `fieldRef`; `ip` is the pod's address. Empty where the field is not set. */
export function fieldOfPod({ metadata, spec }: Pod, path: string, ip: string): string {
  const subscript = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path);
  if (subscript !== null) {
    const map = subscript[1] === 'labels' ? metadata.labels : metadata.annotations;
    return map?.[subscript[2] ?? ''] ?? '';
  }
  switch (path) {
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid;
    case 'metadata.labels':
      return mapText(metadata.labels);
    case 'metadata.annotations':
      return mapText(metadata.annotations);
    case 'spec.nodeName':
      return spec.nodeName ?? '';
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? '';
    case 'status.hostIP':
    case 'status.hostIPs':
      return NODE_IP;
    case 'status.podIP':
    case 'status.podIPs':
      return ip;
    default:
      return '';
  }
}

/** What the node has to give where a container sets no limit (ms of CPU, bytes): allocatable of bootstrap.ts. */
const ALLOCATABLE: Readonly<Record<string, string>> = { cpu: '4', memory: '8089600Ki' };

/** A `resourceFieldRef` of a container: in units of the divisor, rounded up. */
export function resourceOfContainer({ spec }: Pod, name: string, ref: JsonObject): string {
  const container = [...spec.containers, ...(spec.initContainers ?? [])].find((one) => one.name === name);
  const [kind = '', resource = ''] = String(ref.resource).split('.');
  const amounts = (container?.resources as JsonObject | undefined)?.[kind] as JsonObject | undefined;
  const fallback = kind === 'limits' ? (ALLOCATABLE[resource] ?? '0') : '0';
  const amount = thousandths(String(amounts?.[resource] ?? fallback));
  const divisor = thousandths(String(ref.divisor ?? '0'));
  return String(Math.ceil(amount / (divisor === 0 ? 1000 : divisor)));
}
