/** A cluster whose objects were typed in with their status, so that every printer has something to print. */

import type { KubeObject } from '../../../src/cluster/api/index.ts';
import { resourceOfKind } from '../../../src/cluster/api/index.ts';
import { timestamp } from '../../../src/cluster/clock.ts';
import { type Draft, draftOf } from '../../../src/cluster/draft.ts';
import type { Directory, FileNode } from '../../../src/cluster/files/tree.ts';
import { createCluster } from '../../../src/cluster/index.ts';
import type { Json, JsonObject } from '../../../src/cluster/json.ts';
import { objectKey } from '../../../src/cluster/state.ts';

const DAY = 24 * 3_600_000;

/** The cluster at a moment (ms); everything in it is three days old, so that ages do not depend on the second. */
export function fixture(now: number, files: Readonly<Record<string, string>> = {}): Draft {
  const draft = draftOf(createCluster({ seed: 7, now: now - 3 * DAY }));
  for (const [index, one] of objects(now).entries()) store(draft, one, index, now);
  draft.now = now;
  draft.touched.clear();
  draft.trees.machine = { base: { machine: true }, root: machineFiles(files, now) };
  return draft;
}

function store(draft: Draft, object: JsonObject, index: number, now: number): void {
  const resource = resourceOfKind(String(object.apiVersion), String(object.kind));
  if (resource === undefined) throw new Error(`no ${String(object.kind)}`);
  const given = object.metadata as JsonObject;
  const namespace = resource.namespaced ? String(given.namespace ?? 'default') : '';
  const metadata = {
    ...(resource.namespaced ? { namespace } : {}),
    uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    resourceVersion: String(2000 + index),
    creationTimestamp: timestamp(now - 3 * DAY),
    ...given,
  };
  draft.resourceVersion = 3000;
  const stored = { ...object, metadata } as unknown as KubeObject;
  draft.objects[objectKey(resource.name, namespace, String(given.name))] = stored;
}

function machineFiles(files: Readonly<Record<string, string>>, mtime: number): Directory {
  const directory = (entries: Record<string, FileNode>): Directory => ({
    type: 'directory',
    uid: 0,
    gid: 0,
    mode: 0o755,
    mtime,
    entries,
  });
  const home: Record<string, FileNode> = {};
  for (const [path, content] of Object.entries(files)) {
    const file: FileNode = { type: 'file', uid: 0, gid: 0, mode: 0o644, mtime, content };
    const [folder = '', name] = path.split('/');
    if (name === undefined) home[path] = file;
    else {
      const old = home[folder];
      home[folder] = directory({ ...(old?.type === 'directory' ? old.entries : {}), [name]: file });
    }
  }
  return directory({ root: directory(home), tmp: directory({}) });
}

const template = (labels: JsonObject, spec: JsonObject): JsonObject => ({
  ...(Object.keys(labels).length === 0 ? { metadata: {} } : { metadata: { labels } }),
  spec,
});

const podDefaults: JsonObject = {
  dnsPolicy: 'ClusterFirst',
  enableServiceLinks: true,
  nodeName: 'node01',
  preemptionPolicy: 'PreemptLowerPriority',
  priority: 0,
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  serviceAccount: 'default',
  serviceAccountName: 'default',
  terminationGracePeriodSeconds: 30,
  tolerations: [
    { effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 300 },
    {
      effect: 'NoExecute',
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      tolerationSeconds: 300,
    },
  ],
};

const token: JsonObject = {
  name: 'kube-api-access-x7k2p',
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
      {
        downwardAPI: {
          items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }],
        },
      },
    ],
  },
};

const tokenMount: JsonObject = {
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  name: 'kube-api-access-x7k2p',
  readOnly: true,
};

function container(name: string, image: string, more: JsonObject = {}): JsonObject {
  return {
    image,
    imagePullPolicy: 'IfNotPresent',
    name,
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [tokenMount],
    ...more,
  };
}

