/** The files of Secret, ConfigMap, projected and downwardAPI volumes (pkg/volume/{secret,configmap,projected,downwardapi}). */
import { find } from '../api/store.ts';
import type { KubeObject, Pod, Volume } from '../api/types.ts';
import { hexadecimal } from '../chance.ts';
import type { Draft } from '../draft.ts';
import type { Json, JsonObject } from '../json.ts';
import { fieldOfPod, resourceOfContainer } from './downward.ts';
import { MountProblem } from './mount-problem.ts';
import type { Projection } from './volume-files.ts';

type Files = Record<string, Projection>;

const list = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

const modeOf = (value: Json | undefined, otherwise: number): number =>
  typeof value === 'number' ? value & 0o777 : otherwise;

/** Text out of base 64, as UTF-8. */
function fromBase64(data: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)));
  } catch {
    return '';
  }
}

/** What a Secret or ConfigMap holds, as text. */
export function dataOf(object: KubeObject): Readonly<Record<string, string>> {
  const data = (object.data ?? {}) as Readonly<Record<string, string>>;
  if (object.kind !== 'Secret') return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, fromBase64(value)]));
}

/** The files of a volume that the kubelet writes. Throws MountProblem. */
export function projectedFiles(draft: Draft, pod: Pod, volume: Volume): Readonly<Record<string, Projection>> {
  const secret = volume.secret as JsonObject | undefined;
  if (secret !== undefined) {
    return keys(
      draft,
      pod,
      volume,
      { ...secret, name: secret.secretName },
      'secrets',
      modeOf(secret.defaultMode, 0o644),
    );
  }
  const configMap = volume.configMap as JsonObject | undefined;
  if (configMap !== undefined) {
    return keys(draft, pod, volume, configMap, 'configmaps', modeOf(configMap.defaultMode, 0o644));
  }
  const downward = volume.downwardAPI as JsonObject | undefined;
  if (downward !== undefined) return downwardFiles(pod, downward, modeOf(downward.defaultMode, 0o644));
  const projected = (volume.projected ?? {}) as JsonObject;
  const mode = modeOf(projected.defaultMode, 0o644);
  const files: Files = {};
  for (const one of list(projected.sources)) Object.assign(files, sourceFiles(draft, pod, volume, one, mode));
  return files;
}

function sourceFiles(draft: Draft, pod: Pod, volume: Volume, one: JsonObject, mode: number): Files {
  const secret = one.secret as JsonObject | undefined;
  if (secret !== undefined) return keys(draft, pod, volume, secret, 'secrets', mode);
  const configMap = one.configMap as JsonObject | undefined;
  if (configMap !== undefined) return keys(draft, pod, volume, configMap, 'configmaps', mode);
  const downward = one.downwardAPI as JsonObject | undefined;
  if (downward !== undefined) return downwardFiles(pod, downward, mode);
  const token = one.serviceAccountToken as JsonObject | undefined;
  if (token === undefined) return {};
  const owner = fsUser(pod);
  const own = owner !== undefined || typeof pod.spec.securityContext?.fsGroup === 'number';
  const projection = { content: tokenOf(draft, pod), mode: own ? 0o600 : mode };
  return { [String(token.path)]: owner === undefined ? projection : { ...projection, uid: owner } };
}

/**
 * The user whom a token is for: that of all containers, where every one sets the same (pkg/volume/util FsUserFrom). Its
 * file is 0600 then, or where the pod has an fsGroup (pkg/volume/projected/projected.go).
 */
function fsUser({ spec }: Pod): number | undefined {
  const users = [...(spec.initContainers ?? []), ...spec.containers].map(
    ({ securityContext }) => securityContext?.runAsUser ?? spec.securityContext?.runAsUser,
  );
  const [first] = users;
  return typeof first === 'number' && users.every((user) => user === first) ? first : undefined;
}

/** Text of the shape of a bound token: it proves nothing to anybody. */
function tokenOf({ seed }: Draft, { metadata }: Pod): string {
  const digits = hexadecimal({ seed, counter: Number.parseInt(metadata.uid.slice(0, 8), 16) | 0 }, 96);
  return `eyJhbGciOiJSUzI1NiIsImtpZCI6InBvZGl1bSJ9.${digits.slice(0, 48)}.${digits.slice(48)}`;
}

const GONE = { secrets: 'secret', configmaps: 'configmap' } as const;

function keys(
  draft: Draft,
  pod: Pod,
  volume: Volume,
  source: JsonObject,
  of: 'secrets' | 'configmaps',
  mode: number,
): Files {
  const name = String(source.name ?? '');
  const found = find(draft, of, pod.metadata.namespace ?? '', name);
  if (found === undefined) {
    if (source.optional === true) return {};
    throw new MountProblem(volume.name, `${GONE[of]} "${name}" not found`);
  }
  const data = dataOf(found);
  const items = list(source.items);
  const files: Files = {};
  if (items.length === 0) {
    for (const [key, content] of Object.entries(data)) files[key] = { content, mode };
    return files;
  }
  for (const item of items) {
    const key = String(item.key);
    const content = Object.hasOwn(data, key) ? data[key] : undefined;
    if (content !== undefined) files[String(item.path)] = { content, mode: modeOf(item.mode, mode) };
    else if (source.optional !== true) {
      const what =
        of === 'secrets'
          ? `references non-existent secret key: ${key}`
          : `configmap references non-existent config key: ${key}`;
      throw new MountProblem(volume.name, what);
    }
  }
  return files;
}

function downwardFiles(pod: Pod, source: JsonObject, mode: number): Files {
  const files: Files = {};
  for (const item of list(source.items)) {
    const field = item.fieldRef as JsonObject | undefined;
    const resource = item.resourceFieldRef as JsonObject | undefined;
    const content =
      field !== undefined
        ? fieldOfPod(pod, String(field.fieldPath), '')
        : resource !== undefined
          ? resourceOfContainer(pod, String(resource.containerName ?? ''), resource)
          : '';
    files[String(item.path)] = { content, mode: modeOf(item.mode, mode) };
  }
  return files;
}
