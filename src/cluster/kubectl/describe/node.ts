import { canonicalQuantity, thousandths } from '../../../manifest/index.ts';
import { list, resource } from '../../api/index.ts';
import { timestamp } from '../../clock.ts';
import type { Draft } from '../../draft.ts';
import type { JsonObject } from '../../json.ts';
import { ageOf, at, items, text } from '../tables/cells.ts';
import { rolesOf } from '../tables/others.ts';
import { longDate, type Page } from './page.ts';

/** How often the kubelet renews its lease. */
const RENEWAL = 10_000;

/** describe.go describeNode. */
export function node(page: Page, object: JsonObject, draft: Draft): void {
  const spec = at(object, 'spec');
  const status = at(object, 'status');
  const metadata = at(object, 'metadata');
  page.line(0, `Name:\t${text(metadata.name)}`);
  page.line(0, `Roles:\t${rolesOf(object).join(',') || '<none>'}`);
  page.marks(object);
  page.line(0, `CreationTimestamp:\t${longDate(metadata.creationTimestamp)}`);
  const taints = items(spec.taints).map(
    ({ key, value, effect }) => `${text(key)}${text(value) === '' ? '' : `=${text(value)}`}:${text(effect)}`,
  );
  if (taints.length === 0) page.line(0, 'Taints:\t<none>');
  for (const [index, taint] of taints.toSorted().entries())
    page.line(0, `${index === 0 ? 'Taints:' : ''}\t${taint}`);
  page.line(0, `Unschedulable:\t${spec.unschedulable === true}`);
  page.line(0, 'Lease:');
  page.line(1, `HolderIdentity:\t${text(metadata.name)}`);
  page.line(1, 'AcquireTime:\t<unset>');
  page.line(1, `RenewTime:\t${longDate(timestamp(Math.floor(page.now / RENEWAL) * RENEWAL))}`);
  const conditions = items(status.conditions);
  if (conditions.length > 0) {
    page.line(0, 'Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage');
    page.line(1, '----\t------\t-----------------\t------------------\t------\t-------');
    for (const one of conditions)
      page.line(
        1,
        `${text(one.type)} \t${text(one.status)} \t${longDate(one.lastHeartbeatTime)} \t${longDate(one.lastTransitionTime)} \t${text(one.reason)} \t${text(one.message)}`,
      );
  }
  page.line(0, 'Addresses:');
  for (const { type, address } of items(status.addresses)) page.line(1, `${text(type)}:\t${text(address)}`);
  for (const [title, key] of [
    ['Capacity', 'capacity'],
    ['Allocatable', 'allocatable'],
  ] as const) {
    const amounts = Object.entries(at(status, key)).sort(([a], [b]) => (a < b ? -1 : 1));
    if (amounts.length > 0) page.line(0, `${title}:`);
    for (const [name, amount] of amounts) page.line(0, `  ${name}:\t${canonicalQuantity(text(amount))}`);
  }
  page.line(0, 'System Info:');
  for (const [title, key] of INFO) page.line(0, `  ${title}:\t${text(at(status, 'nodeInfo')[key])}`);
  if (text(spec.podCIDR) !== '') page.line(0, `PodCIDR:\t${text(spec.podCIDR)}`);
  const ranges = Array.isArray(spec.podCIDRs) ? (spec.podCIDRs as readonly string[]) : [];
  if (ranges.length > 0) page.line(0, `PodCIDRs:\t${ranges.join(',')}`);
  if (text(spec.providerID) !== '') page.line(0, `ProviderID:\t${text(spec.providerID)}`);
  podsOn(page, object, draft);
}

const INFO = [
  ['Machine ID', 'machineID'],
  ['System UUID', 'systemUUID'],
  ['Boot ID', 'bootID'],
  ['Kernel Version', 'kernelVersion'],
  ['OS Image', 'osImage'],
  ['Operating System', 'operatingSystem'],
  ['Architecture', 'architecture'],
  ['Container Runtime Version', 'containerRuntimeVersion'],
  ['Kubelet Version', 'kubeletVersion'],
] as const;

