/** Which objects a command means: files, types, names, selectors (cli-runtime pkg/resource/builder.go). */
import { apiVersionOf, get, type KubeObject, list, type Resource } from '../../api/index.ts';
import type { Call } from '../call.ts';
import { allOf, Failure, failure, refusal } from '../failure.ts';
import { objectsInFiles } from './files.ts';
import type { Info } from './info.ts';
import { expandTypes, resourceOrThrow } from './named.ts';

export interface Selection {
  readonly infos: readonly Info[];
  /** Objects that could not be had; the others go on. */
  readonly failures: readonly Failure[];
  /** One object was named: it is printed as itself, not in a list. */
  readonly single: boolean;
}

export interface SelectOptions {
  /** Words that name types and objects. */
  readonly args: readonly string[];
  /** A type alone means all of its objects (`get`, `describe`); others want --all. */
  readonly bareTypes?: boolean;
  /** Files are looked up on the server (`get -f`). */
  readonly latest?: boolean;
  readonly all?: boolean;
  readonly allNamespaces?: boolean;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Nothing is asked of the server: objects are what the files say. */
  readonly local?: boolean;
  /** Names need not exist: the command finds out itself (`delete`). */
  readonly unchecked?: boolean;
  /** A NotFound is left out (`--ignore-not-found`). */
  readonly ignoreNotFound?: boolean;
  /** The type of names that stand alone. */
  readonly defaultType?: string;
}

const NOTHING = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

/** Finds the objects. Throws what keeps the command from beginning. */
export function select(call: Call, options: SelectOptions): Selection {
  const filenames = call.list('filename');
  if (filenames.length > 0 || call.text('kustomize') !== '') return fromFiles(call, options, filenames);
  const args = normalized(options.args);
  const slashes = args.filter((word) => word.includes('/')).length;
  const selector = options.labelSelector ?? '';
  const fields = options.fieldSelector ?? '';
  if (options.all === true && (selector !== '' || fields !== ''))
    throw failure("setting 'all' parameter but found a non empty selector. ");
  if (slashes > 0) {
    if (slashes !== args.length)
      throw failure(
        "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
      );
    const pairs = args.map(splitPair);
    if (selector !== '' || fields !== '' || options.all === true)
      throw failure('selectors and the all flag cannot be used when passing resource/name arguments');
    return byName(
      call,
      options,
      pairs.map(({ type, name }) => ({ resource: resourceOrThrow(call, type), name })),
      pairs.length === 1,
    );
  }
  const [types = '', ...names] = args;
  const wantsAll =
    options.all === true ||
    selector !== '' ||
    fields !== '' ||
    (options.bareTypes === true && args.length === 1);
  if (wantsAll) {
    if (names.length > 0) throw failure('name cannot be provided when a selector is specified');
    if (types === '') throw failure('at least one resource must be specified to use a selector');
    return bySelector(call, options, uniqueResources(call, types));
  }
  if (types === '') throw failure(NOTHING);
  if (names.length === 0) {
    uniqueResources(call, types);
    throw failure('resource(s) were provided, but no name was specified');
  }
  const [resource] = uniqueResources(call, types);
  if (resource === undefined) throw failure(NOTHING);
  return byName(
    call,
    options,
    names.map((name) => ({ resource, name })),
    names.length === 1,
  );
}

function fromFiles(call: Call, options: SelectOptions, filenames: readonly string[]): Selection {
  const read = objectsInFiles(call, filenames, call.on('recursive'));
  if (options.args.length > 0 && options.local !== true)
    throw failure(
      'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
    );
  if (options.latest !== true) return read;
  const infos: Info[] = [];
  const failures: Failure[] = [...read.failures];
  for (const info of read.infos) {
    const found = onServer(call, options, info.resource, info.namespace, info.name);
    if (found instanceof Failure) failures.push(found);
    else if (found !== undefined)
      infos.push({ ...found, ...(info.source === undefined ? {} : { source: info.source }) });
  }
  return { infos, failures, single: read.single };
}

