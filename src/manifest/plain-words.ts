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
      return `${field} is missing.`;
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

/** With more digits than this, backticks counted, it is too large rather than negative. */
const LONGEST_ID = 11;

function invalidPlainly({ path, detail: whole }: ApiError, field: string, value: string): string {
  // The rule of a name ends with examples and a regular expression, which is for Details.
  const [detail = ''] = whole.split(' (e.g. ', 1);
  const id = ID_WORDS.find(([pattern]) => pattern.test(path))?.[1];
  if (id !== undefined && detail.startsWith('must be between'))
    return value.length > LONGEST_ID
      ? `${value} is no ${id}: the highest is ${MAX_ID}.`
      : `${value} is no ${id}.`;
  if (detail.startsWith('cannot set')) {
    const other = detail.endsWith('CAP_SYS_ADMIN') ? 'the capability CAP_SYS_ADMIN' : '`privileged: true`';
    return `\`allowPrivilegeEscalation: false\` and ${other} exclude each other.`;
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
  const inside = container === '' ? 'such a container' : who;
  switch (code) {
    case 'RunAsUserIsRoot':
      return `${who} would run as root, against \`runAsNonRoot\`.`;
    case 'ImageRunsAsRoot':
      return `The image of ${inside} runs as root, against \`runAsNonRoot\`: set \`runAsUser\`.`;
    case 'ImageUserNotNumeric':
      return `The USER of ${inside}'s image is a name, which \`runAsNonRoot\` cannot check: set \`runAsUser\`.`;
    case 'ImageUserInvalid':
      return `The USER of ${inside}'s image is no UID: set \`runAsUser\`.`;
    case 'WindowsRunAsUserNameIsAdmin':
    case 'WindowsImageUserIsAdmin':
      return `${who} would run as ContainerAdministrator, against \`runAsNonRoot\`.`;
    default:
      return `${who}: ${reason.replace(/[.:] ?$/, '')}.`;
  }
}
