/** kubectl cordon and uncordon (kubectl pkg/cmd/drain/drain.go, pkg/drain/cordon.go). */
import { objectAt } from '../../json.ts';
import type { Call, Verb } from '../call.ts';
import type { Info } from '../resources/info.ts';
import { select } from '../resources/select.ts';
import { donePrinter } from './output.ts';
import { send } from './write.ts';

export const cordon: Verb = (call) => {
  for (const info of nodesOf(call)) setSchedulable(call, info, false);
  return undefined;
};

export const uncordon: Verb = (call) => {
  for (const info of nodesOf(call)) setSchedulable(call, info, true);
  return undefined;
};

/** The nodes that a command names, by -l or one by one. */
export function nodesOf(call: Call): readonly Info[] {
  const { args, path } = call;
  const selector = call.text('selector').trim();
  if (args.length === 0 && !call.given('selector')) throw call.misuse(`USAGE: ${path} NODE [flags]`);
  if (args.length > 0 && selector !== '')
    throw call.misuse('error: cannot specify both a node name and a --selector option');
  const { infos, failures } = select(call, {
    args: args.some((one) => one.includes('/')) ? args : ['nodes', ...args],
    latest: true,
    labelSelector: selector,
  });
  const [first] = failures;
  if (first !== undefined) throw first;
  return infos;
}

/** Switches scheduling on a node on or off, and says so. */
export function setSchedulable(call: Call, info: Info, schedulable: boolean): void {
  const unschedulable = objectAt(info.object, 'spec').unschedulable === true;
  const done = schedulable ? 'uncordoned' : 'cordoned';
  if (unschedulable !== schedulable) {
    donePrinter(call, `already ${done}`)(info.object);
    return;
  }
  if (call.dryRun !== 'client') {
    const body = { spec: { unschedulable: schedulable ? null : true } };
    call.take(send(call, info, 'strategic', body, { dryRun: call.dryRun === 'server' }));
  }
  donePrinter(call, done)(info.object);
}
