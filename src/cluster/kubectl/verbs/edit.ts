/** kubectl edit: the page for the editor, and what becomes of it when it is closed (kubectl pkg/cmd/util/editor). */
import { nodeOf } from '../../../manifest/index.ts';
import { patch as patchObject, resourceNamed } from '../../api/index.ts';
import { chance } from '../../chance.ts';
import type { Draft } from '../../draft.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Streams } from '../../streams.ts';
import { Call, type KubectlResult, type Verb } from '../call.ts';
import { Failure, failure } from '../failure.ts';
import { writeFile } from '../machine.ts';
import { twoWayPatch } from '../patch/difference.ts';
import { nameOf } from '../print/objects.ts';
import { goYaml } from '../print/yaml.ts';
import { jsonValue } from '../resources/json-value.ts';
import { selectAll } from '../resources/select.ts';
import { typedYaml } from '../resources/typed-yaml.ts';
import { at, text } from '../tables/cells.ts';

const ADVICE = [
  "# Please edit the object below. Lines beginning with a '#' will be ignored,",
  '# and an empty file will abort the edit. If an error occurs while saving this file will be',
  '# reopened with the relevant failures.',
  '#',
].join('\n');

/** What an open editor needs to go on: plain data. */
interface Saved extends JsonObject {
  /** The objects as they were, with `resource` and `namespace` beside them. */
  readonly objects: readonly JsonObject[];
  /** What the editor was given, without comments. */
  readonly shown: string;
  /** It was opened again after a refusal. */
  readonly refused: boolean;
  readonly path: string;
}

export const edit: Verb = (call) => {
  if (call.text('output') === 'patch' || call.on('output-patch'))
    throw call.notSimulated({
      code: 'kubectl-flag:output-patch',
      message: 'Printing the patch (edit --output-patch) is not simulated.',
    });
  const infos = selectAll(call, { args: call.args, bareTypes: true, latest: true });
  const [only] = infos;
  if (only === undefined) throw failure('edit cancelled, no objects found');
  const objects = infos.map(({ object }) => object);
  const shown =
    infos.length === 1 ? only.object : { apiVersion: 'v1', items: objects, kind: 'List', metadata: {} };
  const body = goYaml(shown as JsonObject);
  const path = temporaryPath(call.draft);
  const saved: Saved = { objects, shown: body, refused: false, path };
  return { status: 0, edit: { path, text: `${ADVICE}\n${body}`, saved } };
};

/** os.CreateTemp: a number of up to ten digits. */
function temporaryPath(draft: Draft): string {
  return `/tmp/kubectl-edit-${chance(draft, 2 ** 31) + 1_000_000_000}.yaml`;
}

/** Lines that are no comments. */
function withoutComments(page: string): string {
  return page
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n');
}

/** Goes on after the editor was closed; `page` is null when it was given up, which saves nothing. */
export function edited(draft: Draft, value: Json, page: string | null, streams: Streams): KubectlResult {
  const saved = value as Saved;
  const call = new Call(draft, streams, 'edit', { args: [], dash: -1, values: new Map() });
  const body = page === null ? saved.shown : withoutComments(page);
  const unchanged = trimmed(body) === trimmed(saved.shown);
  if (saved.refused && unchanged) {
    keep(call, saved.path, page ?? saved.shown);
    throw failure('Edit cancelled, no valid changes were saved.');
  }
  if (unchanged) {
    call.errLine('Edit cancelled, no changes made.');
    return { status: 0 };
  }
  if (trimmed(body) === '') {
    call.errLine('Edit cancelled, saved file was empty.');
    return { status: 0 };
  }
  const yaml = typedYaml(call, body);
  const root = yaml.documents[0]?.root;
  if (yaml.problem !== undefined || root === undefined || root === null) {
    const why = yaml.problem?.message ?? 'no object was found';
    return again(saved, body, [
      `# The edited file had a syntax error: error parsing edited-file: error converting YAML to JSON: ${why}`,
      '#',
    ]);
  }
  return sendAll(call, saved, body, jsonValue(root));
}

