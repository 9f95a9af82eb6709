/** kubectl delete (kubectl pkg/cmd/delete/delete.go). */
import { apiVersionOf, get, qualifiedName } from '../../api/index.ts';
import { advanceUntil } from '../../settle.ts';
import type { Call, Verb } from '../call.ts';
import { allOf, type Failure, failure, refusal } from '../failure.ts';
import { nameOf } from '../print/objects.ts';
import { type Info, refOf } from '../resources/info.ts';
import { select } from '../resources/select.ts';
import { dryRunSuffix } from './output.ts';
import { remove } from './write.ts';

const FORCE_WARNING =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.';

/** A week: how long a deletion without --timeout is waited for. */
const FOR_EVER = 7 * 24 * 3_600_000;

export const delete_: Verb = (call) => {
  const selector = call.text('selector').trim();
  const fields = call.text('field-selector').trim();
  const all = call.on('all');
  const ignore = call.given('ignore-not-found')
    ? call.on('ignore-not-found')
    : all || selector !== '' || fields !== '';
  const force = call.on('force');
  let grace = call.whole('grace-period', -1);
  if (call.on('now')) {
    if (grace !== -1) throw failure('--now and --grace-period cannot be specified together');
    grace = 1;
  }
  if (grace === 0 && !force) grace = 1;
  if (force && grace < 0) grace = 0;
  const dryRun = call.dryRun;
  if (call.on('interactive'))
    throw call.notSimulated({
      code: 'kubectl-flag:interactive',
      message:
        'Asking before deleting (delete --interactive) is not simulated. kubectl would ask y/n before it deletes.',
    });
  const wanted = select(call, {
    args: call.args,
    all,
    allNamespaces: call.on('all-namespaces'),
    labelSelector: selector,
    fieldSelector: fields,
    unchecked: true,
  });
  const output = call.text('output');
  if (output !== '' && output !== 'name')
    throw failure(`unexpected -o output mode: ${output}. We only support '-o name'`);
  if (all && selector !== '') throw failure('cannot set --all and --selector at the same time');
  if (all && fields !== '') throw failure('cannot set --all and --field-selector at the same time');
  if (force && grace > 0)
    throw failure('--force and --grace-period greater than 0 cannot be specified together');
  if (force && grace === 0) call.errLine(FORCE_WARNING);
  const troubles: Failure[] = [...wanted.failures];
  const waiting: Info[] = [];
  let found = 0;
  let warned = !(call.namespaceForced || call.on('all-namespaces'));
  for (const info of wanted.infos) {
    found += 1;
    if (!warned && !info.resource.namespaced) {
      call.errLine('Warning: deleting cluster-scoped resources, not scoped to the provided namespace');
      warned = true;
    }
    if (dryRun === 'client') {
      say(call, info, grace);
      continue;
    }
    const reply = remove(call.draft, refOf(info), {
      ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}),
      dryRun: dryRun === 'server',
      propagation: propagation(call),
    });
    call.warn(reply.warnings);
    if (!reply.ok) {
      if (reply.status.reason === 'NotFound' && ignore) continue;
      troubles.push(
        refusal(
          reply.status,
          info.source === undefined ? '' : `error when deleting ${JSON.stringify(info.source)}: `,
        ),
      );
      continue;
    }
    say(call, info, grace);
    waiting.push({ ...info, object: reply.value });
  }
  if (troubles.length > 0) {
    const left = ignore
      ? troubles.filter((one) => !one.message.startsWith('Error from server (NotFound)'))
      : troubles;
    if (left.length > 0) throw allOf(left);
  }
  if (found === 0) {
    call.line('No resources found');
    return undefined;
  }
  if (call.on('wait', true) && dryRun === 'none') waitForGone(call, waiting);
  return undefined;
};

function propagation(call: Call): 'Background' | 'Foreground' | 'Orphan' {
  const text = call.text('cascade', 'background');
  const known = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' } as const;
  if (text === 'background' || text === 'foreground' || text === 'orphan') return known[text];
  if (text === 'true') {
    call.errLine(
      'warning: --cascade=true is deprecated (boolean value) and can be replaced with --cascade=background.',
    );
    return 'Background';
  }
  if (text === 'false') {
    call.errLine(
      'warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan.',
    );
    return 'Orphan';
  }
  throw failure(`invalid cascade value (${text}). Must be "background", "foreground", or "orphan"`);
}

function say(call: Call, info: Info, grace: number): void {
  if (call.text('output') === 'name')
    call.line(
      nameOf({
        apiVersion: apiVersionOf(info.resource),
        kind: info.resource.kind,
        metadata: { name: info.name },
      }),
    );
  else call.line(deletedLine(call, info, grace === 0 ? 'force deleted' : 'deleted'));
}

/** `pod "x" deleted from default namespace`. */
export function deletedLine(call: Call, info: Info, operation: string): string {
  const { resource, name, namespace } = info;
  const kind =
    resource.group === ''
      ? resource.singular
      : `${resource.singular}.${qualifiedName(resource).slice(resource.name.length + 1)}`;
  const where = resource.namespaced ? ` from ${namespace} namespace` : '';
  return `${kind} ${JSON.stringify(name)} ${operation}${where}${dryRunSuffix(call)}`;
}

function waitForGone(call: Call, infos: readonly Info[]): void {
  const timeout = call.duration('timeout', 0);
  const deadline = call.draft.now + (timeout === 0 ? FOR_EVER : timeout);
  for (const info of infos) {
    const uid = uidOf(info);
    const gone = (): boolean => {
      const now = get(call.draft, refOf(info));
      return !now.ok || now.value.metadata.uid !== uid;
    };
    if (!advanceUntil(call.draft, deadline, gone))
      throw failure(`timed out waiting for the condition on ${info.resource.name}/${info.name}`);
  }
}

function uidOf({ object }: Info): string {
  const metadata = object.metadata as { readonly uid?: string } | undefined;
  return metadata?.uid ?? '';
}
