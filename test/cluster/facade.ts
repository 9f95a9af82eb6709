/**
 * A test-only HTTP door to a simulated cluster, as far as the real kubectl 1.36 needs one: discovery, tables, OpenAPI v3
 * without schemas, patches, watches and exec over WebSocket. It proves the client's half of src/cluster/kubectl/.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import {
  apiVersionOf,
  create,
  get,
  type KubeObject,
  list,
  type PatchType,
  patch,
  RESOURCES,
  type Reply,
  type Resource,
  remove,
  replace,
  type WriteOptions,
} from '../../src/cluster/api/index.ts';
import type { Draft } from '../../src/cluster/draft.ts';
import type { Json, JsonObject } from '../../src/cluster/json.ts';
import { containerOf, execInContainer, logOf } from '../../src/cluster/kubectl/streams/containers.ts';
import { rowsOf, tableOf } from '../../src/cluster/kubectl/tables/index.ts';
import { advance, settle } from '../../src/cluster/settle.ts';
import { Collected } from '../../src/cluster/streams.ts';
import { nodeOf } from '../../src/manifest/index.ts';

/** The door, listening on 127.0.0.1. */
export interface Facade {
  readonly url: string;
  /** What it works on; replace it to begin anew. */
  draft: Draft;
  close(): Promise<void>;
}

/** Opens the door to a draft. */
export async function openFacade(draft: Draft): Promise<Facade> {
  const facade: { draft: Draft; url: string; close(): Promise<void> } = {
    draft,
    url: '',
    close: async () => {},
  };
  const server: Server = createServer((request, response) => {
    void answer(facade, request, response);
  });
  const sockets = new WebSocketServer({ server, handleProtocols: (protocols) => [...protocols][0] ?? false });
  sockets.on('connection', (socket, request) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, , , , namespace = '', , pod = ''] = url.pathname.split('/');
    const container = url.searchParams.get('container') ?? '';
    const streams = new Collected();
    const found = containerOf(facade.draft, namespace, pod, container);
    const send = (channel: number, text: string): void =>
      socket.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]));
    if (found === undefined) {
      send(
        3,
        JSON.stringify({
          metadata: {},
          status: 'Failure',
          message: `Internal error occurred: unable to upgrade connection: container not found ("${container}")`,
          reason: 'InternalError',
          code: 500,
        }),
      );
      socket.close(1000);
      return;
    }
    const result = execInContainer(facade.draft, found, url.searchParams.getAll('command'), streams);
    if (streams.stdout !== '') send(1, streams.stdout);
    if (streams.stderr !== '') send(2, streams.stderr);
    if (result.kind === 'unstartable')
      send(
        3,
        JSON.stringify({
          metadata: {},
          status: 'Failure',
          message: `Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec ${JSON.stringify(found.id)}: OCI runtime exec failed: exec failed: unable to start container process: exec: ${result.message}`,
          reason: 'InternalError',
          code: 500,
        }),
      );
    else {
      const status = result.kind === 'ended' ? result.status : 0;
      send(
        3,
        JSON.stringify(
          status === 0
            ? { metadata: {}, status: 'Success' }
            : {
                metadata: {},
                status: 'Failure',
                reason: 'NonZeroExitCode',
                message: `command terminated with non-zero exit code: exit status ${status}`,
                details: { causes: [{ reason: 'ExitCode', message: String(status) }] },
              },
        ),
      );
    }
    socket.close(1000);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  facade.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  facade.close = async () => {
    sockets.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return facade;
}