/** `pods,svc x y` means x and y of each type. */
function normalized(args: readonly string[]): readonly string[] {
  const [types = '', ...names] = args;
  const kinds = types.split(',');
  if (names.length === 0 || kinds.length < 2) return args;
  return kinds.flatMap((kind) => names.map((name) => `${kind}/${name}`));
}

function splitPair(word: string): { readonly type: string; readonly name: string } {
  const parts = word.split('/');
  if (parts.length !== 2) throw failure('arguments in resource/name form may not have more than one slash');
  const [type = '', name = ''] = parts;
  if (type === '' || name === '' || type.includes(','))
    throw failure('arguments in resource/name form must have a single resource and name');
  return { type, name };
}

function uniqueResources(call: Call, types: string): readonly Resource[] {
  return [...new Set(expandTypes(types).map((type) => resourceOrThrow(call, type)))];
}

function byName(
  call: Call,
  options: SelectOptions,
  wanted: readonly { readonly resource: Resource; readonly name: string }[],
  single: boolean,
): Selection {
  if (options.allNamespaces === true && wanted.some(({ resource }) => resource.namespaced))
    throw failure('a resource cannot be retrieved by name across all namespaces');
  const infos: Info[] = [];
  const failures: Failure[] = [];
  for (const { resource, name } of wanted) {
    const found = onServer(call, options, resource, resource.namespaced ? call.namespace : '', name);
    if (found instanceof Failure) failures.push(found);
    else if (found !== undefined) infos.push(found);
  }
  return { infos, failures, single };
}

function onServer(
  call: Call,
  options: SelectOptions,
  resource: Resource,
  namespace: string,
  name: string,
): Info | Failure | undefined {
  if (options.unchecked === true)
    return {
      resource,
      namespace,
      name,
      object: { apiVersion: apiVersionOf(resource), kind: resource.kind, metadata: { name } },
    };
  const reply = get(call.draft, { resource, namespace, name });
  if (reply.ok) return { resource, namespace, name, object: reply.value };
  if (reply.status.reason === 'NotFound' && options.ignoreNotFound === true) return undefined;
  return refusal(reply.status);
}

function bySelector(call: Call, options: SelectOptions, resources: readonly Resource[]): Selection {
  const infos: Info[] = [];
  const failures: Failure[] = [];
  for (const resource of resources) {
    const namespace = resource.namespaced && options.allNamespaces !== true ? call.namespace : null;
    const reply = list(call.draft, resource, resource.namespaced ? namespace : null, {
      ...(options.labelSelector ? { labelSelector: options.labelSelector } : {}),
      ...(options.fieldSelector ? { fieldSelector: options.fieldSelector } : {}),
    });
    if (!reply.ok) failures.push(listRefusal(options, resource, reply.status));
    else infos.push(...reply.value.map((object) => infoOf(resource, object)));
  }
  return { infos, failures, single: false };
}

/** A bad selector is the server's 400; kubectl says which resource it asked for (cli-runtime pkg/resource/selector.go). */
function listRefusal(
  options: SelectOptions,
  resource: Resource,
  status: Parameters<typeof refusal>[0],
): Failure {
  if (status.reason !== 'BadRequest') return refusal(status);
  const { labelSelector = '', fieldSelector = '' } = options;
  const { group, version, name } = resource;
  const shown = group === '' ? `/${version}, Resource=${name}` : `${group}/${version}, Resource=${name}`;
  return refusal(
    status,
    `Unable to find ${JSON.stringify(shown)} that match label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}: `,
  );
}

/** An object of the server as what commands work on. */
function infoOf(resource: Resource, object: KubeObject): Info {
  return { resource, namespace: object.metadata.namespace ?? '', name: object.metadata.name, object };
}

/** The selection of a command that stops at what is missing. */
export function selectAll(call: Call, options: SelectOptions): readonly Info[] {
  const { infos, failures } = select(call, options);
  if (failures.length > 0) throw allOf(failures);
  return infos;
}
