import type { Decided } from './explanation.ts';
import { fieldName } from './mend/words.ts';
import type { ApiError } from './validate/api-error.ts';
import { MAX_ID } from './validate/container.ts';

/** Fields whose numbers are ids, and what a person calls such a number. */
const ID_WORDS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)runAsUser$/, 'UID'],
  [/(?:^|\.)(?:runAsGroup|fsGroup|supplementalGroups\[\d+\])$/, 'GID'],
];

/** What the API server objects to, and what to write, in one short sentence of ours. */
export function plainly(error: ApiError): string {
  const { path, type, detail } = error;
  const field = `\`${fieldName(path)}\``;
  const value = given(error);
  switch (type) {
    case 'FieldValueInvalid':
      return invalidPlainly(error, field, value);
    case 'FieldValueRequired':
      return detail === '' ? `${field} is missing: add it.` : `${field} is missing: ${detail}.`;
    case 'FieldValueForbidden':
      return `${field} is not allowed here: ${detail}.`;
    case 'FieldValueNotSupported':
      return `${field} cannot be ${value}: write one of ${detail.replace('supported values: ', '')}.`;
    case 'FieldValueDuplicate':
      return `${value} stands twice as ${field}: give each its own.`;
    case 'FieldValueNotFound':
      return `${field} ${value} is not defined anywhere: define it, or correct the name.`;
    case 'FieldValueTooLong':
      return `${field} is too long: it ${detail}.`;
  }
}

function invalidPlainly({ path, detail }: ApiError, field: string, value: string): string {
  const id = ID_WORDS.find(([pattern]) => pattern.test(path))?.[1];
  if (id !== undefined && detail.startsWith('must be between'))
    return `${value} is no ${id}: write a number from 0 to ${MAX_ID}.`;
  if (detail.startsWith('cannot set')) {
    const other = detail.endsWith('CAP_SYS_ADMIN') ? 'the capability CAP_SYS_ADMIN' : '`privileged: true`';
    return `\`allowPrivilegeEscalation: false\` and ${other} exclude each other: take one of them out.`;
  }
  return value === '' ? `${field}: ${detail}.` : `${field} cannot be ${value}: ${detail}.`;
}

/** Longer values, and structs of Go, say nothing to a person. */
const LONGEST = 60;

/** The value that the reply quotes, as code; empty where it quotes none that can be read. */
function given({ message, detail }: ApiError): string {
  const from = message.indexOf(': ') + 2;
  const to = detail === '' ? message.length : message.length - detail.length - 2;
  const value = message.slice(from, Math.max(from, to));
  return value === '' || value.length > LONGEST || /^[&{[]|^map/.test(value) ? '' : `\`${value}\``;
}

/** Why the kubelet does not start a container, and what to write, in one short sentence of ours. */
export function refusalPlainly(
  container: string,
  { code, reason }: Extract<Decided, { verdict: 'refused' }>,
): string {
  const who = container === '' ? 'Such a container' : `\`${container}\``;
  switch (code) {
    case 'RunAsUserIsRoot':
      return `${who} would run as root, and \`runAsNonRoot\` is true: set another \`runAsUser\`, or take it away.`;
    case 'ImageRunsAsRoot':
      return `${who}: the image runs as root, and \`runAsNonRoot\` is true: set \`runAsUser\` to a number above 0.`;
    case 'ImageUserNotNumeric':
      return `${who}: the image's USER is a name, and \`runAsNonRoot\` is true: set \`runAsUser\` to its number.`;
    case 'ImageUserInvalid':
      return `${who}: the image's USER is no UID, and \`runAsNonRoot\` is true: set \`runAsUser\` to a number above 0.`;
    case 'WindowsRunAsUserNameIsAdmin':
    case 'WindowsImageUserIsAdmin':
      return `${who} would run as ContainerAdministrator, and \`runAsNonRoot\` is true: set another \`windowsOptions.runAsUserName\`.`;
    default:
      return `${who}: ${reason.replace(/[.:\s]+$/, '')}.`;
  }
}
