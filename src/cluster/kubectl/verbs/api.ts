/** kubectl api-resources, api-versions (kubectl pkg/cmd/apiresources). */
import { apiVersionOf, RESOURCES, type Resource } from '../../api/index.ts';
import type { Verb } from '../call.ts';
import { failure } from '../failure.ts';
import { aligned, TABLE } from '../print/tabwriter.ts';

export const apiResources: Verb = (call) => {
  if (call.args.length > 0) throw call.misuse(`unexpected arguments: [${call.args.join(' ')}]`);
  const output = call.text('output');
  if (!['', 'wide', 'name', 'json', 'yaml'].includes(output))
    throw failure(`--output ${output} is not available`);
  if (output === 'json' || output === 'yaml')
    throw call.notSimulated({
      code: `kubectl-output:${output}`,
      message: `The output ${output} of api-resources is not simulated; -o wide and -o name are.`,
    });
  const by = call.text('sort-by');
  if (!['', 'name', 'kind'].includes(by)) throw failure('--sort-by accepts only name or kind');
  const group = call.given('api-group') ? call.text('api-group') : undefined;
  const verbs = call.list('verbs');
  const categories = call.list('categories');
  const shown = RESOURCES.filter(
    (one) =>
      (group === undefined || one.group === group) &&
      (!call.given('namespaced') || one.namespaced === call.on('namespaced')) &&
      verbs.every((verb) => one.verbs.some((own) => own === verb)) &&
      categories.every((category) => one.categories.includes(category)),
  ).toSorted((a, b) => (keyOf(a, by) < keyOf(b, by) ? -1 : 1));
  if (output === 'name') {
    for (const one of shown) call.line(one.group === '' ? one.name : `${one.name}.${one.group}`);
    return undefined;
  }
  const wide = output === 'wide';
  const header = [
    'NAME',
    'SHORTNAMES',
    'APIVERSION',
    'NAMESPACED',
    'KIND',
    ...(wide ? ['VERBS', 'CATEGORIES'] : []),
  ];
  const rows = shown.map((one) => [
    one.name,
    one.shortNames.join(','),
    apiVersionOf(one),
    String(one.namespaced),
    one.kind,
    ...(wide ? [one.verbs.join(','), one.categories.join(',')] : []),
  ]);
  const lines = call.on('no-headers') ? rows : [header, ...rows];
  call.streams.out(aligned(lines.map((line) => `${line.join('\t')}\n`).join(''), TABLE));
  return undefined;
};

/** By group and name, unless --sort-by says otherwise. */
function keyOf(one: Resource, by: string): string {
  if (by === 'name') return one.name;
  if (by === 'kind') return one.kind;
  return `${one.group}\u0000${one.name}`;
}

export const apiVersions: Verb = (call) => {
  if (call.args.length > 0) throw call.misuse(`unexpected arguments: [${call.args.join(' ')}]`);
  for (const version of [...new Set(RESOURCES.map(apiVersionOf))].sort()) call.line(version);
  return undefined;
};