/** A text without the blanks at the ends of its lines and without empty lines. */
const trimmed = (text_: string): string =>
  text_
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n')
    .trim();

function keep(call: Call, path: string, page: string): void {
  if (writeFile(call.draft, path, page))
    call.errLine(`A copy of your changes has been stored to ${JSON.stringify(path)}`);
}

function again(saved: Saved, body: string, reasons: readonly string[]): KubectlResult {
  const next: Saved = { ...saved, shown: body, refused: true };
  return { status: 1, edit: { path: saved.path, text: [ADVICE, ...reasons, body].join('\n'), saved: next } };
}

function sendAll(call: Call, saved: Saved, body: string, value: Json): KubectlResult {
  const list =
    isObject(value) && Array.isArray(value.items)
      ? (value.items as readonly JsonObject[])
      : [value as JsonObject];
  const reasons: string[] = [];
  for (const after of list) {
    const before = saved.objects.find((one) => at(one, 'metadata').uid === at(after, 'metadata').uid);
    if (before === undefined) {
      keep(call, saved.path, body);
      throw failure(`no original object found for ${nameOf(after)}`);
    }
    const kind = text(before.kind);
    const apiVersion = text(before.apiVersion);
    if (
      after.kind !== before.kind ||
      after.apiVersion !== before.apiVersion ||
      at(after, 'metadata').name !== at(before, 'metadata').name
    ) {
      keep(call, saved.path, body);
      throw failure('At least one of apiVersion, kind and name was changed');
    }
    const difference = twoWayPatch(before, after, apiVersion, kind);
    if (Object.keys(difference).length === 0) {
      call.line(`${nameOf(before)} skipped`);
      continue;
    }
    const resource = resourceNamed(kind);
    if (resource === undefined) throw failure(`no matches for kind ${JSON.stringify(kind)}`);
    const name = text(at(before, 'metadata').name);
    const namespace = text(at(before, 'metadata').namespace);
    const shownKind = resource.group === '' ? resource.name : `${resource.name}.${resource.group}`;
    const { resourceVersion: _, ...metadata } = at(difference, 'metadata');
    const sent = 'metadata' in difference ? { ...difference, metadata } : difference;
    const reply = patchObject(
      call.draft,
      { resource, namespace, name },
      { type: 'strategic', body: nodeOf(sent as never) },
      { fieldValidation: 'Strict' },
    );
    call.warn(reply.warnings);
    if (reply.ok) {
      call.line(`${nameOf(before)} edited`);
      continue;
    }
    const { status } = reply;
    if (status.reason === 'Invalid') {
      call.errLine(`error: ${shownKind} ${JSON.stringify(name)} is invalid`);
      reasons.push(`# ${shownKind} ${JSON.stringify(name)} was not valid:`);
      for (const { field, message } of status.details.causes ?? [])
        reasons.push(`# * ${`${field}: ${message}`.trimEnd().replace(/\n/g, '\n# ')}`);
      reasons.push('#');
    } else if (status.reason === 'NotFound') {
      call.errLine(`error: ${shownKind} ${JSON.stringify(name)} could not be found on the server`);
      writeFile(call.draft, saved.path, body);
      call.errLine(
        `The edits you made on deleted resources have been saved to ${JSON.stringify(saved.path)}`,
      );
      throw new Failure('', 1);
    } else {
      call.errLine(`error: ${shownKind} ${JSON.stringify(name)} could not be patched: ${status.message}`);
      writeFile(call.draft, saved.path, body);
      call.errLine(`You can run \`kubectl replace -f ${saved.path}\` to try this update again.`);
      throw new Failure('', 1);
    }
  }
  return reasons.length === 0 ? { status: 0 } : again(saved, body, reasons);
}
