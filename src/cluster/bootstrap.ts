/** What is in a cluster before anybody makes anything. */
import { put } from './api/store.ts';
import type { KubeObject } from './api/types.ts';
import { hexadecimal, newUid } from './chance.ts';
import { timestamp } from './clock.ts';
import type { Draft } from './draft.ts';
import type { JsonObject } from './json.ts';
import { KERNEL, NODE_IP, NODE_NAME } from './node-name.ts';

/** The release that the cluster and its kubectl are of. */
export const KUBERNETES_VERSION = 'v1.36.3';

/** The driver behind the default storage class: block devices with an ext4 file system each, as clouds have them. */
export const BLOCK_DRIVER = 'block.csi.podium.internal';

/** The usual namespaces with what each has, the node, the service of the API server, a storage class. */
export function bootstrap(draft: Draft): void {
  for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) {
    made(draft, 'v1', 'Namespace', name, undefined, {
      metadata: { labels: { 'kubernetes.io/metadata.name': name } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
    furnishNamespace(draft, name);
  }
  made(draft, 'v1', 'Node', NODE_NAME, undefined, node(draft));
  made(draft, 'v1', 'Service', 'kubernetes', 'default', {
    metadata: { labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: {
      clusterIP: '10.96.0.1',
      clusterIPs: ['10.96.0.1'],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  });
  made(draft, 'storage.k8s.io/v1', 'StorageClass', 'standard', undefined, {
    metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: BLOCK_DRIVER,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  draft.touched.clear();
}

/** What the controllers put into every new namespace: the service account `default` and the cluster's certificate. */
export function furnishNamespace(draft: Draft, namespace: string): void {
  made(draft, 'v1', 'ServiceAccount', 'default', namespace, {});
  made(draft, 'v1', 'ConfigMap', 'kube-root-ca.crt', namespace, {
    metadata: {
      annotations: {
        'kubernetes.io/description':
          'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
      },
    },
    data: { 'ca.crt': certificate(draft) },
  });
}

/** A text of the shape of the cluster's certificate: the same in every namespace of a cluster. */
function certificate(draft: Draft): string {
  const { seed } = draft;
  const digits = hexadecimal({ seed, counter: 0 }, 192);
  const lines = digits.match(/.{64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function made(
  draft: Draft,
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string | undefined,
  { metadata, ...rest }: JsonObject,
): KubeObject {
  return put(draft, {
    apiVersion,
    kind,
    metadata: {
      ...(metadata as JsonObject | undefined),
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: newUid(draft),
      resourceVersion: '',
      creationTimestamp: timestamp(draft.now),
    },
    ...rest,
  } as KubeObject);
}

const MEBIBYTE = 1024;

function node(draft: Draft): JsonObject {
  const since = timestamp(draft.now);
  const condition = (type: string, status: string, reason: string, message: string): JsonObject => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: since,
    lastTransitionTime: since,
  });
  const resources = (memory: number): JsonObject => ({
    cpu: '4',
    'ephemeral-storage': '40470732Ki',
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    memory: `${memory}Ki`,
    pods: '110',
  });
  const id = hexadecimal(draft, 32);
  return {
    metadata: {
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': NODE_NAME,
        'kubernetes.io/os': 'linux',
      },
    },
    spec: { podCIDR: '192.168.1.0/24', podCIDRs: ['192.168.1.0/24'] },
    status: {
      addresses: [
        { address: NODE_IP, type: 'InternalIP' },
        { address: NODE_NAME, type: 'Hostname' },
      ],
      allocatable: resources(7900 * MEBIBYTE),
      capacity: resources(8000 * MEBIBYTE),
      conditions: [
        condition(
          'MemoryPressure',
          'False',
          'KubeletHasSufficientMemory',
          'kubelet has sufficient memory available',
        ),
        condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
        condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
        condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        architecture: 'amd64',
        bootID: newUid(draft),
        containerRuntimeVersion: 'containerd://2.2.1',
        kernelVersion: KERNEL,
        kubeProxyVersion: '',
        kubeletVersion: KUBERNETES_VERSION,
        machineID: id,
        operatingSystem: 'linux',
        osImage: 'Ubuntu 24.04.3 LTS',
        systemUUID: newUid(draft),
      },
    },
  };
}
