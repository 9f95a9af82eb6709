/** Printers of whole objects: -o json, yaml, name, jsonpath, go-template (cli-runtime pkg/printers, genericclioptions). */
import type { Json, JsonObject } from '../../json.ts';
import type { Call } from '../call.ts';
import { type Failure, failure } from '../failure.ts';
import { fileAt } from '../machine.ts';
import { executeTemplate, TemplateError } from './gotemplate/index.ts';
import { goJson, goJsonInOrder } from './json.ts';
import { PathError, pickPath, printPath, shown } from './jsonpath/index.ts';
import { goYaml } from './yaml.ts';

/** Prints one object (or a list). Throws `Failure`. */
export type ObjectPrinter = (object: JsonObject) => void;

/** What commands that print a result allow behind -o, in the order of their error message. */
export const OBJECT_FORMATS = [
  'json',
  'yaml',
  'kyaml',
  'name',
  'go-template',
  'go-template-file',
  'template',
  'templatefile',
  'jsonpath',
  'jsonpath-as-json',
  'jsonpath-file',
];

export interface PrinterOptions {
  /** Objects that kubectl made itself keep the order of their keys in JSON. */
  readonly inOrder?: boolean;
}

/** The printer for -o, or undefined where -o is empty. Throws for a format that there is not. */
export function objectPrinter(call: Call, options: PrinterOptions = {}): ObjectPrinter | undefined {
  const output = call.text('output');
  const template = call.text('template');
  if (output === '' && template === '') return undefined;
  const equals = output.indexOf('=');
  const format = output === '' ? 'go-template' : equals === -1 ? output : output.slice(0, equals);
  const argument = equals === -1 ? template : output.slice(equals + 1);
  let written = 0;
  switch (equals === -1 || format.includes('jsonpath') || format.includes('template') ? format : output) {
    case 'json':
      return (object) => {
        const shownObject = withoutManagedFields(call, object);
        call.line((options.inOrder === true ? goJsonInOrder : goJson)(shownObject, 4));
      };
    case 'yaml':
      return (object) => {
        written += 1;
        if (written > 1) call.line('---');
        call.streams.out(goYaml(withoutManagedFields(call, object)));
      };
    case 'name':
      return (object) => printName(call, object);
    case 'kyaml':
      throw call.notSimulated({
        code: 'kubectl-output:kyaml',
        message:
          'The output format kyaml is not simulated. kubectl would print YAML in flow style with every string quoted; -o yaml shows the same object.',
      });
    case 'jsonpath':
    case 'jsonpath-as-json':
    case 'jsonpath-file':
      return pathPrinter(call, format, argument);
    case 'go-template':
    case 'go-template-file':
    case 'template':
    case 'templatefile':
      return templatePrinter(call, format, argument);
    default:
      return undefined;
  }
}

/** Refuses a format that no printer has (genericclioptions.NoCompatiblePrinterError). */
export function noPrinter(output: string, allowed: readonly string[]): Failure {
  const sorted = [...allowed].sort();
  return failure(
    `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${sorted.join(',')}`,
  );
}

function withoutManagedFields(call: Call, object: JsonObject): JsonObject {
  if (call.on('show-managed-fields')) return object;
  const strip = (one: JsonObject): JsonObject => {
    const metadata = one.metadata as JsonObject | undefined;
    if (metadata === undefined || !('managedFields' in metadata)) return one;
    const { managedFields: _, ...rest } = metadata;
    return { ...one, metadata: rest };
  };
  const items = object.items as readonly JsonObject[] | undefined;
  return Array.isArray(items) ? { ...object, items: items.map(strip) } : strip(object);
}

function printName(call: Call, object: JsonObject): void {
  const items = object.items as readonly JsonObject[] | undefined;
  if (Array.isArray(items)) {
    for (const item of items as readonly JsonObject[]) printName(call, item);
    return;
  }
  call.line(nameOf(object));
}

/** `pod/x`, `deployment.apps/x`. */
export function nameOf(object: JsonObject): string {
  const apiVersion = String(object.apiVersion ?? '');
  const kind = String(object.kind ?? '').toLowerCase();
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : `.${apiVersion.slice(0, slash)}`;
  const metadata = object.metadata as JsonObject | undefined;
  const name = metadata?.name;
  return `${kind}${group}/${typeof name === 'string' && name !== '' ? name : '<unknown>'}`;
}

function argumentOf(call: Call, format: string, argument: string): string {
  if (argument === '') throw failure('template format specified but no template given');
  if (!format.endsWith('file')) return argument;
  const file = fileAt(call.draft, argument);
  if (file?.type !== 'file')
    throw failure(`error reading --template ${argument}, open ${argument}: no such file or directory\n`);
  return file.content;
}

function pathPrinter(call: Call, format: string, argument: string): ObjectPrinter {
  const template = argumentOf(call, format, argument);
  const asJson = format === 'jsonpath-as-json';
  try {
    printPath(template, {}, true);
  } catch (error) {
    if (!(error instanceof PathError)) throw error;
    if (!isEvaluation(error.message)) throw failure(`error parsing jsonpath ${template}, ${error.message}`);
  }
  return (object) => {
    try {
      if (asJson)
        call.streams.out(pathAsJson(template, object, call.on('allow-missing-template-keys', true)));
      else call.streams.out(printPath(template, object, call.on('allow-missing-template-keys', true)));
    } catch (error) {
      if (!(error instanceof PathError)) throw error;
      throw dumpPath(template, object, error.message);
    }
  };
}

function isEvaluation(message: string): boolean {
  return /is not found|out of bounds|not array or slice|can only compare|incompatible types|greater than ending|not in range|unrecognized identifier/.test(
    message,
  );
}

function pathAsJson(template: string, data: Json, missing: boolean): string {
  return pickPath(template, data, missing)
    .map((values) => `${goJson(values, 4)}\n`)
    .join('');
}

function dumpPath(template: string, data: JsonObject, message: string): Failure {
  return failure(
    `error executing jsonpath ${JSON.stringify(template)}: Error executing template: ${message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(data)}\n\n\n`,
  );
}

function dumpTemplate(call: Call, template: string, data: JsonObject, message: string): Failure {
  call.line(`Error executing template: ${message}. Printing more information for debugging the template:`);
  call.line(`\ttemplate was:\n\t\t${template}`);
  call.line(`\traw data was:\n\t\t${goJson(data)}`);
  call.line(`\tobject given to template engine was:\n\t\t${shown(data)}\n`);
  return failure(`error executing template ${JSON.stringify(template)}: ${message}`);
}

/** A value as Go's %#v prints it. */
function goSyntax(value: Json): string {
  if (value === null) return 'interface {}(nil)';
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[]interface {}{${(value as readonly Json[]).map(goSyntax).join(', ')}}`;
  if (typeof value === 'object')
    return `map[string]interface {}{${Object.entries(value as JsonObject)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${goSyntax(item ?? null)}`)
      .join(', ')}}`;
  return String(value);
}

function templatePrinter(call: Call, format: string, argument: string): ObjectPrinter {
  const template = argumentOf(call, format, argument);
  return (object) => {
    try {
      call.streams.out(executeTemplate(template, object, call.on('allow-missing-template-keys', true)));
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      if (error.kind === 'parse')
        throw failure(`error parsing template ${template}, template: output:${error.message}`);
      if (error.kind === 'not-simulated')
        throw call.notSimulated({
          code: `go-template:${error.message}`,
          message: `The part ${error.message} of Go templates is not simulated. kubectl would evaluate it as Go's text/template does.`,
        });
      throw dumpTemplate(call, template, object, `template: output:${error.message}`);
    }
  };
}
