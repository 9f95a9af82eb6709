/** `kubectl describe`, one resource a file (kubectl pkg/describe/describe.go). */
import type { Draft } from '../../draft.ts';
import type { JsonObject } from '../../json.ts';
import { events } from './events.ts';
import { generic } from './generic.ts';
import { node } from './node.ts';
import {
  claim,
  configMap,
  namespace,
  secret,
  service,
  serviceAccount,
  storageClass,
  volume,
} from './others.ts';
import { Page } from './page.ts';
import { pod } from './pod.ts';
import { cronJob, daemonSet, deployment, job, replicaSet, statefulSet } from './workloads.ts';

type Describer = (page: Page, object: JsonObject, draft: Draft) => void;

const DESCRIBERS: Readonly<Record<string, Describer>> = {
  ConfigMap: configMap,
  CronJob: cronJob,
  DaemonSet: daemonSet,
  Deployment: deployment,
  Job: job,
  Namespace: namespace,
  Node: node,
  PersistentVolume: volume,
  PersistentVolumeClaim: claim,
  Pod: pod,
  ReplicaSet: replicaSet,
  Secret: secret,
  Service: service,
  ServiceAccount: serviceAccount,
  StatefulSet: statefulSet,
  StorageClass: storageClass,
};

/** Kinds whose describers show no events. */
const QUIET = new Set(['Namespace', 'Secret']);

/** The description of an object; `withEvents` as --show-events says. */
export function descriptionOf(draft: Draft, object: JsonObject, withEvents: boolean): string {
  const page = new Page(draft.now);
  const kind = String(object.kind);
  (DESCRIBERS[kind] ?? generic)(page, object, draft);
  if (withEvents && !QUIET.has(kind)) events(page, draft, object);
  return page.text;
}
