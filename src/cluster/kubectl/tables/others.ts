import type { JsonObject } from '../../json.ts';
import { age, ageOf, at, items, nameIn, number, text } from './cells.ts';
import { columns, type TableOf } from './table.ts';

export const namespaces: TableOf = {
  columns: columns('Name', 'Status', 'Age'),
  cells: (object, now) => [nameIn(object), text(at(object, 'status').phase), ageOf(object, now)],
};

export const configmaps: TableOf = {
  columns: columns('Name', '#Data', 'Age'),
  cells: (object, now) => {
    const entries = Object.keys(at(object, 'data')).length + Object.keys(at(object, 'binaryData')).length;
    return [nameIn(object), String(entries), ageOf(object, now)];
  },
};

export const secrets: TableOf = {
  columns: columns('Name', 'Type', '#Data', 'Age'),
  cells: (object, now) => [
    nameIn(object),
    text(object.type),
    String(Object.keys(at(object, 'data')).length),
    ageOf(object, now),
  ],
};

export const serviceaccounts: TableOf = {
  columns: columns('Name', '#Secrets', 'Age'),
  cells: (object, now) => [nameIn(object), String(items(object.secrets).length), ageOf(object, now)],
};

export const services: TableOf = {
  columns: columns('Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age', '+Selector'),
  cells(object, now) {
    const spec = at(object, 'spec');
    const ports = items(spec.ports).map(({ port, nodePort, protocol }) =>
      nodePort === undefined || nodePort === 0
        ? `${text(port)}/${text(protocol, 'TCP')}`
        : `${text(port)}:${text(nodePort)}/${text(protocol, 'TCP')}`,
    );
    const selector = Object.entries(at(spec, 'selector'))
      .map(([key, value]) => `${key}=${text(value)}`)
      .toSorted()
      .join(',');
    return [
      nameIn(object),
      text(spec.type, 'ClusterIP'),
      text((spec.clusterIPs as readonly string[] | undefined)?.[0] ?? spec.clusterIP, '<none>') || '<none>',
      external(object),
      ports.length === 0 ? '<none>' : ports.join(','),
      ageOf(object, now),
      selector === '' ? '<none>' : selector,
    ];
  },
};

function external(service: JsonObject): string {
  const spec = at(service, 'spec');
  const own = Array.isArray(spec.externalIPs) ? (spec.externalIPs as readonly string[]) : [];
  if (spec.type === 'ExternalName') return text(spec.externalName);
  if (own.length > 0) return own.join(',');
  return spec.type === 'LoadBalancer' ? '<pending>' : '<none>';
}

export const nodes: TableOf = {
  columns: columns(
    'Name',
    'Status',
    'Roles',
    'Age',
    'Version',
    '+Internal-IP',
    '+External-IP',
    '+OS-Image',
    '+Kernel-Version',
    '+Container-Runtime',
  ),
  cells(object, now) {
    const info = at(object, 'status', 'nodeInfo');
    const ready = items(at(object, 'status').conditions).find(({ type }) => type === 'Ready');
    const status = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
    const address = (type: string): string =>
      text(items(at(object, 'status').addresses).find((one) => one.type === type)?.address, '<none>');
    return [
      nameIn(object),
      at(object, 'spec').unschedulable === true ? `${status},SchedulingDisabled` : status,
      rolesOf(object).join(',') || '<none>',
      ageOf(object, now),
      text(info.kubeletVersion),
      address('InternalIP'),
      address('ExternalIP'),
      text(info.osImage) || '<unknown>',
      text(info.kernelVersion) || '<unknown>',
      text(info.containerRuntimeVersion) || '<unknown>',
    ];
  },
};

/** A node's roles, from its labels. */
export function rolesOf(node: JsonObject): readonly string[] {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.entries(at(node, 'metadata', 'labels')).flatMap(([label, value]) => {
    if (label.startsWith(prefix)) return label.length > prefix.length ? [label.slice(prefix.length)] : [];
    return label === 'kubernetes.io/role' && text(value) !== '' ? [text(value)] : [];
  });
  return [...new Set(roles)].toSorted();
}

const MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** `RWO,ROX`, in the server's order. */
export function accessModes(list: unknown): string {
  const wanted = Array.isArray(list) ? (list as readonly string[]) : [];
  return Object.keys(MODES)
    .filter((mode) => wanted.includes(mode))
    .map((mode) => MODES[mode])
    .join(',');
}

export const persistentvolumeclaims: TableOf = {
  columns: columns(
    'Name',
    'Status',
    'Volume',
    'Capacity',
    'Access Modes',
    'StorageClass',
    'VolumeAttributesClass',
    'Age',
    '+VolumeMode',
  ),
  cells(object, now) {
    const spec = at(object, 'spec');
    const status = at(object, 'status');
    const bound = text(spec.volumeName) !== '';
    const phase = at(object, 'metadata').deletionTimestamp === undefined ? text(status.phase) : 'Terminating';
    return [
      nameIn(object),
      phase,
      text(spec.volumeName),
      bound ? text(at(status, 'capacity').storage) : '',
      bound ? accessModes(status.accessModes) : '',
      text(
        at(object, 'metadata', 'annotations')['volume.beta.kubernetes.io/storage-class'] ??
          spec.storageClassName,
      ),
      text(spec.volumeAttributesClassName, '<unset>'),
      ageOf(object, now),
      text(spec.volumeMode, '<unset>'),
    ];
  },
};

export const persistentvolumes: TableOf = {
  columns: columns(
    'Name',
    'Capacity',
    'Access Modes',
    'Reclaim Policy',
    'Status',
    'Claim',
    'StorageClass',
    'VolumeAttributesClass',
    'Reason',
    'Age',
    '+VolumeMode',
  ),
  cells(object, now) {
    const spec = at(object, 'spec');
    const claim = at(spec, 'claimRef');
    const phase =
      at(object, 'metadata').deletionTimestamp === undefined
        ? text(at(object, 'status').phase)
        : 'Terminating';
    return [
      nameIn(object),
      text(at(spec, 'capacity').storage),
      accessModes(spec.accessModes),
      text(spec.persistentVolumeReclaimPolicy),
      phase,
      spec.claimRef === undefined ? '' : `${text(claim.namespace)}/${text(claim.name)}`,
      text(spec.storageClassName),
      text(spec.volumeAttributesClassName, '<unset>'),
      text(at(object, 'status').reason),
      ageOf(object, now),
      text(spec.volumeMode, '<unset>'),
    ];
  },
};

export const storageclasses: TableOf = {
  columns: columns(
    'Name',
    'Provisioner',
    'ReclaimPolicy',
    'VolumeBindingMode',
    'AllowVolumeExpansion',
    'Age',
  ),
  cells(object, now) {
    const marked =
      at(object, 'metadata', 'annotations')['storageclass.kubernetes.io/is-default-class'] === 'true';
    return [
      nameIn(object) + (marked ? ' (default)' : ''),
      text(object.provisioner),
      text(object.reclaimPolicy, 'Delete'),
      text(object.volumeBindingMode, '<unset>'),
      String(object.allowVolumeExpansion === true),
      ageOf(object, now),
    ];
  },
};

export const events: TableOf = {
  columns: columns(
    'Last Seen',
    'Type',
    'Reason',
    'Object',
    '+Subobject',
    '+Source',
    'Message',
    '+First Seen',
    '+#Count',
    '+Name',
  ),
  cells(object, now) {
    const involved = at(object, 'involvedObject');
    const first = object.firstTimestamp ?? object.eventTime;
    const series = at(object, 'series');
    const lastMoment =
      series.lastObservedTime ?? (typeof object.lastTimestamp === 'string' ? object.lastTimestamp : first);
    const source = at(object, 'source');
    const component = text(source.component) || text(object.reportingComponent);
    const host = text(source.host) || text(object.reportingInstance);
    return [
      age(lastMoment, now),
      text(object.type),
      text(object.reason),
      text(involved.name) === ''
        ? text(involved.kind).toLowerCase()
        : `${text(involved.kind).toLowerCase()}/${text(involved.name)}`,
      text(involved.fieldPath),
      [component, host].filter((word) => word !== '').join(', '),
      text(object.message).trim(),
      age(first, now),
      String(number(series.count, number(object.count, 1))),
      nameIn(object),
    ];
  },
};
