import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { put } from '../../src/cluster/api/store.ts';
import type { Container, KubeObject, Pod } from '../../src/cluster/api/types.ts';
import type { Draft } from '../../src/cluster/draft.ts';
import type { JsonObject } from '../../src/cluster/json.ts';
import { advance } from '../../src/cluster/settle.ts';
import { admission, type MapNode, type Node, nodeOf, readYaml } from '../../src/manifest/index.ts';
import { freshDraft, objects, send } from './fixture.ts';

interface Kubelet {
  readonly verdict: 'ok' | 'error';
  readonly message?: string;
}

interface OracleContainer {
  readonly name: string;
  readonly kind: string;
  readonly kubelet?: Kubelet;
  readonly byImageUser?: Readonly<Record<string, { readonly kubelet: Kubelet }>>;
}

interface OracleObject {
  readonly index: number;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly podBearing: boolean;
  readonly skipped?: string;
  readonly accepted?: { readonly strict: boolean; readonly ignore: boolean };
  readonly decode?: { readonly fatal?: string; readonly stage?: string; readonly strict?: readonly string[] };
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly warnings?: readonly string[];
  readonly pod?: { readonly os?: string };
  readonly psa?: { readonly baseline: readonly string[]; readonly restricted: readonly string[] };
  readonly containers: readonly OracleContainer[];
}

interface Case {
  readonly id: string;
  readonly category: string;
  readonly yaml: string;
  readonly imageUsers: Readonly<Record<string, string>>;
  readonly expect: { readonly parseError?: string; readonly objects: readonly OracleObject[] };
}

const FILE = new URL('../oracle/effective.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly cases: readonly Case[] };

const text = (node: Node | undefined, key: string): string | undefined => {
  const value = node?.kind === 'map' ? node.get(key)?.value : undefined;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
};

/** The objects that kubectl would send: documents, and the items of lists with their list's kind. */
function sent(yaml: string): readonly Node[] {
  return readYaml(yaml).documents.flatMap(({ root, unread }): readonly Node[] => {
    if (root === null || unread === true || (root.kind === 'scalar' && root.value === null)) return [];
    const kind = text(root, 'kind');
    const items = root.kind === 'map' ? root.get('items')?.value : undefined;
    if (kind === undefined || !kind.endsWith('List') || items?.kind !== 'seq') return [root];
    return items.items;
  });
}

/** Kinds that the cluster serves: of the labelled ones two are not. */
const SERVED = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];

const labelled = cases.flatMap((one) => {
  const nodes = sent(one.yaml);
  return one.expect.objects.flatMap((object) => {
    const node = nodes[object.index];
    const client = object.decode?.stage === 'client';
    if (node?.kind !== 'map' || object.skipped !== undefined || client || !SERVED.includes(object.kind ?? ''))
      return [];
    const own = withKind(node, object);
    return [{ id: `${one.id} ${object.index}`, one, object, node: own }];
  });
});

/** An item of a typed list has its list's kind. */
function withKind(node: MapNode, { apiVersion, kind }: OracleObject): MapNode {
  if (text(node, 'kind') !== undefined) return node;
  const given = nodeOf({ apiVersion, kind }) as MapNode;
  const entries = [
    ...given.entries,
    ...node.entries.filter(({ key }) => key !== 'apiVersion' && key !== 'kind'),
  ];
  return { ...node, entries, get: (key) => entries.find((entry) => entry.key === key) };
}

function readyFor(node: Node): Draft {
  const draft = freshDraft();
  const metadata = node.kind === 'map' ? node.get('metadata')?.value : undefined;
  const namespace = text(metadata, 'namespace');
  if (namespace !== undefined && !['', 'default', 'kube-system', 'kube-public'].includes(namespace)) {
    send(draft, nodeOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }));
  }
  return draft;
}

/** Refused for what the labels do not cover: the namespace or the service account is not there. */
const beside = /namespaces? "|service account|exempt/;

