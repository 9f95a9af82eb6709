import { child, goString, itemsAt, numberAt, textAt } from '../access.ts';
import type { PodView } from '../pod.ts';
import { canonicalQuantity, thousandths } from '../quantity.ts';
import type { Node } from '../yaml/node.ts';
import { type ApiError, duplicate, invalid, required, unsupported } from './api-error.ts';
import { MOST_ERRORS } from './container.ts';
import { mountErrors, volumeErrors } from './volumes.ts';

/**
 * What validation.go asks of a pod spec beside security and identity, as far as people trip over it: volumes, mounts,
 * ports, variables, resources.
 */
export function restErrors(pod: PodView): readonly ApiError[] {
  const errors: ApiError[] = [...volumeErrors(pod)];
  for (const { node, path } of pod.containers) {
    if (errors.length >= MOST_ERRORS) break;
    for (const rule of [portErrors, variableErrors, mountErrors, resourceErrors])
      for (const error of rule(node, path)) errors.push(error);
  }
  return errors.slice(0, MOST_ERRORS);
}

const MOST_PORT = 65_535;
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** Rules of IsValidPortName. */
function portNameFaults(name: string): readonly string[] {
  const faults: string[] = [];
  if (name.length > 15) faults.push('must be no more than 15 bytes');
  if (!/^[-a-z0-9]+$/.test(name)) {
    faults.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(name)) faults.push('must contain at least one letter (a-z)');
  if (name.includes('--')) faults.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-')) faults.push('must not begin or end with a hyphen');
  return faults;
}

/** Rules of validateContainerPorts. */
function portErrors(container: Node, path: string): readonly ApiError[] {
  const errors: ApiError[] = [];
  const names = new Set<string>();
  for (const [i, port] of itemsAt(container, 'ports').entries()) {
    const where = `${path}.ports[${i}]`;
    const name = textAt(port, 'name') ?? '';
    const faults = name === '' ? [] : portNameFaults(name);
    errors.push(...faults.map((fault) => invalid(`${where}.name`, goString(name), fault)));
    if (name !== '' && faults.length === 0 && names.has(name)) errors.push(duplicate(`${where}.name`, name));
    names.add(name);
    const number = numberAt(port, 'containerPort') ?? 0;
    if (number === 0) errors.push(required(`${where}.containerPort`));
    for (const key of ['containerPort', 'hostPort']) {
      const value = numberAt(port, key) ?? 0;
      if (value === 0 || (value > 0 && value <= MOST_PORT)) continue;
      errors.push(invalid(`${where}.${key}`, String(value), `must be between 1 and ${MOST_PORT}, inclusive`));
    }
    const protocol = textAt(port, 'protocol') ?? 'TCP';
    if (!PROTOCOLS.includes(protocol)) errors.push(unsupported(`${where}.protocol`, protocol, PROTOCOLS));
  }
  return errors;
}

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];

/** Rules of ValidateEnv and validateEnvVarValueFrom. */
function variableErrors(container: Node, path: string): readonly ApiError[] {
  const errors: ApiError[] = [];
  for (const [i, variable] of itemsAt(container, 'env').entries()) {
    const where = `${path}.env[${i}]`;
    if ((textAt(variable, 'name') ?? '') === '') errors.push(required(`${where}.name`));
    const from = child(variable, 'valueFrom');
    if (from === undefined) continue;
    const sources = SOURCES.filter((key) => child(from, key) !== undefined);
    if (sources.length === 0) {
      errors.push(
        invalid(
          `${where}.valueFrom`,
          '""',
          'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
        ),
      );
    } else if ((textAt(variable, 'value') ?? '') !== '') {
      errors.push(invalid(`${where}.valueFrom`, '""', 'may not be specified when `value` is not empty'));
    } else if (sources.length > 1) {
      errors.push(
        invalid(`${where}.valueFrom`, '""', 'may not have more than one field specified at a time'),
      );
    }
  }
  return errors;
}

const written = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;

/** Rules of validateResourceRequirements: what is asked for is no more than the limit. */
function resourceErrors(container: Node, path: string): readonly ApiError[] {
  const resources = child(container, 'resources');
  const [requests, limits] = [child(resources, 'requests'), child(resources, 'limits')];
  if (requests?.kind !== 'map') return [];
  return requests.entries.flatMap(({ key, value }) => {
    const [asked, limit] = [written(value), written(child(limits, key))];
    if (asked === undefined || limit === undefined || thousandths(asked) <= thousandths(limit)) return [];
    const detail = `must be less than or equal to ${key} limit of ${canonicalQuantity(limit)}`;
    return [invalid(`${path}.resources.requests`, goString(canonicalQuantity(asked)), detail)];
  });
}
