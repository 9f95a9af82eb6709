/** kubectl get (kubectl pkg/cmd/get/get.go). */
import { qualifiedName } from '../../api/index.ts';
import type { JsonObject } from '../../json.ts';
import type { Call, Verb } from '../call.ts';
import { allOf, Failure, failure } from '../failure.ts';
import { columnsPrinter } from '../print/columns.ts';
import { noPrinter, OBJECT_FORMATS, type ObjectPrinter, objectPrinter } from '../print/objects.ts';
import { sortedBy } from '../print/sorting.ts';
import { printTable } from '../print/table.ts';
import type { Info } from '../resources/info.ts';
import { type Selection, select } from '../resources/select.ts';
import { rowsOf, tableOf } from '../tables/index.ts';

const FORMATS = [...OBJECT_FORMATS, 'custom-columns', 'custom-columns-file', 'wide'];

export const get: Verb = (call) => {
  const output = call.text('output');
  const human = (output === '' && call.text('template') === '') || output === 'wide';
  const watching = call.on('watch') || call.on('watch-only');
  if (call.text('raw') !== '')
    throw call.notSimulated({
      code: 'kubectl-flag:raw',
      message:
        'Raw requests (--raw) are not simulated. kubectl would print what the API server answers at that path.',
    });
  if (
    !watching &&
    call.args.length === 0 &&
    call.list('filename').length === 0 &&
    call.text('kustomize') === ''
  ) {
    call.errLine(
      'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n',
    );
    throw call.misuse(
      'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
    );
  }
  if (call.on('show-labels') && output !== '' && output !== 'wide')
    throw failure(`--show-labels option cannot be used with ${output} printer`);
  const printer = human ? undefined : printerFor(call);
  const selection = select(call, {
    args: call.args,
    bareTypes: true,
    latest: true,
    allNamespaces: call.on('all-namespaces'),
    labelSelector: call.text('selector').trim(),
    fieldSelector: call.text('field-selector').trim(),
    ignoreNotFound: call.on('ignore-not-found'),
  });
  if (printer === undefined) printTables(call, selection);
  else printObjects(call, selection, printer);
  if (watching) sayWatch(call);
  return undefined;
};

/** The watch would go on; here the list is shown once. */
function sayWatch(call: Call): void {
  throw call.notSimulated({
    code: 'kubectl-flag:watch',
    message:
      'Only what is there now is shown: -w would go on and print every change until Ctrl-C. Run the command again to see what changed, or use kubectl wait.',
  });
}

function printerFor(call: Call): ObjectPrinter {
  const printer = columnsPrinter(call) ?? objectPrinter(call);
  if (printer === undefined) throw noPrinter(call.text('output'), FORMATS);
  return printer;
}

function printObjects(call: Call, { infos, failures, single }: Selection, printer: ObjectPrinter): void {
  if (single && failures.length > 0) throw allOf(failures);
  if (infos.length === 0 && call.on('ignore-not-found')) {
    if (failures.length > 0) throw allOf(failures);
    return;
  }
  const [only] = infos;
  if (single && infos.length === 1 && only !== undefined) printer(only.object);
  else {
    const sort = call.text('sort-by');
    const objects = infos.map(({ object }) => object);
    const items = sort === '' ? objects : sortedBy(objects, sort);
    printer({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } });
  }
  if (failures.length > 0) throw allOf(failures);
}

function printTables(call: Call, { infos, failures }: Selection): void {
  const groups: Info[][] = [];
  for (const info of infos) {
    const last = groups.at(-1);
    if (last?.[0]?.resource === info.resource) last.push(info);
    else groups.push([info]);
  }
  const several = new Set(infos.map(({ resource }) => resource)).size > 1;
  const everywhere = call.on('all-namespaces');
  const headers = !call.on('no-headers');
  let written = false;
  for (const group of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const { resource } = first;
    const table = tableOf(resource);
    const sort = call.text('sort-by');
    const objects: readonly JsonObject[] = group.map(({ object }) => object);
    const sorted = sort === '' ? objects : sortedRows(objects, sort);
    if (written && headers) call.line('');
    const printed = printTable(call, table.columns, rowsOf(table, sorted, call.draft.now), {
      wide: call.text('output') === 'wide',
      headers,
      withNamespace: everywhere && resource.namespaced,
      ...(several || call.on('show-kind') ? { kind: kindPrefix(resource) } : {}),
      showLabels: call.on('show-labels'),
      columnLabels: call.list('label-columns'),
    });
    written = written || printed;
  }
  if (!written && failures.length === 0 && !call.on('ignore-not-found')) {
    const namespaced = !everywhere && infos.every(({ resource }) => resource.namespaced);
    call.errLine(namespaced ? `No resources found in ${call.namespace} namespace.` : 'No resources found');
  }
  if (failures.length > 0) throw allOf(failures);
}

/** A field that no object has empties the table without a word: SortingPrinter's error is dropped (get.go Run). */
function sortedRows(objects: readonly JsonObject[], path: string): readonly JsonObject[] {
  try {
    return sortedBy(objects, path);
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

function kindPrefix(resource: Info['resource']): string {
  return resource.group === ''
    ? resource.singular
    : `${resource.singular}.${qualifiedName(resource).slice(resource.name.length + 1)}`;
}
