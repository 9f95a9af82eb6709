/** What the commands `create KIND` have in common: an object of kubectl's own making is printed or sent. */
import { nodeOf } from '../../../../manifest/index.ts';
import { create, resource } from '../../../api/index.ts';
import type { Json, JsonObject } from '../../../json.ts';
import type { Call } from '../../call.ts';
import { failure } from '../../failure.ts';
import { donePrinter } from '../output.ts';
import { fieldValidation, withLastApplied } from '../write.ts';

/** The one NAME that such a command takes. */
export function nameOf(call: Call): string {
  const words = call.dash >= 0 ? call.args.slice(0, call.dash) : call.args;
  const [name] = words;
  if (name === undefined || words.length > 1)
    throw call.misuse(`exactly one NAME is required, got ${words.length}`);
  return name;
}

/** The namespace of an object that is printed only: there is none unless -n was given. */
export function ownNamespace(call: Call): JsonObject {
  return call.namespaceForced ? { namespace: call.namespace } : {};
}

/**
 * Prints or sends a new object of a resource. `refused` is what stands before the server's words; without it they are
 * told as an error of the server.
 */
export function make(call: Call, plural: string, object: JsonObject, refused?: string): undefined {
  return sendNew(call, plural, object, 'created', refused);
}

/**
 * Prints an object that kubectl makes up and the simulation does not keep: with --dry-run=client nothing is asked of the
 * server. Otherwise it is said what is not simulated.
 */
export function printOnly(call: Call, object: JsonObject): undefined {
  fieldValidation(call);
  const print = donePrinter(call, 'created', true);
  if (call.dryRun !== 'client')
    throw call.notSimulated({
      code: `kubectl-verb:${call.path}`,
      message: `Objects of kind ${String(object.kind)} are not simulated, so it is not created; with --dry-run=client -o yaml kubectl prints what it would send.`,
    });
  print(object);
  return undefined;
}

/** The same as `make`, with another word for what was done: `exposed`. */
export function sendNew(
  call: Call,
  plural: string,
  object: JsonObject,
  done: string,
  refused?: string,
): undefined {
  const kind = resource(plural);
  const dryRun = call.dryRun;
  fieldValidation(call);
  const print = donePrinter(call, done, true);
  const body = call.on('save-config')
    ? withLastApplied(nodeOf(object as Json as never))
    : nodeOf(object as Json as never);
  if (dryRun === 'client') {
    print(object);
    return undefined;
  }
  const reply = create(call.draft, kind, kind.namespaced ? call.namespace : '', body, {
    dryRun: dryRun === 'server',
    fieldValidation: fieldValidation(call) ?? 'Strict',
  });
  if (!reply.ok && refused !== undefined) {
    call.warn(reply.warnings);
    throw failure(`${refused} ${reply.status.message}`);
  }
  print(call.take(reply));
  return undefined;
}