async function answer(facade: Facade, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const body =
    raw.subarray(0, 4).toString('latin1') === 'k8s\0'
      ? JSON.stringify(namedObject(raw.subarray(4)))
      : raw.toString('utf8');
  const json = (value: Json, status = 200, warnings: readonly string[] = []): void => {
    for (const warning of warnings) response.appendHeader('Warning', `299 - ${JSON.stringify(warning)}`);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  try {
    const discovered = discovery(url.pathname);
    if (discovered !== undefined) json(discovered);
    else route(facade, request, url, body, response, json);
  } catch (error) {
    response.writeHead(500);
    response.end(String(error instanceof Error ? error.stack : error));
  }
}

const NO_SUCH_RESOURCE: JsonObject = {
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  message: 'the server could not find the requested resource',
  reason: 'NotFound',
  code: 404,
  details: {},
};

type Send = (value: Json, status?: number, warnings?: readonly string[]) => void;

function route(
  facade: Facade,
  request: IncomingMessage,
  url: URL,
  body: string,
  response: ServerResponse,
  json: Send,
): void {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const rest = parts[0] === 'api' ? parts.slice(2) : parts.slice(3);
  const apiVersion = parts[0] === 'api' ? (parts[1] ?? '') : `${parts[1]}/${parts[2]}`;
  let namespace = '';
  let words = rest;
  if (words[0] === 'namespaces' && words.length > 2) {
    namespace = words[1] ?? '';
    words = words.slice(2);
  }
  const [name = '', object, subresource] = words;
  const resource = RESOURCES.find((one) => one.name === name && apiVersionOf(one) === apiVersion);
  if (parts.join('/') === 'apis/authorization.k8s.io/v1/selfsubjectaccessreviews') {
    json(
      {
        kind: 'SelfSubjectAccessReview',
        apiVersion: 'authorization.k8s.io/v1',
        metadata: {},
        spec: {},
        status: { allowed: true },
      },
      201,
    );
    return;
  }
  const empty = ['resourcequotas', 'limitranges', 'endpointslices', 'resourceslices'].includes(name);
  if (empty) {
    json({ kind: 'List', apiVersion, metadata: { resourceVersion: '1' }, items: [] });
    return;
  }
  if (name === 'leases') {
    const renewed = new Date(Math.floor(facade.draft.now / 10_000) * 10_000)
      .toISOString()
      .replace('.000Z', '.000000Z');
    json({
      kind: 'Lease',
      apiVersion,
      metadata: { name: object ?? '' },
      spec: { holderIdentity: object ?? '', renewTime: renewed },
    });
    return;
  }
  if (resource === undefined) {
    json(NO_SUCH_RESOURCE, 404);
    return;
  }
  const { draft } = facade;
  const options: WriteOptions = {
    dryRun: url.searchParams.get('dryRun') === 'All',
    ...(url.searchParams.has('fieldValidation')
      ? { fieldValidation: url.searchParams.get('fieldValidation') as 'Strict' }
      : {}),
    ...(subresource === 'ephemeralcontainers' || subresource === 'status' ? { subresource } : {}),
  };
  const reply = (one: Reply<KubeObject>, code = 200): void => {
    settle(draft);
    if (one.ok) json(one.value, code, one.warnings);
    else
      json(
        {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Failure',
          ...(one.status as unknown as JsonObject),
        },
        one.status.code,
        one.warnings,
      );
  };
  const ref = { resource, namespace, name: object ?? '' };
  const method = request.method ?? 'GET';
  if (method === 'GET' && subresource === 'log') {
    const text = logOf(draft, namespace, object ?? '', url.searchParams);
    if (typeof text === 'string') {
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      response.end(text);
    } else reply({ ok: false, status: text, warnings: [] });
    return;
  }
  if (subresource === 'scale' && ['deployments', 'replicasets', 'statefulsets'].includes(resource.name)) {
    scale(facade, method, ref, body, json, reply);
    return;
  }
  if (method === 'GET' && object === undefined) {
    listOrWatch(draft, resource, namespace, url, request, response, json);
    return;
  }
  if (subresource === 'scale') {
    json(NO_SUCH_RESOURCE, 404);
    return;
  }
  const parsed = (): Json => JSON.parse(body || 'null') as Json;
  if (method === 'GET') {
    const found = get(draft, ref);
    if (found.ok && isTable(request)) json(table(draft, resource, [found.value]));
    else reply(found);
  } else if (method === 'POST')
    reply(create(draft, resource, namespace, nodeOf(parsed() as never), options), 201);
  else if (method === 'PUT') reply(replace(draft, ref, nodeOf(parsed() as never), options));
  else if (method === 'PATCH') {
    const type = String(request.headers['content-type']);
    const kind: PatchType = type.includes('strategic')
      ? 'strategic'
      : type.includes('merge-patch')
        ? 'merge'
        : 'json';
    reply(patch(draft, ref, { type: kind, body: nodeOf(parsed() as never) }, options));
  } else if (method === 'DELETE') {
    const asked = (parsed() ?? {}) as JsonObject;
    const grace = asked.gracePeriodSeconds;
    reply(
      remove(draft, ref, {
        ...(typeof grace === 'number' ? { gracePeriodSeconds: grace } : {}),
        dryRun: options.dryRun === true || JSON.stringify(asked.dryRun ?? '').includes('All'),
        ...(typeof asked.propagationPolicy === 'string'
          ? { propagation: asked.propagationPolicy as 'Background' }
          : {}),
      }),
    );
    advance(draft, 60_000);
  }
}

function scale(
  facade: Facade,
  method: string,
  ref: Parameters<typeof get>[1],
  body: string,
  json: Send,
  reply: (one: Reply<KubeObject>) => void,
): void {
  const found = get(facade.draft, ref);
  if (!found.ok) {
    reply(found);
    return;
  }
  const shown = (object: KubeObject): Json => ({
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name: object.metadata.name,
      namespace: object.metadata.namespace ?? '',
      uid: object.metadata.uid,
      resourceVersion: object.metadata.resourceVersion,
    },
    spec: { replicas: ((object.spec ?? {}) as JsonObject).replicas ?? 0 },
    status: { replicas: ((object.status ?? {}) as JsonObject).replicas ?? 0, selector: '' },
  });
  if (method === 'GET') {
    json(shown(found.value));
    return;
  }
  const wanted = JSON.parse(body) as JsonObject;
  const replicas = ((wanted.spec ?? {}) as JsonObject).replicas ?? 0;
  const done = patch(facade.draft, ref, { type: 'merge', body: nodeOf({ spec: { replicas } } as never) });
  if (done.ok) {
    settle(facade.draft);
    json(shown(done.value));
  } else reply(done);
}

