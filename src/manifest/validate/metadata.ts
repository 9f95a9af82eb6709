import { child, goString, mapAt, textAt } from '../access.ts';
import type { Node } from '../yaml/node.ts';
import { type ApiError, invalid, required } from './api-error.ts';
import { labelErrors, subdomainErrors } from './names.ts';

const KEY = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const KEY_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const LONGEST = 63;

/** What is wrong with a label's or an annotation's key (apimachinery content/kube.go IsLabelKey). */
export function keyFaults(key: string): readonly string[] {
  const parts = key.split('/');
  if (parts.length > 2) {
    return [
      `a valid label key ${KEY_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const faults: string[] = [];
  const name = parts.at(-1) ?? '';
  const [prefix] = parts;
  if (parts.length === 2 && prefix !== undefined) {
    if (prefix === '') faults.push('prefix part must be non-empty');
    else faults.push(...subdomainErrors(prefix, '').map(({ detail }) => `prefix part ${detail}`));
  }
  if (name === '') faults.push('name part must be non-empty');
  else if (name.length > LONGEST) faults.push(`name part must be no more than ${LONGEST} bytes`);
  if (!KEY.test(name)) faults.push(`name part ${KEY_RULE}`);
  return faults;
}

/** What is wrong with a label's value (apimachinery content/kube.go IsLabelValue). */
export function valueFaults(value: string): readonly string[] {
  const faults: string[] = [];
  if (value.length > LONGEST) faults.push(`must be no more than ${LONGEST} bytes`);
  if (value !== '' && !KEY.test(value)) faults.push(VALUE_RULE);
  return faults;
}

/** Rules of ValidateLabels and ValidateAnnotations for an object's metadata. */
export function labelAndAnnotationErrors(metadata: Node | undefined, path: string): readonly ApiError[] {
  const errors: ApiError[] = [];
  for (const { key } of mapAt(metadata, 'labels')?.entries ?? []) {
    const value = textAt(child(metadata, 'labels'), key) ?? '';
    errors.push(...keyFaults(key).map((fault) => invalid(`${path}.labels`, goString(key), fault)));
    errors.push(...valueFaults(value).map((fault) => invalid(`${path}.labels`, goString(value), fault)));
  }
  for (const { key } of mapAt(metadata, 'annotations')?.entries ?? []) {
    const faults = keyFaults(key.toLowerCase());
    errors.push(...faults.map((fault) => invalid(`${path}.annotations`, goString(key), fault)));
  }
  return errors;
}

/** Kinds whose name is a DNS label; the others' is a subdomain. */
const LABELS: ReadonlySet<string> = new Set(['Namespace', 'Service']);

/** What is wrong with an object's name (ValidateObjectMeta). */
export function nameErrors(kind: string, metadata: Node | undefined): readonly ApiError[] {
  const name = textAt(metadata, 'name') ?? '';
  const path = 'metadata.name';
  if (name === '') {
    if ((textAt(metadata, 'generateName') ?? '') !== '') return [];
    return [required(path, 'name or generateName is required')];
  }
  return LABELS.has(kind) ? labelErrors(name, path) : subdomainErrors(name, path);
}
