/** kubectl create -f (kubectl pkg/cmd/create/create.go). */
import type { JsonObject } from '../../json.ts';
import type { Verb } from '../call.ts';
import { allOf, Failure, failure } from '../failure.ts';
import { jsonValue } from '../resources/json-value.ts';
import { select } from '../resources/select.ts';
import { requireFiles } from './apply.ts';
import { donePrinter } from './output.ts';
import { bodyOf, fieldValidation, inNamespace, post, withLastApplied } from './write.ts';

export const create: Verb = (call) => {
  if (call.args.length > 0) throw call.misuse(`Unexpected args: [${call.args.join(' ')}]`);
  requireFiles(call);
  if (call.on('edit'))
    throw call.notSimulated({
      code: 'kubectl-flag:edit',
      message:
        'Editing before creating (create --edit) is not simulated. kubectl would open the file in an editor first; edit the file with nano and create it then.',
    });
  const dryRun = call.dryRun;
  fieldValidation(call);
  const print = donePrinter(call, 'created');
  const { infos, failures } = select(call, { args: [] });
  const troubles: Failure[] = [];
  for (const info of infos) {
    try {
      const body = call.on('save-config')
        ? withLastApplied(inNamespace(info, bodyOf(info)))
        : inNamespace(info, bodyOf(info));
      if (dryRun === 'client') {
        print(jsonValue(body) as JsonObject);
        continue;
      }
      print(call.take(post(call, info, body), `error when creating ${JSON.stringify(info.source ?? '')}: `));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      troubles.push(error);
    }
  }
  troubles.push(...failures);
  if (infos.length === 0 && troubles.length === 0) throw failure('no objects passed to create');
  if (troubles.length > 0) throw allOf(troubles);
  return undefined;
};
