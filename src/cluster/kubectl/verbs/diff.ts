/** kubectl diff (kubectl pkg/cmd/diff/diff.go): what applying would change, as `diff -u -N` shows it. */
import { create, get } from '../../api/index.ts';
import { chance } from '../../chance.ts';
import type { JsonObject } from '../../json.ts';
import { unifiedDiff } from '../../unified.ts';
import type { Call, Verb } from '../call.ts';
import { Failure, failure, refusal } from '../failure.ts';
import { goYaml } from '../print/yaml.ts';
import { type Info, refOf } from '../resources/info.ts';
import { select } from '../resources/select.ts';
import { patchFor, withoutNulls } from './apply.ts';
import { bodyOf, inNamespace, send, withLastApplied } from './write.ts';

export const diff: Verb = (call) => {
  if (call.args.length > 0) throw shifted(call.misuse(`Unexpected args: [${call.args.join(' ')}]`));
  if (call.list('filename').length === 0 && call.text('kustomize') === '')
    throw shifted(failure('must specify one of -f and -k'));
  const run = (): number => {
    const { infos, failures } = select(call, { args: [] });
    const [first] = failures;
    if (first !== undefined) throw first;
    const live = `/tmp/LIVE-${chance(call.draft, 2 ** 31) + 1_000_000_000}`;
    const merged = `/tmp/MERGED-${chance(call.draft, 2 ** 31) + 1_000_000_000}`;
    let differs = false;
    for (const info of infos) {
      const { before, after } = bothOf(call, info);
      if (before === after) continue;
      differs = true;
      const { group, version, kind } = info.resource;
      const name = [...(group === '' ? [] : [group]), version, kind, info.namespace, info.name].join('.');
      call.line(`diff -u -N ${live}/${name} ${merged}/${name}`);
      const moment = `${new Date(call.draft.now).toISOString().replace('T', ' ').slice(0, 19)}.000000000 +0000`;
      call.streams.out(
        unifiedDiff(before, after, `${live}/${name}\t${moment}`, `${merged}/${name}\t${moment}`),
      );
    }
    return differs ? 1 : 0;
  };
  try {
    return { status: run() };
  } catch (error) {
    if (error instanceof Failure) throw shifted(error);
    throw error;
  }
};

/** Status 1 says that something differs, so that a failure has one more. */
function shifted(one: Failure): Failure {
  return new Failure(one.message, one.status === 88 ? 88 : one.status + 1);
}

function bothOf(call: Call, info: Info): { readonly before: string; readonly after: string } {
  const modified = withLastApplied(inNamespace(info, bodyOf(info)));
  const found = get(call.draft, refOf(info));
  if (!found.ok) {
    const made = create(call.draft, info.resource, info.namespace, withoutNulls(modified), {
      dryRun: true,
      fieldValidation: 'Strict',
    });
    call.warn(made.warnings);
    if (!made.ok) throw refusal(made.status);
    return { before: '', after: shownAs(made.value) };
  }
  const patch = patchFor(found.value, modified, info);
  if (patch === undefined || Object.keys(patch).length === 0) return { before: '', after: '' };
  const reply = send(call, info, 'strategic', patch, { dryRun: true });
  call.warn(reply.warnings);
  if (!reply.ok) throw refusal(reply.status);
  return { before: shownAs(found.value), after: shownAs(reply.value) };
}

/** Secrets are masked; everything else is shown as it is. */
function shownAs(object: JsonObject): string {
  if (object.kind !== 'Secret' || object.data === undefined) return goYaml(object);
  const data = Object.fromEntries(Object.keys(object.data as JsonObject).map((key) => [key, '***']));
  return goYaml({ ...object, data });
}
