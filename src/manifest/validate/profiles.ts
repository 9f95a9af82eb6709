import { child, goString, textAt } from '../access.ts';
import { at } from '../pod.ts';
import type { Node } from '../yaml/node.ts';
import { type ApiError, invalid, required, tooLong, unsupported } from './api-error.ts';

const TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'];

/** Rules of validation.go validateSeccompProfileField. */
export function seccompErrors(profile: Node | undefined, path: string): readonly ApiError[] {
  if (profile === undefined) return [];
  const errors: ApiError[] = [];
  const type = textAt(profile, 'type') ?? '';
  const local = textAt(profile, 'localhostProfile');
  const localPath = at(path, 'localhostProfile');
  if (type === '') errors.push(required(at(path, 'type'), 'type is required when seccompProfile is set'));
  else if (!TYPES.includes(type)) errors.push(unsupported(at(path, 'type'), type, TYPES));
  if (type === 'Localhost') {
    if (local === undefined) errors.push(required(localPath, 'must be set when seccomp type is Localhost'));
    else errors.push(...descendingPathErrors(local, localPath));
  } else if (local !== undefined) {
    const value = `{"Type":${goString(type)},"LocalhostProfile":${goString(local)}}`;
    errors.push(invalid(localPath, value, 'can only be set when seccomp type is Localhost'));
  }
  return errors;
}

/** Rules of validation.go validateLocalDescendingPath: relative, and no step upwards. */
export function descendingPathErrors(value: string, path: string): readonly ApiError[] {
  const errors: ApiError[] = [];
  if (value.startsWith('/')) errors.push(invalid(path, goString(value), 'must be a relative path'));
  if (value.split('/').includes('..')) errors.push(invalid(path, goString(value), "must not contain '..'"));
  return errors;
}

const APPARMOR_PATH_BYTES = 4095;

/** Rules of validation.go ValidateAppArmorProfileField. */
export function appArmorErrors(profile: Node | undefined, path: string): readonly ApiError[] {
  if (profile === undefined) return [];
  const type = textAt(profile, 'type') ?? '';
  const local = textAt(profile, 'localhostProfile');
  const localPath = at(path, 'localhostProfile');
  const missing = required(localPath, 'must be set when AppArmor type is Localhost');
  if (type === '') return [required(at(path, 'type'), 'type is required when appArmorProfile is set')];
  if (!TYPES.includes(type)) return [unsupported(at(path, 'type'), type, TYPES)];
  if (type !== 'Localhost') {
    if (local === undefined) return [];
    return [invalid(localPath, goString(local), 'can only be set when AppArmor type is Localhost')];
  }
  if (local === undefined) return [missing];
  const errors: ApiError[] = [];
  if (local.trim() !== local)
    errors.push(invalid(localPath, goString(local), 'must not be padded with whitespace'));
  else if (local === '') errors.push(missing);
  if (
    local.length > APPARMOR_PATH_BYTES / 3 &&
    new TextEncoder().encode(local).length > APPARMOR_PATH_BYTES
  ) {
    errors.push(tooLong(localPath, APPARMOR_PATH_BYTES));
  }
  return errors;
}

const CONTROL = /\p{Cc}/u;
const NETBIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DNS = /^([a-z0-9]|[a-z0-9][a-z0-9-]{0,61}[a-z0-9])(\.([a-z0-9]|[a-z0-9][a-z0-9-]{0,61}[a-z0-9]))*$/i;
const USER_FORBIDDEN = /["/\\:;|=,+*?<>@[\]]/;

/** Rules of validation.go validateWindowsSecurityContextOptions, checked whatever the pod's os. */
export function windowsOptionErrors(options: Node | undefined, path: string): readonly ApiError[] {
  if (child(options, 'runAsUserName') === undefined) return [];
  const name = textAt(options, 'runAsUserName') ?? '';
  const where = at(path, 'runAsUserName');
  const bad = (detail: string): ApiError => invalid(where, goString(name), `runAsUserName${detail}`);
  if (name === '') return [bad(' cannot be an empty string')];
  if (CONTROL.test(name)) return [bad(' cannot contain control characters')];
  const parts = name.split('\\');
  if (parts.length > 2) return [bad(' cannot contain more than one backslash')];
  const errors: ApiError[] = [];
  const domain = parts.length === 2 ? parts[0] : undefined;
  const user = parts.at(-1) ?? '';
  if (domain !== undefined) {
    if (domain.length >= 256) errors.push(bad("'s Domain length must be under 256 characters"));
    if (!NETBIOS.test(domain) && !DNS.test(domain)) {
      errors.push(bad("'s Domain doesn't match the NetBios nor the DNS format"));
    }
  }
  if (user === '') errors.push(bad("'s User cannot be empty"));
  else if (user.length > 104) errors.push(bad("'s User length must not be longer than 104 characters"));
  if (/^[. ]+$/.test(user)) errors.push(bad("'s User cannot contain only periods or spaces"));
  if (USER_FORBIDDEN.test(user)) {
    errors.push(bad(`'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]`));
  }
  return errors;
}
