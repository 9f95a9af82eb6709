import { child, goString, itemsAt, numberAt, textAt } from '../access.ts';
import { at, type PodView } from '../pod.ts';
import type { Node } from '../yaml/node.ts';
import { type ApiError, duplicate, forbidden, invalid, required } from './api-error.ts';
import { labelErrors } from './names.ts';
import { descendingPathErrors } from './profiles.ts';

/** The field that each kind of source cannot do without. */
const REQUIRED: readonly (readonly [kind: string, field: string])[] = [
  ['hostPath', 'path'],
  ['secret', 'secretName'],
  ['persistentVolumeClaim', 'claimName'],
  ['configMap', 'name'],
];

const MODE = 'must be a number between 0 and 0777 (octal), both inclusive';

/** Rules of validation.go ValidateVolumes: names, one source each, and what that source needs. */
export function volumeErrors(pod: PodView): readonly ApiError[] {
  const errors: ApiError[] = [];
  const names = new Set<string>();
  for (const [i, volume] of itemsAt(pod.spec, 'volumes').entries()) {
    const path = `${at(pod.specPath, 'volumes')}[${i}]`;
    const name = textAt(volume, 'name') ?? '';
    if (name === '') errors.push(required(`${path}.name`));
    else errors.push(...labelErrors(name, `${path}.name`));
    if (name !== '' && names.has(name)) errors.push(duplicate(`${path}.name`, name));
    names.add(name);
    errors.push(...sourceErrors(volume, path));
  }
  return errors;
}

function sourceErrors(volume: Node, path: string): readonly ApiError[] {
  if (volume.kind !== 'map') return [];
  const kinds = volume.entries
    .map(({ key }) => key)
    .filter((key) => key !== 'name' && child(volume, key) !== undefined);
  const [first, ...others] = kinds;
  const errors = others.map((kind) =>
    forbidden(`${path}.${kind}`, 'may not specify more than 1 volume type'),
  );
  const needed = REQUIRED.find(([kind]) => kind === first);
  const source = first === undefined ? undefined : child(volume, first);
  if (needed !== undefined && (textAt(source, needed[1]) ?? '') === '')
    errors.push(required(`${path}.${needed.join('.')}`));
  const mode = numberAt(source, 'defaultMode');
  if (mode !== undefined && (mode < 0 || mode > 0o777))
    errors.push(invalid(`${path}.${first}.defaultMode`, String(mode), MODE));
  return errors;
}

/** Rules of ValidateVolumeMounts that are not about names: each place once, and no step out of a volume. */
export function mountErrors(container: Node, path: string): readonly ApiError[] {
  const errors: ApiError[] = [];
  const taken = new Set<string>();
  for (const [i, mount] of itemsAt(container, 'volumeMounts').entries()) {
    const where = `${path}.volumeMounts[${i}]`;
    const place = textAt(mount, 'mountPath') ?? '';
    if (taken.has(place)) errors.push(invalid(`${where}.mountPath`, goString(place), 'must be unique'));
    taken.add(place);
    const [subPath = '', expression = ''] = [textAt(mount, 'subPath'), textAt(mount, 'subPathExpr')];
    if (subPath !== '') errors.push(...descendingPathErrors(subPath, `${path}.volumeMounts.subPath`));
    if (expression === '') continue;
    if (subPath !== '') {
      const detail = 'subPathExpr and subPath are mutually exclusive';
      errors.push(invalid(`${where}.subPathExpr`, goString(expression), detail));
    }
    errors.push(...descendingPathErrors(expression, `${path}.volumeMounts.subPathExpr`));
  }
  return errors;
}