const isTable = (request: IncomingMessage): boolean => String(request.headers.accept).includes('as=Table');

function table(draft: Draft, resource: Resource, objects: readonly KubeObject[]): JsonObject {
  const shape = tableOf(resource);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion: String(draft.resourceVersion) },
    columnDefinitions: shape.columns.map(({ name, type, wide, format }) => ({
      name,
      type,
      format: format ?? '',
      description: '',
      priority: wide === true ? 1 : 0,
    })),
    rows: rowsOf(shape, objects, draft.now).map(({ cells, object }) => ({
      cells: cells.map((cell, index) => (shape.columns[index]?.type === 'integer' ? Number(cell) : cell)),
      object,
    })),
  };
}

function listOrWatch(
  draft: Draft,
  resource: Resource,
  namespace: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  json: Send,
): void {
  const options = {
    labelSelector: url.searchParams.get('labelSelector') ?? '',
    fieldSelector: url.searchParams.get('fieldSelector') ?? '',
  };
  const found = list(draft, resource, namespace === '' ? null : namespace, options);
  if (!found.ok) {
    json(
      {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        ...(found.status as unknown as JsonObject),
      },
      found.status.code,
    );
    return;
  }
  if (url.searchParams.get('sendInitialEvents') !== null) {
    json(
      {
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason: 'Invalid',
        code: 422,
        message: 'sendInitialEvents: Forbidden',
      },
      422,
    );
    return;
  }
  if (url.searchParams.get('watch') !== null) {
    watch(draft, resource, namespace, options, found.value, url, response);
    return;
  }
  if (isTable(request)) json(table(draft, resource, found.value));
  else
    json({
      kind: `${resource.kind}List`,
      apiVersion: apiVersionOf(resource),
      metadata: { resourceVersion: String(draft.resourceVersion) },
      items: found.value,
    });
}

/** The simulated clock runs while somebody watches: every change is told, and time passes at once. */
function watch(
  draft: Draft,
  resource: Resource,
  namespace: string,
  options: { readonly labelSelector: string; readonly fieldSelector: string },
  before: readonly KubeObject[],
  url: URL,
  response: ServerResponse,
): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const seconds = Number(url.searchParams.get('timeoutSeconds') ?? '5');
  let known = new Map(before.map((one) => [one.metadata.uid, one]));
  const end = draft.now + seconds * 1000;
  while (draft.now < end) {
    advance(draft, Math.min(1000, end - draft.now));
    const now = list(draft, resource, namespace === '' ? null : namespace, options);
    if (!now.ok) break;
    const next = new Map(now.value.map((one) => [one.metadata.uid, one]));
    for (const [uid, object] of next) {
      const old = known.get(uid);
      if (old?.metadata.resourceVersion === object.metadata.resourceVersion) continue;
      response.write(`${JSON.stringify({ type: old === undefined ? 'ADDED' : 'MODIFIED', object })}\n`);
    }
    for (const [uid, object] of known)
      if (!next.has(uid)) response.write(`${JSON.stringify({ type: 'DELETED', object })}\n`);
    known = next;
    if (draft.due.length === 0) break;
  }
  response.flushHeaders();
}

