/** The server's tables, one for each resource. */
import type { Resource } from '../../api/index.ts';
import type { JsonObject } from '../../json.ts';
import { ageOf, nameIn } from './cells.ts';
import {
  configmaps,
  events,
  namespaces,
  nodes,
  persistentvolumeclaims,
  persistentvolumes,
  secrets,
  serviceaccounts,
  services,
  storageclasses,
} from './others.ts';
import { pods } from './pods.ts';
import { columns, type Row, type TableOf } from './table.ts';
import { cronjobs, daemonsets, deployments, jobs, replicasets, statefulsets } from './workloads.ts';

export type { Row, TableOf } from './table.ts';

const TABLES: Readonly<Record<string, TableOf>> = {
  configmaps,
  cronjobs,
  daemonsets,
  deployments,
  events,
  jobs,
  namespaces,
  nodes,
  persistentvolumeclaims,
  persistentvolumes,
  pods,
  replicasets,
  secrets,
  serviceaccounts,
  services,
  statefulsets,
  storageclasses,
};

const PLAIN: TableOf = {
  columns: columns('Name', 'Created At'),
  cells: (object, now) => [nameIn(object), ageOf(object, now)],
};

/** How the server shows the objects of a resource. */
export function tableOf(resource: Resource): TableOf {
  return TABLES[resource.name] ?? PLAIN;
}

/** The rows for objects. `now`: ms of the cluster's clock. */
export function rowsOf(table: TableOf, objects: readonly JsonObject[], now: number): readonly Row[] {
  return objects.map((object) => ({ cells: table.cells(object, now), object }));
}
