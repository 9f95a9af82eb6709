/** kubectl explain (kubectl pkg/explain/v2, templates/plaintext.tmpl): types from manifest/'s shape, texts where it has them. */
import { fieldNamed, fieldsOf, servedType, type TypeRef } from '../../../manifest/index.ts';
import { apiVersionOf, resourceNamed } from '../../api/index.ts';
import type { Call, Verb } from '../call.ts';
import { Failure, failure } from '../failure.ts';
import { servedElsewhere } from '../resources/elsewhere.ts';

/** Fields that a struct must have (k8s.io/api, the markers of required fields), for the structs people look at. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  PodSpec: ['containers'],
  Container: ['name'],
  EphemeralContainer: ['name'],
  ContainerPort: ['containerPort'],
  EnvVar: ['name'],
  VolumeMount: ['mountPath', 'name'],
  Volume: ['name'],
  SeccompProfile: ['type'],
  AppArmorProfile: ['type'],
  Sysctl: ['name', 'value'],
  DeploymentSpec: ['selector', 'template'],
  DaemonSetSpec: ['selector', 'template'],
  StatefulSetSpec: ['selector', 'template'],
  ReplicaSetSpec: ['selector'],
  JobSpec: ['template'],
  CronJobSpec: ['jobTemplate', 'schedule'],
  HostPathVolumeSource: ['path'],
  PersistentVolumeClaimVolumeSource: ['claimName'],
};

/** How deep --recursive goes; the API's own types come back to themselves (JSON schemas). */
const DEEPEST = 12;

export const explain: Verb = (call) => {
  const [path, more] = call.args;
  if (path === undefined)
    throw failure(
      'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  if (more !== undefined) throw failure('We accept only this format: explain RESOURCE');
  if (!['', 'plaintext', 'plaintext-openapiv2'].includes(call.text('output')))
    throw failure(`unrecognized format: ${call.text('output')}`);
  const [type = '', ...fields] = path.replace(/\.$/, '').split('.');
  const resource = resourceNamed(type);
  const elsewhere = resource === undefined ? servedElsewhere(type) : undefined;
  if (elsewhere !== undefined) throw call.notSimulated(elsewhere);
  if (resource === undefined)
    throw new Failure(`the server doesn't have a resource type ${JSON.stringify(type)}`);
  const root = servedType(apiVersionOf(resource), resource.kind);
  if (root === undefined) throw failure(`couldn't find resource for ${JSON.stringify(resource.name)}`);
  let at: TypeRef = { kind: 'object', name: root };
  for (const field of fields) {
    const next: TypeRef | undefined = fieldsOf(objectBehind(at) ?? '')?.get(field);
    if (next === undefined) throw failure(`field ${JSON.stringify(field)} does not exist`);
    at = next;
  }
  if (resource.group !== '') call.line(`GROUP:      ${resource.group}`);
  call.line(`KIND:       ${resource.kind}`);
  call.line(`VERSION:    ${resource.version}\n`);
  const last = fields.at(-1);
  if (last !== undefined) call.line(`FIELD: ${last} <${typeName(at)}>\n\n`);
  const text = last === undefined ? undefined : meaningOf(last);
  call.line(
    `DESCRIPTION:\n${text === undefined ? '    <empty>' : `${indented(wrapped(text, 76), 4)}\n    `}`,
  );
  const object = objectBehind(at);
  if (object !== undefined && fieldsOf(object) !== undefined) {
    call.line('FIELDS:');
    listFields(call, object, 1, call.on('recursive'), []);
  }
  call.line('');
  if (!call.on('recursive'))
    call.errLine(
      'podium: Descriptions are our own and only the security fields have one; the types are those of Kubernetes 1.36.',
    );
  return undefined;
};

function listFields(
  call: Call,
  object: string,
  level: number,
  recursive: boolean,
  above: readonly string[],
): void {
  const margin = ' '.repeat(level * 2);
  const names = [...(fieldsOf(object) ?? new Map<string, TypeRef>()).entries()].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  for (const [name, type] of names) {
    const must = REQUIRED[bareName(object)]?.includes(name) === true ? ' -required-' : '';
    call.line(`${margin}${name}\t<${typeName(type)}>${must}`);
    if (recursive) {
      const inner = objectBehind(type);
      if (inner !== undefined && !above.includes(inner) && level < DEEPEST)
        listFields(call, inner, level + 1, true, [...above, object]);
      continue;
    }
    call.line(`${indented(wrapped(meaningOf(name) ?? '<no description>', 78 - level * 2), level * 2 + 2)}\n`);
  }
}

const bareName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The object type that stands behind lists and maps. */
function objectBehind(type: TypeRef): string | undefined {
  if (type.kind === 'object') return type.name;
  return type.kind === 'scalar' ? undefined : objectBehind(type.of);
}

/** typeGuess of the template. */
function typeName(type: TypeRef): string {
  if (type.kind === 'list') return `[]${typeName(type.of)}`;
  if (type.kind === 'map') return `map[string]${typeName(type.of)}`;
  if (type.kind === 'object') return bareName(type.name);
  switch (type.go) {
    case 'int32':
    case 'int64':
      return 'integer';
    case 'bool':
      return 'boolean';
    case 'float64':
      return 'number';
    case 'int-or-string':
      return 'IntOrString';
    case 'quantity':
      return 'Quantity';
    case 'any':
      return 'Object';
    default:
      return 'string';
  }
}

function meaningOf(name: string): string | undefined {
  const field = fieldNamed(name);
  return field === undefined ? undefined : `${field.meaning} Default: ${field.default}.`;
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const indented = (lines: readonly string[], by: number): string =>
  lines.map((line) => ' '.repeat(by) + line).join('\n');