function groups(): ReadonlyMap<string, readonly Resource[]> {
  const byVersion = new Map<string, Resource[]>();
  for (const one of RESOURCES)
    byVersion.set(apiVersionOf(one), [...(byVersion.get(apiVersionOf(one)) ?? []), one]);
  return byVersion;
}

function discovery(path: string): JsonObject | undefined {
  if (path === '/version') return VERSION;
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  const served = groups();
  if (path === '/apis') {
    const names = [...served.keys()].filter((one) => one.includes('/'));
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: names.map((groupVersion) => {
        const [name = '', version = ''] = groupVersion.split('/');
        const one = { groupVersion, version };
        return { name, versions: [one], preferredVersion: one };
      }),
    };
  }
  if (path === '/openapi/v3')
    return {
      paths: Object.fromEntries(
        [...served.keys()].map((one) => {
          const name = one.includes('/') ? `apis/${one}` : `api/${one}`;
          return [name, { serverRelativeURL: `/openapi/v3/${name}?hash=1` }];
        }),
      ),
    };
  if (path.startsWith('/openapi/v3/')) {
    const name = path.replace(/^\/openapi\/v3\/(api|apis)\//, '');
    return openapi(served.get(name) ?? []);
  }
  const match = /^\/(?:api|apis)\/([^/]+(?:\/[^/]+)?)$/.exec(path);
  const resources = match === null ? undefined : served.get(match[1] ?? '');
  if (resources === undefined) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: match?.[1],
    resources: resources.flatMap((one) => [
      {
        name: one.name,
        singularName: one.singular,
        namespaced: one.namespaced,
        kind: one.kind,
        verbs: one.verbs,
        ...(one.shortNames.length === 0 ? {} : { shortNames: one.shortNames }),
        ...(one.categories.length === 0 ? {} : { categories: one.categories }),
      },
      ...(['deployments', 'replicasets', 'statefulsets'].includes(one.name)
        ? [
            {
              name: `${one.name}/scale`,
              singularName: '',
              namespaced: true,
              group: 'autoscaling',
              version: 'v1',
              kind: 'Scale',
              verbs: ['get', 'patch', 'update'],
            },
          ]
        : []),
      ...(one.name === 'pods'
        ? [
            {
              name: 'pods/ephemeralcontainers',
              singularName: '',
              namespaced: true,
              kind: 'Pod',
              verbs: ['get', 'patch', 'update'],
            },
          ]
        : []),
    ]),
  };
}

const VERSION: JsonObject = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.3',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: 'go1.26',
  compiler: 'gc',
  platform: 'linux/amd64',
};

function openapi(resources: readonly Resource[]): JsonObject {
  const paths = Object.fromEntries(
    resources.map((one) => [
      `/x/${one.name}/{name}`,
      {
        patch: {
          parameters: [{ name: 'fieldValidation', in: 'query', schema: { type: 'string' } }],
          requestBody: { content: { 'application/strategic-merge-patch+json': {} } },
          'x-kubernetes-group-version-kind': { group: one.group, version: one.version, kind: one.kind },
          responses: {},
        },
      },
    ]),
  );
  return { openapi: '3.0.0', info: { title: 'x', version: '1' }, paths, components: { schemas: {} } };
}

/** The length-delimited fields of a protobuf message. */
function fieldsIn(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    if (key % 8 !== 2) {
      varint();
      continue;
    }
    const length = varint();
    fields.set(Math.floor(key / 8), bytes.subarray(at, at + length));
    at += length;
  }
  return fields;
}

/**
 * An object that a typed client posts as protobuf (kubectl create namespace): its kind and name, which is all that such
 * an object has. Others are compared with --dry-run=client.
 */
function namedObject(bytes: Buffer): JsonObject {
  const unknown = fieldsIn(bytes);
  const type = fieldsIn(unknown.get(1) ?? Buffer.alloc(0));
  const metadata = fieldsIn(fieldsIn(unknown.get(2) ?? Buffer.alloc(0)).get(1) ?? Buffer.alloc(0));
  return {
    apiVersion: type.get(1)?.toString() ?? '',
    kind: type.get(2)?.toString() ?? '',
    metadata: { name: metadata.get(1)?.toString() ?? '' },
  };
}
