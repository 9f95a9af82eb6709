/** What admission puts into a new pod: ServiceAccount, Priority, DefaultTolerationSeconds (plugin/pkg/admission). */
import { nameSuffix } from '../../chance.ts';
import type { Draft } from '../../draft.ts';
import type { Json, JsonObject } from '../../json.ts';
import { forbidden } from '../refusals.ts';
import { resource } from '../resources.ts';
import type { Status } from '../status.ts';
import { find } from '../store.ts';
import type { Container, PodSpec, Volume } from '../types.ts';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The projected volume with the pod's token; kubelet/ fills it. */
const TOKEN_VOLUME: JsonObject = {
  defaultMode: 0o644,
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
    {
      downwardAPI: {
        items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }],
      },
    },
  ],
};

/** A pod spec with what admission adds to it, or the refusal. */
export function admitPod(draft: Draft, namespace: string, name: string, spec: PodSpec): PodSpec | Status {
  const account = String(spec.serviceAccountName ?? spec.serviceAccount ?? 'default');
  const found = find(draft, 'serviceaccounts', namespace, account);
  if (found === undefined) {
    const why = `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`;
    return forbidden(resource('pods'), name, why);
  }
  const mounts = spec.automountServiceAccountToken ?? found.automountServiceAccountToken ?? true;
  const base: PodSpec = {
    ...spec,
    serviceAccount: account,
    serviceAccountName: account,
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
    tolerations: withDefaultTolerations(spec.tolerations ?? []),
  };
  return mounts === true ? withToken(draft, base) : base;
}

/** mountServiceAccountToken: containers that mount something there already are left alone. */
function withToken(draft: Draft, spec: PodSpec): PodSpec {
  const known = (spec.volumes ?? []).find((volume) => volume.name.startsWith('kube-api-access-'));
  const name = known?.name ?? `kube-api-access-${nameSuffix(draft)}`;
  let needed = false;
  const mounted = (container: Container): Container => {
    const own = container.volumeMounts ?? [];
    if (own.some(({ mountPath }) => mountPath === MOUNT_PATH)) return container;
    needed = true;
    return { ...container, volumeMounts: [...own, { mountPath: MOUNT_PATH, name, readOnly: true }] };
  };
  const containers = (spec.containers ?? []).map(mounted);
  const initContainers = spec.initContainers?.map(mounted);
  const volumes: readonly Volume[] =
    !needed || known !== undefined
      ? (spec.volumes ?? [])
      : [...(spec.volumes ?? []), { name, projected: TOKEN_VOLUME }];
  return {
    ...spec,
    containers,
    ...(initContainers === undefined ? {} : { initContainers }),
    ...(volumes.length === 0 ? {} : { volumes }),
  };
}

function withDefaultTolerations(given: readonly JsonObject[]): readonly JsonObject[] {
  const added = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
    .filter((key) => !given.some((one) => covers(one.key, key) && covers(one.effect, 'NoExecute')))
    .map((key) => ({ effect: 'NoExecute', key, operator: 'Exists', tolerationSeconds: 300 }));
  return [...given, ...added];
}

const covers = (value: Json | undefined, wanted: string): boolean =>
  value === undefined || value === '' || value === wanted;
