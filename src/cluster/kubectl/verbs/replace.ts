/** kubectl replace, with --force too (kubectl pkg/cmd/replace/replace.go). */

import { type Node, nodeOf, withValue } from '../../../manifest/index.ts';
import { get } from '../../api/index.ts';
import type { JsonObject } from '../../json.ts';
import { advanceUntil } from '../../settle.ts';
import type { Call, Verb } from '../call.ts';
import { allOf, Failure, failure } from '../failure.ts';
import { type Info, refOf } from '../resources/info.ts';
import { jsonValue } from '../resources/json-value.ts';
import { select } from '../resources/select.ts';
import { requireFiles } from './apply.ts';
import { deletedLine } from './delete.ts';
import { donePrinter } from './output.ts';
import { bodyOf, inNamespace, post, put, remove, withLastApplied } from './write.ts';

export const replace: Verb = (call) => {
  const dryRun = call.dryRun;
  requireFiles(call);
  const force = call.on('force');
  const grace = call.whole('grace-period', -1);
  if (grace >= 0 && !force) throw failure('--grace-period must have --force specified');
  if (call.duration('timeout', 0) !== 0 && !force) throw failure('--timeout must have --force specified');
  if (force && dryRun !== 'none') throw failure('--dry-run can not be used when --force is set');
  const { infos, failures } = select(call, { args: [] });
  if (infos.length === 0 && failures.length === 0) throw failure('no objects passed to replace');
  const print = donePrinter(call, 'replaced');
  const troubles: Failure[] = [];
  if (force && failures.length === 0) deleteFirst(call, infos, grace);
  for (const info of infos) {
    try {
      const body = bodyToSend(call, info);
      if (force) print(call.take(post(call, info, withoutVersion(body))));
      else if (dryRun === 'client') print(jsonValue(body) as JsonObject);
      else
        print(
          call.take(put(call, info, body), `error when replacing ${JSON.stringify(info.source ?? '')}: `),
        );
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      troubles.push(error);
    }
  }
  troubles.push(...failures);
  if (troubles.length > 0) throw allOf(troubles);
  return undefined;
};

function bodyToSend(call: Call, info: Info): Node {
  const body = inNamespace(info, bodyOf(info));
  const had = JSON.stringify(((info.object.metadata ?? {}) as JsonObject).annotations ?? {}).includes(
    'last-applied-configuration',
  );
  return call.on('save-config') || had ? withLastApplied(body) : body;
}

/** What is made anew has no version yet (the copy that `edit` leaves has one). */
function withoutVersion(body: Node): Node {
  let made = body;
  for (const key of ['resourceVersion', 'uid', 'creationTimestamp'])
    made = withValue(made, ['metadata', key], undefined);
  return made.kind === 'map' ? made : nodeOf(null);
}

function deleteFirst(call: Call, infos: readonly Info[], grace: number): void {
  const seconds = grace === 0 ? 1 : grace;
  const waiting: Info[] = [];
  for (const info of infos) {
    const reply = remove(call.draft, refOf(info), {
      ...(seconds < 0 ? {} : { gracePeriodSeconds: seconds }),
      propagation: 'Background',
    });
    call.warn(reply.warnings);
    if (!reply.ok) continue;
    call.line(deletedLine(call, info, 'deleted'));
    waiting.push(info);
  }
  const gone = (): boolean => waiting.every((info) => !get(call.draft, refOf(info)).ok);
  advanceUntil(call.draft, call.draft.now + (call.duration('timeout', 0) || 300_000), gone);
}
