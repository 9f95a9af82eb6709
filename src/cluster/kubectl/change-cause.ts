/** `--record`, which no help page lists any more (cli-runtime pkg/genericclioptions/record_flags.go). */
import type { JsonObject } from '../json.ts';
import type { Call } from './call.ts';

const ANNOTATION = 'kubernetes.io/change-cause';

/** Commands whose `--record` is simulated. */
const RECORDED = new Set(['set image', 'set resources', 'set serviceaccount', 'scale']);

/** Tells that the flag is out of date; throws where what it does is not simulated. */
export function tellRecord(call: Call): void {
  if (!call.given('record')) return;
  call.errLine('Flag --record has been deprecated, --record will be removed in the future');
  if (call.on('record') && !RECORDED.has(call.path))
    throw call.notSimulated({
      code: 'kubectl-flag:record',
      message: `--record is not simulated for ${call.path}. kubectl would write the command into the annotation ${ANNOTATION}.`,
    });
}

/** An object with the command that changes it in its annotation, where --record asks for that. */
export function recorded(call: Call, object: JsonObject): JsonObject {
  if (!call.on('record')) return object;
  const metadata = (object.metadata ?? {}) as JsonObject;
  const annotations = (metadata.annotations ?? {}) as JsonObject;
  const cause = ['kubectl', call.path, ...call.args, ...call.typedFlags()].join(' ');
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [ANNOTATION]: cause } } };
}
