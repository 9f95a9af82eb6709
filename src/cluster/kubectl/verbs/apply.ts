/** kubectl apply (kubectl pkg/cmd/apply/apply.go, patcher.go). */
import { type Node, servedType } from '../../../manifest/index.ts';
import { same } from '../../api/equal.ts';
import { get, type KubeObject, strategicPatch } from '../../api/index.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Call, Verb } from '../call.ts';
import { allOf, Failure, failure, refusal } from '../failure.ts';
import { threeWayPatch } from '../patch/difference.ts';
import { goJson } from '../print/json.ts';
import { type Info, refOf } from '../resources/info.ts';
import { jsonValue } from '../resources/json-value.ts';
import { select } from '../resources/select.ts';
import { donePrinter, wantsObject } from './output.ts';
import {
  bodyOf,
  fieldValidation,
  inNamespace,
  LAST_APPLIED,
  post,
  remove,
  send,
  withLastApplied,
} from './write.ts';

export const apply: Verb = (call) => {
  if (call.args.length > 0) throw call.misuse(`Unexpected args: [${call.args.join(' ')}]`);
  requireFiles(call);
  for (const flag of ['prune', 'force-conflicts']) {
    if (call.on(flag))
      throw call.notSimulated({
        code: `kubectl-flag:${flag}`,
        message: `Applying with --${flag} is not simulated; apply without it works on the client's side, as kubectl does by default.`,
      });
  }
  const dryRun = call.dryRun;
  if (call.on('server-side') && dryRun === 'client')
    throw failure(
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    );
  fieldValidation(call);
  const { infos, failures } = select(call, { args: [] });
  const troubles: Failure[] = [];
  const results: JsonObject[] = [];
  if (infos.length === 0 && failures.length === 0) throw failure('no objects passed to apply');
  for (const info of infos) {
    try {
      results.push(call.on('server-side') ? onServer(call, info) : applyOne(call, info, dryRun));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      troubles.push(error);
    }
  }
  troubles.push(...failures);
  if (wantsObject(call)) printAll(call, results);
  if (troubles.length > 0) throw allOf(troubles);
  return undefined;
};

/** -f or -k has to be there. */
export function requireFiles(call: Call): void {
  if (call.list('filename').length === 0 && call.text('kustomize') === '')
    throw failure('must specify one of -f and -k');
}

function printAll(call: Call, results: readonly JsonObject[]): void {
  const [only] = results;
  if (only === undefined) return;
  const print = donePrinter(call, '');
  if (results.length === 1) print(only);
  else print({ apiVersion: 'v1', items: results, kind: 'List', metadata: {} });
}

function say(call: Call, operation: string, object: JsonObject): void {
  if (!wantsObject(call)) donePrinter(call, operation)(object);
}

function applyOne(call: Call, info: Info, dryRun: 'none' | 'client' | 'server'): JsonObject {
  const metadata = (info.object.metadata ?? {}) as JsonObject;
  const { source = '' } = info;
  if (info.name === '' && typeof metadata.generateName === 'string' && metadata.generateName !== '')
    throw failure(`from ${metadata.generateName}: cannot use generate name with apply`);
  const body = inNamespace(info, bodyOf(info));
  const modified = withLastApplied(body);
  const found = get(call.draft, refOf(info));
  if (!found.ok && found.status.reason !== 'NotFound') throw refusal(found.status);
  if (!found.ok) return created(call, info, modified, dryRun);
  const current = found.value;
  const annotations = current.metadata.annotations ?? {};
  if (annotations[LAST_APPLIED] === undefined)
    call.errLine(
      `Warning: resource ${info.resource.name}/${info.name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`,
    );
  const patch = patchFor(current, modified, info);
  if (patch === undefined || Object.keys(patch).length === 0) {
    warnIfDeleting(call, current);
    say(call, 'unchanged', current);
    return current;
  }
  if (dryRun === 'client') {
    const after = strategicPatch(current, patch, servedType(current.apiVersion, current.kind) ?? '');
    say(call, 'configured', after);
    return after;
  }
  const reply = send(call, info, 'strategic', patch);
  call.warn(reply.warnings);
  if (!reply.ok) {
    if (call.on('force') && ['Invalid', 'Conflict'].includes(reply.status.reason))
      return forced(call, info, modified);
    const gvk = `Resource: "${resourceText(info)}", GroupVersionKind: "${kindText(info)}"`;
    const where = `Name: ${JSON.stringify(info.name)}, Namespace: ${JSON.stringify(info.namespace)}`;
    throw refusal(
      reply.status,
      `error when applying patch:\n${goJson(patch)}\nto:\n${gvk}\n${where}\nfor: ${JSON.stringify(source)}: error when patching ${JSON.stringify(source)}: `,
    );
  }
  warnIfDeleting(call, reply.value);
  say(call, 'configured', reply.value);
  return reply.value;
}

