/** kubectl annotate (kubectl pkg/cmd/annotate/annotate.go). */
import { objectAt } from '../../json.ts';
import type { Verb } from '../call.ts';
import { failure } from '../failure.ts';
import { forEach, marked, refuseOverwrite, requireTarget, sendMarks, targets } from './marks.ts';
import { donePrinter } from './output.ts';
import { parsePairs, resourcesAndPairs } from './pairs.ts';

export const annotate: Verb = (call) => {
  const dryRun = call.dryRun;
  const { resources, pairs } = resourcesAndPairs(call.args, 'annotation');
  const changes = parsePairs(pairs, 'annotation', true);
  requireTarget(call, resources);
  if (pairs.length === 0 && !call.on('list')) throw failure('at least one annotation update is required');
  const both = changes.removed.filter((key) => key in changes.set);
  if (both.length > 0)
    throw failure(
      `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`,
    );
  const selection = targets(call, resources);
  forEach(selection, (info) => {
    const annotations = objectAt(objectAt(info.object, 'metadata'), 'annotations');
    if (!call.on('overwrite')) refuseOverwrite(annotations, changes, true);
    const local = dryRun === 'client' || call.on('local') || call.on('list');
    const after = local
      ? marked(info.object, 'annotations', changes)
      : sendMarks(call, info, 'annotations', changes);
    if (call.on('list')) {
      const indent = selection.single ? '' : ' ';
      if (!selection.single)
        call.line(`Listing annotations for ${info.resource.kind}.${info.resource.group}/${info.name}:`);
      for (const [key, value] of Object.entries(objectAt(objectAt(after, 'metadata'), 'annotations')))
        call.line(`${indent}${key}=${String(value)}`);
      return;
    }
    donePrinter(call, 'annotated')(after);
  });
  return undefined;
};
