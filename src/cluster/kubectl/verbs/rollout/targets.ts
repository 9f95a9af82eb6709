/** Which objects a rollout command means. */
import type { Call } from '../../call.ts';
import { failure } from '../../failure.ts';
import type { Info } from '../../resources/info.ts';
import { type Selection, select } from '../../resources/select.ts';

export function targets(call: Call): Selection {
  if (call.args.length === 0 && call.list('filename').length === 0)
    throw failure('required resource not specified');
  return select(call, {
    args: call.args,
    bareTypes: true,
    latest: true,
    labelSelector: call.text('selector').trim(),
  });
}

export function nothing(call: Call, { infos, failures }: Selection): boolean {
  if (infos.length > 0 || failures.length > 0) return false;
  call.errLine(`No resources found in ${call.namespace} namespace.`);
  return true;
}

export const qualified = ({ resource }: Info): string =>
  resource.group === '' ? resource.name : `${resource.name}.${resource.group}`;
