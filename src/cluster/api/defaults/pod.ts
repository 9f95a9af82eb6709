/** What the API server fills into a pod spec: pkg/apis/core/v1/defaults.go. */

import { thousandths } from '../../../manifest/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Container, PodSpec } from '../types.ts';

type Loose = JsonObject | undefined;

const objects = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

/** The tag of an image reference: `latest` where it has neither tag nor digest (parsers.ParseImageName). */
function imageTag(reference: string): string {
  if (reference.includes('@')) return '';
  const last = reference.slice(reference.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  return colon === -1 ? 'latest' : last.slice(colon + 1);
}

const pullPolicy = (reference: string): string =>
  imageTag(reference) === 'latest' ? 'Always' : 'IfNotPresent';

const mapped = (spec: JsonObject, key: string, change: (one: JsonObject) => JsonObject): JsonObject =>
  spec[key] === undefined ? {} : { [key]: objects(spec[key]).map(change) };

const inside = (spec: JsonObject, key: string, change: (one: JsonObject) => JsonObject): JsonObject =>
  spec[key] === undefined ? {} : { [key]: change(spec[key] as JsonObject) };

const fieldRef = (holder: JsonObject): JsonObject => ({
  ...holder,
  ...inside(holder, 'fieldRef', (ref) => ({ apiVersion: 'v1', ...ref })),
});

const resourceRef = (holder: JsonObject): JsonObject => ({
  ...holder,
  ...inside(holder, 'resourceFieldRef', (ref) => ({ divisor: '0', ...ref })),
});

/** SetDefaults_HTTPGetAction, within a probe or a lifecycle handler. */
const handler = (one: JsonObject): JsonObject => ({
  ...one,
  ...inside(one, 'httpGet', (get) => ({ path: '/', scheme: 'HTTP', ...get })),
  ...inside(one, 'grpc', (grpc) => ({ service: '', ...grpc })),
});

/** SetDefaults_Probe */
const probe = (one: JsonObject): JsonObject =>
  handler({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3, ...one });

/** SetDefaults_Container; an ephemeral container gets the same. */
function defaultContainer(container: JsonObject): JsonObject {
  return {
    imagePullPolicy: pullPolicy(String(container.image ?? '')),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...container,
    ...mapped(container, 'ports', (port) => ({ protocol: 'TCP', ...port })),
    ...mapped(container, 'env', (one) => ({
      ...one,
      ...inside(one, 'valueFrom', (from) => resourceRef(fieldRef(from))),
    })),
    ...inside(container, 'livenessProbe', probe),
    ...inside(container, 'readinessProbe', probe),
    ...inside(container, 'startupProbe', probe),
    ...inside(container, 'lifecycle', (lifecycle) => ({
      ...lifecycle,
      ...inside(lifecycle, 'postStart', handler),
      ...inside(lifecycle, 'preStop', handler),
    })),
  };
}

const DEFAULT_MODE = 0o644;

const items = (source: JsonObject): JsonObject => ({
  ...source,
  ...mapped(source, 'items', (item) => resourceRef(fieldRef(item))),
});

/** SetDefaults_Volume and those of the sources below it. */
function defaultVolume(volume: JsonObject): JsonObject {
  const withMode = (source: JsonObject): JsonObject => items({ defaultMode: DEFAULT_MODE, ...source });
  if (Object.keys(volume).every((key) => key === 'name')) return { ...volume, emptyDir: {} };
  return {
    ...volume,
    ...inside(volume, 'secret', withMode),
    ...inside(volume, 'configMap', withMode),
    ...inside(volume, 'downwardAPI', withMode),
    ...inside(volume, 'hostPath', (source) => ({ type: '', ...source })),
    ...inside(volume, 'image', (source) => ({
      pullPolicy: pullPolicy(String(source.reference ?? '')),
      ...source,
    })),
    ...inside(volume, 'projected', (source) => ({
      defaultMode: DEFAULT_MODE,
      ...source,
      ...mapped(source, 'sources', (one) => ({
        ...one,
        ...inside(one, 'serviceAccountToken', (token) => ({ expirationSeconds: 3600, ...token })),
        ...inside(one, 'downwardAPI', items),
      })),
    })),
    ...inside(volume, 'ephemeral', (source) => ({
      ...source,
      ...inside(source, 'volumeClaimTemplate', (template) => ({
        metadata: {},
        ...template,
        ...inside(template, 'spec', (spec) => ({ volumeMode: 'Filesystem', ...spec })),
      })),
    })),
  };
}

/** SetDefaults_PodSpec: the same for a pod and for a template. */
export function defaultPodSpec(spec: JsonObject): JsonObject {
  return {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    ...spec,
    ...mapped(spec, 'containers', defaultContainer),
    ...mapped(spec, 'initContainers', defaultContainer),
    ...mapped(spec, 'ephemeralContainers', defaultContainer),
    ...mapped(spec, 'volumes', defaultVolume),
  };
}

/** SetDefaults_Pod: only for a pod itself. */
export function defaultPod(spec: JsonObject): JsonObject {
  const own = (container: JsonObject): JsonObject => {
    const resources = container.resources as Loose;
    const limits = resources?.limits as Loose;
    return {
      ...container,
      ...(limits === undefined
        ? {}
        : { resources: { ...resources, requests: { ...limits, ...(resources?.requests as Loose) } } }),
      ...(spec.hostNetwork === true
        ? mapped(container, 'ports', (port) => ({ hostPort: port.containerPort, ...port }))
        : {}),
    };
  };
  return {
    enableServiceLinks: true,
    ...spec,
    ...mapped(spec, 'containers', own),
    ...mapped(spec, 'initContainers', own),
  };
}

const cpuAndMemory = (list: Loose): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const name of ['cpu', 'memory']) {
    const amount = list?.[name] === undefined ? 0 : thousandths(String(list[name]));
    if (amount > 0) found[name] = amount;
  }
  return found;
};

/** The pod's quality of service: pkg/apis/core/helper/qos/qos.go ComputePodQOS. */
export function qosClass(spec: PodSpec): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const containers: readonly Container[] = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
  const requests: Record<string, number> = {};
  const limits: Record<string, number> = {};
  let guaranteed = true;
  for (const { resources } of containers) {
    const [asked, most] = [
      cpuAndMemory(resources?.requests as Loose),
      cpuAndMemory(resources?.limits as Loose),
    ];
    for (const [name, amount] of Object.entries(asked)) requests[name] = (requests[name] ?? 0) + amount;
    for (const [name, amount] of Object.entries(most)) limits[name] = (limits[name] ?? 0) + amount;
    if (most.cpu === undefined || most.memory === undefined) guaranteed = false;
  }
  if (Object.keys(requests).length === 0 && Object.keys(limits).length === 0) return 'BestEffort';
  const same =
    Object.keys(requests).length === Object.keys(limits).length &&
    Object.entries(requests).every(([name, amount]) => limits[name] === amount);
  return guaranteed && same ? 'Guaranteed' : 'Burstable';
}