function podsOn(page: Page, object: JsonObject, draft: Draft): void {
  const found = list(draft, resource('pods'), null);
  const pods = (found.ok ? found.value : []).filter((pod) => {
    const phase = at(pod, 'status').phase;
    return (
      at(pod, 'spec').nodeName === at(object, 'metadata').name && phase !== 'Succeeded' && phase !== 'Failed'
    );
  });
  const room = at(object, 'status', 'allocatable');
  const cpus = amountOf(text(room.cpu, '0'));
  const memory = amountOf(text(room.memory, '0'));
  const disk = amountOf(text(room['ephemeral-storage'], '0'));
  const share = (part: number, whole: number): string =>
    `${whole === 0 ? 0 : Math.trunc((part / whole) * 100)}%`;
  page.line(0, `Non-terminated Pods:\t(${pods.length} in total)`);
  page.line(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge');
  page.line(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---');
  const totals = { requests: { cpu: 0, memory: 0 }, limits: { cpu: 0, memory: 0 } };
  for (const pod of pods) {
    const sums = { requests: sumOf(pod, 'requests'), limits: sumOf(pod, 'limits') };
    for (const kind of ['requests', 'limits'] as const) {
      totals[kind].cpu += sums[kind].cpu;
      totals[kind].memory += sums[kind].memory;
    }
    const cells = [
      pod.metadata.namespace ?? '',
      pod.metadata.name,
      '',
      `${cpuText(sums.requests.cpu)} (${share(sums.requests.cpu, cpus)})`,
      `${cpuText(sums.limits.cpu)} (${share(sums.limits.cpu, cpus)})`,
      `${memoryText(sums.requests.memory)} (${share(sums.requests.memory, memory)})`,
      `${memoryText(sums.limits.memory)} (${share(sums.limits.memory, memory)})`,
      ageOf(pod, page.now),
    ];
    page.line(1, cells.join('\t'));
  }
  page.line(0, 'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)');
  page.line(1, 'Resource\tRequests\tLimits');
  page.line(1, '--------\t--------\t------');
  const { requests, limits } = totals;
  page.line(
    1,
    `cpu\t${cpuText(requests.cpu)} (${share(requests.cpu, cpus)})\t${cpuText(limits.cpu)} (${share(limits.cpu, cpus)})`,
  );
  page.line(
    1,
    `memory\t${memoryText(requests.memory)} (${share(requests.memory, memory)})\t${memoryText(limits.memory)} (${share(limits.memory, memory)})`,
  );
  page.line(1, `ephemeral-storage\t0 (${share(0, disk)})\t0 (${share(0, disk)})`);
  for (const name of Object.keys(room)
    .filter((one) => one.startsWith('hugepages-'))
    .sort())
    page.line(1, `${name}\t0 (0%)\t0 (0%)`);
}

/** What a pod asks for: the sum of its containers, or its largest init container where that is more. */
function sumOf(pod: JsonObject, kind: 'requests' | 'limits'): { cpu: number; memory: number } {
  const of = (container: JsonObject, name: string): number =>
    amountOf(text(at(container, 'resources', kind)[name], '0'));
  const spec = at(pod, 'spec');
  const sum = (name: string): number => {
    const inits = items(spec.initContainers);
    const sidecars = inits.filter(({ restartPolicy }) => restartPolicy === 'Always');
    const running = [...items(spec.containers), ...sidecars].reduce((all, one) => all + of(one, name), 0);
    return Math.max(running, ...inits.filter((one) => !sidecars.includes(one)).map((one) => of(one, name)));
  };
  return { cpu: sum('cpu'), memory: sum('memory') };
}

const amountOf = (quantity: string): number => thousandths(quantity) / 1000;

const cpuText = (cores: number): string => {
  const milli = Math.round(cores * 1000);
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
};

const memoryText = (bytes: number): string => {
  const binary = ['Ti', 'Gi', 'Mi', 'Ki'].find(
    (_, index) => bytes > 0 && bytes % 2 ** (40 - 10 * index) === 0,
  );
  const power = ['Ki', 'Mi', 'Gi', 'Ti'].indexOf(binary ?? '') + 1;
  return `${bytes / 2 ** (10 * power)}${binary ?? ''}`;
};