function conditions(now: number, ready: boolean, initialized = true): Json {
  const at = timestamp(now - 3 * DAY);
  const made = (type: string, ok: boolean): JsonObject => ({
    lastProbeTime: null,
    lastTransitionTime: at,
    observedGeneration: 1,
    status: ok ? 'True' : 'False',
    type,
    ...(ok ? {} : { message: 'containers with unready status: [app]', reason: 'ContainersNotReady' }),
  });
  return [
    made('PodReadyToStartContainers', true),
    made('Initialized', initialized),
    made('Ready', ready),
    made('ContainersReady', ready),
    made('PodScheduled', true),
  ];
}

function statusOf(name: string, image: string, state: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    containerID: `containerd://${name.padEnd(64, 'a')}`,
    image: `docker.io/library/${image}`,
    imageID: `docker.io/library/${image.split(':')[0]}@sha256:${'b'.repeat(64)}`,
    lastState: {},
    name,
    ready: 'running' in state,
    restartCount: 0,
    started: 'running' in state,
    state,
    ...more,
  };
}

function objects(now: number): readonly JsonObject[] {
  const then = timestamp(now - 3 * DAY);
  const later = timestamp(now - 2 * DAY);
  const running = { running: { startedAt: then } };
  const ips = {
    hostIP: '172.30.2.2',
    hostIPs: [{ ip: '172.30.2.2' }],
    podIP: '192.168.1.5',
    podIPs: [{ ip: '192.168.1.5' }],
  };
  const deploymentSpec: JsonObject = {
    progressDeadlineSeconds: 600,
    replicas: 2,
    revisionHistoryLimit: 10,
    selector: { matchLabels: { app: 'shop' } },
    strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' },
    template: template(
      { app: 'shop' },
      {
        containers: [
          container('app', 'nginx:1.28', {
            env: [{ name: 'MODE', value: 'fast' }],
            ports: [{ containerPort: 80, protocol: 'TCP' }],
            resources: {
              limits: { cpu: '500m', memory: '128Mi' },
              requests: { cpu: '250m', memory: '64Mi' },
            },
            volumeMounts: undefined,
          } as never),
        ],
        dnsPolicy: 'ClusterFirst',
        restartPolicy: 'Always',
        schedulerName: 'default-scheduler',
        securityContext: { runAsUser: 101 },
        terminationGracePeriodSeconds: 30,
      },
    ),
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'quarry',
        labels: { 'kubernetes.io/metadata.name': 'quarry', 'pod-security.kubernetes.io/enforce': 'baseline' },
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'web',
        generation: 1,
        labels: { app: 'web', tier: 'front' },
        annotations: { note: 'a pod', multi: 'line one\nline two' },
      },
      spec: {
        ...podDefaults,
        containers: [
          container('app', 'nginx:1.28', {
            args: ['-g', 'daemon off;'],
            command: ['nginx'],
            env: [
              { name: 'PLAIN', value: 'yes' },
              { name: 'NODE', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } },
              { name: 'FROM_CM', valueFrom: { configMapKeyRef: { key: 'mode', name: 'settings' } } },
              {
                name: 'FROM_SECRET',
                valueFrom: { secretKeyRef: { key: 'password', name: 'db', optional: true } },
              },
            ],
            envFrom: [{ configMapRef: { name: 'settings' } }, { prefix: 'DB_', secretRef: { name: 'db' } }],
            livenessProbe: {
              failureThreshold: 3,
              httpGet: { path: '/', port: 80, scheme: 'HTTP' },
              periodSeconds: 10,
              successThreshold: 1,
              timeoutSeconds: 1,
            },
            readinessProbe: {
              exec: { command: ['cat', '/ok'] },
              failureThreshold: 3,
              initialDelaySeconds: 5,
              periodSeconds: 10,
              successThreshold: 1,
              timeoutSeconds: 1,
            },
            ports: [
              { containerPort: 80, name: 'http', protocol: 'TCP' },
              { containerPort: 443, hostPort: 8443, protocol: 'TCP' },
            ],
            resources: { limits: { cpu: '1', memory: '256Mi' }, requests: { cpu: '250m', memory: '64Mi' } },
            securityContext: {
              runAsUser: 101,
              seccompProfile: { localhostProfile: 'x.json', type: 'Localhost' },
            },
            volumeMounts: [
              { mountPath: '/cache', name: 'cache' },
              { mountPath: '/etc/app', name: 'config', readOnly: true, subPath: 'a' },
              tokenMount,
            ],
          }),
          container('sidecar', 'busybox:1.37', {
            command: ['sh', '-c', 'while true; do\n  date\n  sleep 5\ndone'],
          }),
        ],
        initContainers: [container('prepare', 'busybox:1.37', { command: ['true'] })],
        nodeSelector: { disk: 'ssd' },
        securityContext: { fsGroup: 2000, runAsGroup: 3000, seccompProfile: { type: 'RuntimeDefault' } },
        volumes: [
          { emptyDir: {}, name: 'cache' },
          { configMap: { defaultMode: 420, name: 'settings' }, name: 'config' },
          { name: 'host', hostPath: { path: '/var/log', type: '' } },
          { name: 'claim', persistentVolumeClaim: { claimName: 'data' } },
          { name: 'keys', secret: { defaultMode: 256, secretName: 'db' } },
          {
            name: 'down',
            downwardAPI: {
              defaultMode: 420,
              items: [{ path: 'labels', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.labels' } }],
            },
          },
          token,
        ],
      },
      status: {
        conditions: conditions(now, true),
        containerStatuses: [
          statusOf('app', 'nginx:1.28', running),
          statusOf('sidecar', 'busybox:1.37', running, {
            restartCount: 1,
            lastState: {
              terminated: {
                exitCode: 1,
                reason: 'Error',
                startedAt: then,
                finishedAt: later,
                containerID: 'containerd://x',
              },
            },
          }),
        ],
        initContainerStatuses: [
          statusOf(
            'prepare',
            'busybox:1.37',
            {
              terminated: {
                exitCode: 0,
                reason: 'Completed',
                startedAt: then,
                finishedAt: then,
                containerID: 'containerd://y',
              },
            },
            { ready: true },
          ),
        ],
        ...ips,
        observedGeneration: 1,
        phase: 'Running',
        qosClass: 'Burstable',
        startTime: then,
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'crash', labels: { app: 'crash' } },
      spec: {
        ...podDefaults,
        containers: [container('app', 'busybox:1.37', { command: ['false'] })],
        securityContext: {},
        volumes: [token],
      },
      status: {
        conditions: conditions(now, false),
        containerStatuses: [
          statusOf(
            'app',
            'busybox:1.37',
            {
              waiting: {
                message: 'back-off 5m0s restarting failed container=app pod=crash_default(x)',
                reason: 'CrashLoopBackOff',
              },
            },
            {
              restartCount: 12,
              lastState: {
                terminated: {
                  exitCode: 1,
                  reason: 'Error',
                  startedAt: later,
                  finishedAt: later,
                  containerID: 'containerd://z',
                },
              },
            },
          ),
        ],
        ...ips,
        phase: 'Running',
        qosClass: 'BestEffort',
        startTime: then,
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'kite', namespace: 'quarry' },
      spec: {
        ...podDefaults,
        containers: [container('app', 'nginx:1.28')],
        securityContext: { runAsNonRoot: true },
        volumes: [token],
      },
      status: {
        conditions: conditions(now, false),
        containerStatuses: [
          statusOf('app', 'nginx:1.28', {
            waiting: {
              message:
                'container has runAsNonRoot and image will run as root (pod: "kite_quarry(x)", container: app)',
              reason: 'CreateContainerConfigError',
            },
          }),
        ],
        ...ips,
        phase: 'Pending',
        qosClass: 'BestEffort',
        startTime: then,
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'starting', namespace: 'quarry' },
      spec: {
        ...podDefaults,
        initContainers: [container('one', 'busybox:1.37'), container('two', 'busybox:1.37')],
        containers: [container('app', 'nginx:1.28')],
        securityContext: {},
        volumes: [token],
      },
      status: {
        conditions: conditions(now, false, false),
        initContainerStatuses: [
          statusOf(
            'one',
            'busybox:1.37',
            { terminated: { exitCode: 0, reason: 'Completed', startedAt: then, finishedAt: then } },
            { ready: true },
          ),
          statusOf('two', 'busybox:1.37', running),
        ],
        containerStatuses: [statusOf('app', 'nginx:1.28', { waiting: { reason: 'PodInitializing' } })],
        ...ips,
        phase: 'Pending',
        qosClass: 'BestEffort',
        startTime: then,
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'shop',
        generation: 1,
        labels: { app: 'shop' },
        annotations: { 'deployment.kubernetes.io/revision': '1' },
      },
      spec: deploymentSpec,
      status: {
        availableReplicas: 2,
        conditions: [
          {
            lastTransitionTime: then,
            lastUpdateTime: then,
            message: 'Deployment has minimum availability.',
            reason: 'MinimumReplicasAvailable',
            status: 'True',
            type: 'Available',
          },
          {
            lastTransitionTime: then,
            lastUpdateTime: then,
            message: 'ReplicaSet "shop-5d59d67564" has successfully progressed.',
            reason: 'NewReplicaSetAvailable',
            status: 'True',
            type: 'Progressing',
          },
        ],
        observedGeneration: 1,
        readyReplicas: 2,
        replicas: 2,
        updatedReplicas: 2,
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: 'shop-5d59d67564',
        generation: 1,
        labels: { app: 'shop', 'pod-template-hash': '5d59d67564' },
        annotations: {
          'deployment.kubernetes.io/desired-replicas': '2',
          'deployment.kubernetes.io/max-replicas': '3',
          'deployment.kubernetes.io/revision': '1',
        },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            blockOwnerDeletion: true,
            controller: true,
            kind: 'Deployment',
            name: 'shop',
            uid: '00000000-0000-4000-8000-000000000005',
          },
        ],
      },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'shop', 'pod-template-hash': '5d59d67564' } },
        template: {
          ...(deploymentSpec.template as JsonObject),
          metadata: { labels: { app: 'shop', 'pod-template-hash': '5d59d67564' } },
        },
      },
      status: {
        availableReplicas: 2,
        fullyLabeledReplicas: 2,
        observedGeneration: 1,
        readyReplicas: 2,
        replicas: 2,
      },
    },
    ...['abcde', 'fghjk'].map((suffix) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `shop-5d59d67564-${suffix}`,
        generateName: 'shop-5d59d67564-',
        labels: { app: 'shop', 'pod-template-hash': '5d59d67564' },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            blockOwnerDeletion: true,
            controller: true,
            kind: 'ReplicaSet',
            name: 'shop-5d59d67564',
            uid: '00000000-0000-4000-8000-000000000006',
          },
        ],
      },
      spec: {
        ...podDefaults,
        containers: [container('app', 'nginx:1.28')],
        securityContext: { runAsUser: 101 },
        volumes: [token],
      },
      status: {
        conditions: conditions(now, true),
        containerStatuses: [statusOf('app', 'nginx:1.28', running)],
        ...ips,
        phase: 'Running',
        qosClass: 'BestEffort',
        startTime: then,
      },
    })),
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'store', generation: 1 },
      spec: {
        podManagementPolicy: 'OrderedReady',
        replicas: 1,
        revisionHistoryLimit: 10,
        selector: { matchLabels: { app: 'store' } },
        serviceName: 'store',
        template: template(
          { app: 'store' },
          { containers: [container('db', 'redis:8', { volumeMounts: undefined } as never)] },
        ),
        updateStrategy: { rollingUpdate: { partition: 0 }, type: 'RollingUpdate' },
        volumeClaimTemplates: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1Gi' } },
              storageClassName: 'local-path',
              volumeMode: 'Filesystem',
            },
            status: { phase: 'Pending' },
          },
        ],
      },
      status: {
        availableReplicas: 1,
        collisionCount: 0,
        currentReplicas: 1,
        currentRevision: 'store-7c9f',
        observedGeneration: 1,
        readyReplicas: 1,
        replicas: 1,
        updateRevision: 'store-7c9f',
        updatedReplicas: 1,
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: {
        name: 'agent',
        generation: 1,
        annotations: { 'deprecated.daemonset.template.generation': '1' },
      },
      spec: {
        revisionHistoryLimit: 10,
        selector: { matchLabels: { app: 'agent' } },
        template: template(
          { app: 'agent' },
          {
            containers: [
              container('agent', 'busybox:1.37', { volumeMounts: [{ mountPath: '/host', name: 'host' }] }),
            ],
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            volumes: [{ name: 'host', hostPath: { path: '/', type: 'Directory' } }],
          },
        ),
        updateStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 }, type: 'RollingUpdate' },
      },
      status: {
        currentNumberScheduled: 1,
        desiredNumberScheduled: 1,
        numberAvailable: 1,
        numberMisscheduled: 0,
        numberReady: 1,
        observedGeneration: 1,
        updatedNumberScheduled: 1,
      },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'once', generation: 1, labels: { job: 'once' } },
      spec: {
        backoffLimit: 6,
        completionMode: 'NonIndexed',
        completions: 1,
        manualSelector: false,
        parallelism: 1,
        podReplacementPolicy: 'TerminatingOrFailed',
        selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'u' } },
        suspend: false,
        template: template(
          { 'batch.kubernetes.io/controller-uid': 'u', 'job-name': 'once' },
          {
            containers: [
              container('work', 'busybox:1.37', { command: ['true'], volumeMounts: undefined } as never),
            ],
            restartPolicy: 'Never',
          },
        ),
      },
      status: {
        completionTime: later,
        conditions: [
          {
            lastProbeTime: then,
            lastTransitionTime: later,
            message: 'Reached expected number of succeeded pods',
            reason: 'CompletionsReached',
            status: 'True',
            type: 'Complete',
          },
        ],
        ready: 0,
        startTime: then,
        succeeded: 1,
        terminating: 0,
        uncountedTerminatedPods: {},
      },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly', generation: 1 },
      spec: {
        concurrencyPolicy: 'Allow',
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          metadata: {},
          spec: {
            template: template(
              {},
              {
                containers: [container('work', 'busybox:1.37', { volumeMounts: undefined } as never)],
                restartPolicy: 'OnFailure',
              },
            ),
          },
        },
        schedule: '0 3 * * *',
        successfulJobsHistoryLimit: 3,
        suspend: false,
      },
      status: {},
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
      data: { mode: 'fast', 'app.conf': 'a = 1\nb = "two"\n', tabbed: 'a\tb\n', spaced: 'x \ny\n' },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db' },
      type: 'Opaque',
      data: { password: 'czNjcjN0', user: 'YWRtaW4=' },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: 'data',
        finalizers: ['kubernetes.io/pvc-protection'],
        annotations: { 'pv.kubernetes.io/bind-completed': 'yes' },
      },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        storageClassName: 'local-path',
        volumeMode: 'Filesystem',
        volumeName: 'pvc-1',
      },
      status: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, phase: 'Bound' },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'pvc-1', finalizers: ['kubernetes.io/pv-protection'] },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '1Gi' },
        claimRef: {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          name: 'data',
          namespace: 'default',
          uid: 'u',
        },
        hostPath: { path: '/opt/p', type: 'DirectoryOrCreate' },
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: 'local-path',
        volumeMode: 'Filesystem',
      },
      status: { phase: 'Bound' },
    },
    ...[
      ['web.1', 'Normal', 'Scheduled', 'Successfully assigned default/web to node01', 1, ''],
      ['web.2', 'Normal', 'Pulling', 'Pulling image "nginx:1.28"', 1, 'spec.containers{app}'],
      [
        'web.3',
        'Warning',
        'Failed',
        'Error: container has runAsNonRoot and image will run as root',
        12,
        'spec.containers{app}',
      ],
    ].map(([name, type, reason, message, count, fieldPath]) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name },
      count,
      eventTime: null,
      firstTimestamp: then,
      involvedObject: {
        apiVersion: 'v1',
        kind: 'Pod',
        name: 'web',
        namespace: 'default',
        uid: '00000000-0000-4000-8000-000000000001',
        ...(fieldPath === '' ? {} : { fieldPath }),
      },
      lastTimestamp: count === 12 ? later : then,
      message,
      reason,
      reportingComponent: reason === 'Scheduled' ? 'default-scheduler' : 'kubelet',
      reportingInstance: '',
      source:
        reason === 'Scheduled'
          ? { component: 'default-scheduler' }
          : { component: 'kubelet', host: 'node01' },
      type,
    })),
  ] as readonly JsonObject[];
}
