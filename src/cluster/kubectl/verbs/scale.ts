/** kubectl scale (kubectl pkg/cmd/scale/scale.go, pkg/scale/scale.go). */
import { type JsonObject, objectAt } from '../../json.ts';
import type { Call, Verb } from '../call.ts';
import { recorded } from '../change-cause.ts';
import { allOf, Failure, failure } from '../failure.ts';
import type { Info } from '../resources/info.ts';
import { select } from '../resources/select.ts';
import { donePrinter } from './output.ts';
import { requireFlag } from './required.ts';
import { send } from './write.ts';

export const scale: Verb = (call) => {
  requireFlag(call, 'replicas');
  const replicas = call.whole('replicas', 0);
  const wanted = call.whole('current-replicas', -1);
  const dryRun = call.dryRun;
  if (replicas < 0)
    throw failure('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
  if (wanted < -1) throw failure('The --current-replicas must specify an integer of -1 or greater');
  const { infos, failures } = select(call, {
    args: call.args,
    latest: true,
    all: call.on('all'),
    labelSelector: call.text('selector').trim(),
  });
  if (infos.length === 0) throw failures.length > 0 ? allOf(failures) : failure('no objects passed to scale');
  const print = donePrinter(call, 'scaled');
  for (const info of infos) {
    if (!['deployments', 'replicasets', 'statefulsets'].includes(info.resource.name))
      throw new Failure(`Error from server (NotFound): the server could not find the requested resource`);
    const spec = objectAt(info.object, 'spec');
    const scaled: JsonObject = { ...info.object, spec: { ...spec, replicas } };
    if (dryRun !== 'client') scaleOnServer(call, info, replicas, wanted);
    if (dryRun !== 'client' && call.on('record'))
      call.take(send(call, info, 'merge', recorded(call, {}), { dryRun: dryRun === 'server' }));
    print(scaled);
  }
  if (failures.length > 0) throw allOf(failures);
  return undefined;
};

function scaleOnServer(call: Call, info: Info, replicas: number, wanted: number): void {
  const now = objectAt(info.object, 'spec').replicas ?? 1;
  if (wanted !== -1 && now !== wanted) throw failure(`Expected replicas to be ${wanted}, was ${String(now)}`);
  call.take(
    send(
      call,
      info,
      'merge',
      { spec: { replicas } },
      { dryRun: call.dryRun === 'server', subresource: 'scale' },
    ),
  );
}
