/** kubectl describe (kubectl pkg/cmd/describe/describe.go). */
import type { Call, Verb } from '../call.ts';
import { descriptionOf } from '../describe/index.ts';
import { allOf, type Failure, failure } from '../failure.ts';
import { select } from '../resources/select.ts';

export const describe: Verb = (call) => {
  if (call.args.length === 0 && call.list('filename').length === 0 && call.text('kustomize') === '')
    throw failure(
      'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  const { infos, failures } = select(call, {
    args: call.args,
    bareTypes: true,
    latest: true,
    allNamespaces: call.on('all-namespaces'),
    labelSelector: call.text('selector').trim(),
  });
  const chosen = call.given('show-events');
  const withEvents = chosen ? call.on('show-events', true) : failures.length === 0 && infos.length < 2;
  const [missing] = failures;
  const [type, prefix] = call.args;
  if (
    missing !== undefined &&
    call.args.length === 2 &&
    missing.message.startsWith('Error from server (NotFound)')
  ) {
    byPrefix(call, type ?? '', prefix ?? '', missing);
    return undefined;
  }
  for (const [index, { object }] of infos.entries())
    call.streams.out(`${index === 0 ? '' : '\n\n'}${descriptionOf(call.draft, object, withEvents)}`);
  if (infos.length === 0 && failures.length === 0)
    call.errLine(
      call.on('all-namespaces') ? 'No resources found' : `No resources found in ${call.namespace} namespace.`,
    );
  if (failures.length > 0) throw allOf(failures);
  return undefined;
};

/** A name that nothing has may be the beginning of one. */
function byPrefix(call: Call, type: string, prefix: string, missing: Failure): void {
  const { infos } = select(call, { args: [type], bareTypes: true, latest: true });
  const found = infos.filter(({ name }) => name.startsWith(prefix));
  if (found.length === 0) throw missing;
  const withEvents = call.given('show-events') && call.on('show-events', true);
  for (const { object } of found) call.line(descriptionOf(call.draft, object, withEvents));
}
