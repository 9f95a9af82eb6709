import { goString } from '../access.ts';
import { type ApiError, invalid } from './api-error.ts';

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** Rules of apimachinery IsDNS1123Label. */
export function labelErrors(name: string, path: string): readonly ApiError[] {
  const errors: ApiError[] = [];
  if (name.length > 63) errors.push(invalid(path, goString(name), 'must be no more than 63 bytes'));
  if (!LABEL.test(name)) {
    errors.push(
      invalid(
        path,
        goString(name),
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
      ),
    );
  }
  return errors;
}

/** Rules of apimachinery IsDNS1123Subdomain, which the names of pods and workloads follow. */
export function subdomainErrors(name: string, path: string): readonly ApiError[] {
  const errors: ApiError[] = [];
  if (name.length > 253) errors.push(invalid(path, goString(name), 'must be no more than 253 bytes'));
  if (!name.split('.').every((part) => LABEL.test(part))) {
    errors.push(
      invalid(
        path,
        goString(name),
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      ),
    );
  }
  return errors;
}
