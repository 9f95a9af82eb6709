/** kubectl events (kubectl pkg/cmd/events/events.go). */
import { get, list, resource } from '../../api/index.ts';
import type { Verb } from '../call.ts';
import { byTime, intervalOf } from '../describe/events.ts';
import { failure, refusal } from '../failure.ts';
import { noPrinter, OBJECT_FORMATS, objectPrinter } from '../print/objects.ts';
import { aligned, TABLE } from '../print/tabwriter.ts';
import { resourceOrThrow } from '../resources/named.ts';
import { at, text } from '../tables/cells.ts';

export const events: Verb = (call) => {
  const everywhere = call.on('all-namespaces');
  const output = call.text('output');
  const printer = objectPrinter(call);
  if (output !== '' && printer === undefined) throw noPrinter(output, OBJECT_FORMATS);
  const types = call.list('types');
  for (const one of types)
    if (!/^(normal|warning)$/i.test(one)) throw failure('valid --types are Normal or Warning');
  let about: { readonly kind: string; readonly name: string; readonly uid: string } | undefined;
  if (call.text('for') !== '') {
    const [type = '', name = ''] = call.text('for').split('/');
    if (name === '') throw failure(`--for must be in resource/name form`);
    const wanted = resourceOrThrow(call, type);
    const found = get(call.draft, {
      resource: wanted,
      namespace: wanted.namespaced ? call.namespace : '',
      name,
    });
    if (!found.ok) throw refusal(found.status);
    about = { kind: wanted.kind, name, uid: found.value.metadata.uid };
  }
  const found = call.take(list(call.draft, resource('events'), everywhere ? null : call.namespace));
  const shown = found
    .filter((one) => {
      const involved = at(one, 'involvedObject');
      return (
        (about === undefined ||
          (involved.kind === about.kind && involved.name === about.name && involved.uid === about.uid)) &&
        (types.length === 0 || types.some((type) => type.toLowerCase() === text(one.type).toLowerCase()))
      );
    })
    .toSorted(byTime);
  if (call.on('watch'))
    throw call.notSimulated({
      code: 'kubectl-flag:watch',
      message:
        'Watching events (events --watch) is not simulated. kubectl would print every new event until Ctrl-C; run kubectl events again instead.',
    });
  if (shown.length === 0) {
    call.errLine(everywhere ? 'No events found.' : `No events found in ${call.namespace} namespace.`);
    return undefined;
  }
  if (output === 'name') return undefined;
  if (printer !== undefined) {
    printer({ apiVersion: 'v1', items: shown, kind: 'List', metadata: { resourceVersion: '' } });
    return undefined;
  }
  const columns = [...(everywhere ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
  const rows = shown.map((one) => {
    const involved = at(one, 'involvedObject');
    const seen = intervalOf(one, call.draft.now);
    return [
      ...(everywhere ? [text(at(one, 'metadata').namespace)] : []),
      seen,
      text(one.type),
      text(one.reason),
      `${text(involved.kind)}/${text(involved.name)}`,
      text(one.message).trim(),
    ];
  });
  const lines = call.on('no-headers') ? rows : [columns, ...rows];
  call.streams.out(aligned(lines.map((line) => `${line.join('\t')}\n`).join(''), TABLE));
  return undefined;
};
