/** What a command that changed something prints: `pod/x created`, or the object where -o asks for it. */
import type { JsonObject } from '../../json.ts';
import type { Call } from '../call.ts';
import { nameOf, noPrinter, OBJECT_FORMATS, type ObjectPrinter, objectPrinter } from '../print/objects.ts';

/** Prints what was done to an object. Throws for a format that there is not. */
export function donePrinter(call: Call, operation: string, inOrder = false): ObjectPrinter {
  const printer = objectPrinter(call, { inOrder });
  if (printer !== undefined) return printer;
  const output = call.text('output');
  if (output !== '') throw noPrinter(output, OBJECT_FORMATS);
  return (object: JsonObject) => call.line(`${nameOf(object)} ${operation}${dryRunSuffix(call)}`);
}

/** ` (dry run)` or ` (server dry run)`. */
export function dryRunSuffix(call: Call): string {
  return { none: '', client: ' (dry run)', server: ' (server dry run)' }[call.dryRun];
}

/** Whether -o asks for the object itself. */
export function wantsObject(call: Call): boolean {
  const output = call.text('output');
  return (output !== '' && output !== 'name') || call.text('template') !== '';
}