/**
 * --server-side, where nobody else can own a field of it: the object is made, or is as the file says already. Who owns
 * which field (managedFields) is not simulated, so neither are conflicts.
 */
function onServer(call: Call, info: Info): JsonObject {
  const body = withoutNulls(inNamespace(info, bodyOf(info)));
  const found = get(call.draft, refOf(info));
  if (!found.ok && found.status.reason !== 'NotFound') throw refusal(found.status);
  if (!found.ok) {
    const made = call.take(post(call, info, body));
    say(call, 'serverside-applied', made);
    return made;
  }
  const current = found.value;
  const type = servedType(current.apiVersion, current.kind) ?? '';
  const after = strategicPatch(current, jsonValue(body) as JsonObject, type);
  if (!same(after, current))
    throw call.notSimulated({
      code: 'kubectl-flag:server-side',
      message: `Changing ${info.resource.name}/${info.name} by --server-side is not simulated: it depends on who owns which field. kubectl apply without it works on the client's side, as it does by default.`,
    });
  say(call, 'serverside-applied', current);
  return current;
}

/** `/v1, Resource=pods`. */
function resourceText({ resource: { group, version, name } }: Pick<Info, 'resource'>): string {
  return `${group}/${version}, Resource=${name}`;
}

/** `/v1, Kind=Pod`. */
function kindText({ resource: { group, version, kind } }: Pick<Info, 'resource'>): string {
  return `${group}/${version}, Kind=${kind}`;
}

function warnIfDeleting(call: Call, object: KubeObject): void {
  if (object.metadata.deletionTimestamp !== undefined)
    call.errLine(
      `Warning: Detected changes to resource ${object.metadata.name} which is currently being deleted.`,
    );
}

function created(call: Call, info: Info, modified: Node, dryRun: 'none' | 'client' | 'server'): JsonObject {
  const bare = withoutNulls(modified);
  if (dryRun === 'client') {
    const object = jsonValue(bare) as JsonObject;
    say(call, 'created', object);
    return object;
  }
  const object = call.take(
    post(call, info, bare),
    `error when creating ${JSON.stringify(info.source ?? '')}: `,
  );
  say(call, 'created', object);
  return object;
}

/** --force: what cannot be patched is deleted and made anew. */
function forced(call: Call, info: Info, modified: Node): JsonObject {
  call.take(remove(call.draft, refOf(info), { gracePeriodSeconds: 0 }));
  const object = call.take(
    post(call, info, withoutNulls(modified)),
    `error when replacing ${JSON.stringify(info.source ?? '')}: `,
  );
  say(call, 'configured', object);
  return object;
}

/** What to send; undefined: the live object is as the file wants it. */
export function patchFor(current: KubeObject, modified: Node, info: Info): JsonObject | undefined {
  const text = current.metadata.annotations?.[LAST_APPLIED];
  const original = text === undefined ? {} : parsed(text);
  const { resource } = info;
  return threeWayPatch(
    original,
    jsonValue(modified) as JsonObject,
    current,
    current.apiVersion,
    resource.kind,
  );
}

function parsed(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** A body whose nulls are left out, as an update would leave them out. */
export function withoutNulls(node: Node): Node {
  if (node.kind === 'seq') return { ...node, items: node.items.map(withoutNulls) };
  if (node.kind !== 'map') return node;
  const entries = node.entries
    .filter(({ value }) => !(value.kind === 'scalar' && value.value === null))
    .map((entry) => ({ ...entry, value: withoutNulls(entry.value) }));
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return { ...node, entries, get: (key) => byKey.get(key) };
}
