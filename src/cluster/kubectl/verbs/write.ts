/** What verbs that send objects have in common. */
import { jsonOf, type Node, nodeOf, withValue } from '../../../manifest/index.ts';
import {
  create,
  type KubeObject,
  type PatchType,
  patch,
  type Reply,
  remove,
  replace,
  type WriteOptions,
} from '../../api/index.ts';
import type { Json } from '../../json.ts';
import { goBool } from '../args/parse.ts';
import type { Call } from '../call.ts';
import { failure } from '../failure.ts';
import { type Info, refOf } from '../resources/info.ts';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The field validation that --validate asks for (kubectl pkg/cmd/util GetValidationDirective). */
export function fieldValidation(call: Call): WriteOptions['fieldValidation'] {
  const text = call.text('validate', 'strict').toLowerCase();
  if (text === 'strict') return 'Strict';
  if (text === 'warn') return 'Warn';
  if (text === 'ignore') return 'Ignore';
  const flag = goBool(text);
  if (flag === undefined)
    throw failure(
      `invalid - validate option ${JSON.stringify(text)}; must be one of: strict (or true), warn, ignore (or false)`,
    );
  return flag ? 'Strict' : 'Ignore';
}

/** How a write of this command is asked for. */
function writeOptions(call: Call): WriteOptions {
  return {
    dryRun: call.dryRun === 'server',
    ...(call.given('validate') || FILES.has(call.path)
      ? { fieldValidation: fieldValidation(call) ?? 'Strict' }
      : {}),
  };
}

/** Commands that check fields unless told otherwise. */
const FILES = new Set(['apply', 'create', 'replace', 'edit', 'run']);

/** POST of an object into its namespace. */
export function post(
  call: Call,
  info: Info,
  body: Node,
  options: WriteOptions = writeOptions(call),
): Reply<KubeObject> {
  return create(call.draft, info.resource, info.resource.namespaced ? info.namespace : '', body, options);
}

export function put(call: Call, info: Info, body: Node): Reply<KubeObject> {
  return replace(call.draft, refOf(info), body, writeOptions(call));
}

export function send(
  call: Call,
  info: Info,
  type: PatchType,
  body: Json,
  options: WriteOptions = writeOptions(call),
): Reply<KubeObject> {
  return patch(call.draft, refOf(info), { type, body: nodeOf(body) }, options);
}

export { remove };

/** The body with its own text as the last-applied annotation (kubectl pkg/util/apply.go); null values go nowhere. */
export function withLastApplied(body: Node): Node {
  return withValue(body, ['metadata', 'annotations', LAST_APPLIED], nodeOf(lastApplied(body)));
}

/** What the annotation says of a body: its JSON without the annotation itself, and a line feed. */
function lastApplied(body: Node): string {
  const bare = withValue(body, ['metadata', 'annotations', LAST_APPLIED], undefined);
  const annotations = bare.kind === 'map' ? bare.get('metadata')?.value : undefined;
  const own = annotations?.kind === 'map' ? annotations.get('annotations')?.value : undefined;
  const filled = own?.kind === 'map' ? bare : withValue(bare, ['metadata', 'annotations'], nodeOf({}));
  return `${jsonOf(filled)}\n`;
}

/** The body of an object that kubectl holds. */
export function bodyOf(info: Info): Node {
  return info.node === undefined ? nodeOf(info.object) : info.node;
}

/** The body as it is sent: with the namespace the command works in. */
export function inNamespace(info: Info, body: Node): Node {
  if (!info.resource.namespaced) return body;
  return withValue(body, ['metadata', 'namespace'], nodeOf(info.namespace));
}