describe('every labelled manifest, sent to the API server', () => {
  it('is many', () => {
    expect(labelled.length).toBeGreaterThan(800);
  });

  it.each(labelled.map((row) => [row.id, row] as const))('%s', (_id, { object, node }) => {
    for (const [fieldValidation, accepted] of [
      ['Strict', object.accepted?.strict],
      ['Ignore', object.accepted?.ignore],
    ] as const) {
      const reply = send(readyFor(node), node, { fieldValidation });
      if (!reply.ok && beside.test(reply.status.message)) continue;
      expect([fieldValidation, reply.ok, reply.ok ? '' : reply.status.message]).toEqual([
        fieldValidation,
        accepted,
        reply.ok ? '' : expect.any(String),
      ]);
      if (reply.ok || fieldValidation === 'Strict') continue;
      if (object.decode?.fatal !== undefined) expect(reply.status.message).toContain(object.decode.fatal);
      for (const { path, message } of object.errors ?? []) {
        expect(reply.status.message).toContain(`${path}: ${message}`);
      }
    }
    const { psa } = object;
    if (psa === undefined || object.decode?.fatal !== undefined) return;
    const judged = admission(node, object.apiVersion ?? '', object.kind ?? '');
    for (const level of ['baseline', 'restricted'] as const) {
      expect(judged?.violations(level).map(({ reason }) => reason)).toEqual(psa[level]);
    }
  });
});

type Spec = Pod['spec'];

/** The same pod spec with an image for each container, and programs that end (init) or stay. */
function prepared(draft: Draft, spec: Spec, users: Readonly<Record<string, string>>): Spec {
  const registry: Record<string, { readonly user: string }> = {};
  const one = (seconds: string) => (container: Container, i: number) => {
    const image = `registry.local/${seconds}-${i}:1`;
    registry[image] = { user: users[container.name] ?? '' };
    const { lifecycle: _lifecycle, ...rest } = container;
    return { ...rest, image, imagePullPolicy: 'IfNotPresent', command: ['sleep', seconds], args: [] };
  };
  const containers = spec.containers.map(one('86400'));
  const initContainers = spec.initContainers?.map((container, i) =>
    one(container.restartPolicy === 'Always' ? '86401' : '0')(container, i),
  );
  draft.registry = { ...draft.registry, ...registry };
  const { nodeName: _node, nodeSelector: _selector, affinity: _affinity, volumes, ...rest } = spec;
  const mounted = (volumes ?? []).map(({ name }) => ({ name, emptyDir: {} }));
  return {
    ...rest,
    containers,
    ...(initContainers === undefined ? {} : { initContainers }),
    ...(mounted.length > 0 ? { volumes: mounted } : {}),
  } as Spec;
}

/** A stored object with its pod spec prepared; null for kinds that make no pod by themselves. */
function withPrepared(
  draft: Draft,
  object: KubeObject,
  users: Readonly<Record<string, string>>,
): KubeObject | null {
  const spec = object.spec as JsonObject;
  if (object.kind === 'Pod') return { ...object, spec: prepared(draft, spec as unknown as Spec, users) };
  if (object.kind === 'CronJob') return null;
  const template = spec.template as JsonObject;
  const inner = prepared(draft, template.spec as unknown as Spec, users);
  return {
    ...object,
    spec: { ...spec, replicas: 1, suspend: false, template: { ...template, spec: inner } },
  };
}

const running = labelled.filter(
  ({ object }) =>
    object.accepted?.ignore === true && object.pod?.os !== 'windows' && object.kind !== 'CronJob',
);

describe('every labelled manifest that is accepted, on the node', () => {
  it('is many', () => {
    expect(running.length).toBeGreaterThan(400);
  });

  it.each(running.map((row) => [row.id, row] as const))('%s', (_id, { one, object, node }) => {
    const draft = readyFor(node);
    const reply = send(draft, node, { fieldValidation: 'Ignore' });
    if (!reply.ok) return;
    const stored = withPrepared(draft, reply.value, one.imageUsers);
    if (stored === null) return;
    put(draft, stored);
    advance(draft, 30_000);
    const [made] = objects(draft, 'pods', null) as readonly Pod[];
    if (made === undefined || made.status.reason === 'SysctlForbidden') return;
    const statuses = [...(made.status.initContainerStatuses ?? []), ...(made.status.containerStatuses ?? [])];
    const label = `${made.metadata.name}_${made.metadata.namespace}(${made.metadata.uid})`;
    for (const container of object.containers) {
      const kubelet = container.kubelet ?? container.byImageUser?.['']?.kubelet;
      const status = statuses.find(({ name }) => name === container.name);
      if (kubelet === undefined || status === undefined) continue;
      const { waiting } = status.state;
      if (kubelet.verdict === 'ok') {
        expect([container.name, waiting?.reason, waiting?.message]).not.toContain(
          'CreateContainerConfigError',
        );
      } else {
        expect(waiting?.reason).toBe('CreateContainerConfigError');
        const said = kubelet.message?.replace(/pod: "[^"]*"/, () => `pod: "${label}"`);
        expect(waiting?.message).toBe(said);
      }
      if (kubelet.verdict === 'error' && container.kind !== 'container') return;
    }
  });
});
