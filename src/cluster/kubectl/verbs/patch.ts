/** kubectl patch (kubectl pkg/cmd/patch/patch.go). */
import { nodeOf, servedType } from '../../../manifest/index.ts';
import { get, mergePatch, type PatchType, patch as patchObject, strategicPatch } from '../../api/index.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Call, Verb } from '../call.ts';
import { Failure, failure } from '../failure.ts';
import { contentOf, fileAt } from '../machine.ts';
import { goJson } from '../print/json.ts';
import { type Info, refOf } from '../resources/info.ts';
import { jsonValue } from '../resources/json-value.ts';
import { select } from '../resources/select.ts';
import { typedYaml } from '../resources/typed-yaml.ts';
import { forEach } from './marks.ts';
import { donePrinter } from './output.ts';
import { send } from './write.ts';

const TYPES: Readonly<Record<string, PatchType>> = { json: 'json', merge: 'merge', strategic: 'strategic' };

export const patch: Verb = (call) => {
  const dryRun = call.dryRun;
  const text = call.text('patch');
  const file = call.text('patch-file');
  if (text !== '' && file !== '') throw failure('cannot specify --patch and --patch-file together');
  if (text === '' && file === '')
    throw failure('must specify --patch or --patch-file containing the contents of the patch');
  const local = call.on('local');
  if (local && call.args.length > 0) throw failure('cannot specify --local and server resources');
  const type = TYPES[call.text('type', 'strategic').toLowerCase()];
  if (type === undefined)
    throw failure(`--type must be one of [json merge strategic], not ${JSON.stringify(call.text('type'))}`);
  const body = patchBody(call, text, file);
  const selection = select(call, { args: call.args, latest: !local, local });
  if (selection.infos.length === 0 && selection.failures.length === 0)
    throw failure('no objects passed to patch');
  forEach(selection, (info) => {
    const after =
      local || dryRun === 'client' ? patchedHere(call, info, type, body) : sent(call, info, type, body);
    donePrinter(call, goJson(after) === goJson(info.object) ? 'patched (no change)' : 'patched')(after);
  });
  return undefined;
};

function patchBody(call: Call, text: string, path: string): Json {
  let source = text;
  if (path !== '') {
    const file = fileAt(call.draft, path);
    if (file?.type !== 'file')
      throw failure(`unable to read patch file: open ${path}: no such file or directory`);
    source = contentOf(call, path, file);
  }
  if (source.trimStart().startsWith('{')) {
    try {
      return JSON.parse(source) as Json;
    } catch {
      throw new Failure(`Error from server (BadRequest): ${jsonProblem(source)}`);
    }
  }
  const yaml = typedYaml(call, source);
  if (yaml.problem !== undefined)
    throw failure(`unable to parse ${JSON.stringify(text)}: ${yaml.problem.message}`);
  const root = yaml.documents[0]?.root;
  return root === undefined || root === null ? null : jsonValue(root);
}

function sent(call: Call, info: Info, type: PatchType, body: Json): JsonObject {
  const subresource = call.text('subresource');
  if (subresource === 'status' || subresource === '')
    return call.take(
      send(call, info, type, body, {
        dryRun: call.dryRun === 'server',
        ...(subresource === '' ? {} : { subresource: 'status' as const }),
      }),
    );
  throw call.notSimulated({
    code: `kubectl-flag:subresource=${subresource}`,
    message: `Patching the subresource ${subresource} is not simulated.`,
  });
}

/** --dry-run=client and --local: the patch is worked out by kubectl itself. */
function patchedHere(call: Call, info: Info, type: PatchType, body: Json): JsonObject {
  const asMap = (value: Json): JsonObject => (isObject(value) ? value : {});
  const { apiVersion = '', kind = '' } = info.object as {
    readonly apiVersion?: string;
    readonly kind?: string;
  };
  if (type === 'strategic')
    return strategicPatch(info.object, asMap(body), servedType(apiVersion, kind) ?? '');
  if (type === 'merge') return asMap(mergePatch(info.object, body));
  const reply = patchObject(call.draft, refOf(info), { type, body: nodeOf(body) }, { dryRun: true });
  if (reply.ok) return reply.value;
  const now = get(call.draft, refOf(info));
  throw failure(now.ok ? reply.status.message : now.status.message);
}

/** What Go says of JSON that it cannot read, for the cases that can be told without its scanner. */
function jsonProblem(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    if (position === undefined || Number(position) >= text.trimEnd().length)
      return 'unexpected end of JSON input';
    return `invalid character '${text.charAt(Number(position))}' looking for beginning of value`;
  }
  return '';
}
