/** The refusals of the API server, in its words (apimachinery pkg/api/errors/errors.go). */
import type { ApiError } from '../../manifest/index.ts';
import { qualifiedName, type Resource } from './resources.ts';
import type { Status } from './status.ts';

const about = (resource: Resource, name: string): Status['details'] => ({
  ...(name === '' ? {} : { name }),
  ...(resource.group === '' ? {} : { group: resource.group }),
  kind: resource.name,
});

/** NewNotFound */
export function notFound(resource: Resource, name: string): Status {
  const message = `${qualifiedName(resource)} "${name}" not found`;
  return { code: 404, reason: 'NotFound', message, details: about(resource, name) };
}

/** NewAlreadyExists */
export function alreadyExists(resource: Resource, name: string): Status {
  const message = `${qualifiedName(resource)} "${name}" already exists`;
  return { code: 409, reason: 'AlreadyExists', message, details: about(resource, name) };
}

/** NewForbidden */
export function forbidden(resource: Resource, name: string, why: string): Status {
  const what = name === '' ? qualifiedName(resource) : `${qualifiedName(resource)} "${name}"`;
  return {
    code: 403,
    reason: 'Forbidden',
    message: `${what} is forbidden: ${why}`,
    details: about(resource, name),
  };
}

/** NewConflict */
export function conflict(resource: Resource, name: string, why: string): Status {
  const message = `Operation cannot be fulfilled on ${qualifiedName(resource)} "${name}": ${why}`;
  return { code: 409, reason: 'Conflict', message, details: about(resource, name) };
}

/** NewBadRequest */
export function badRequest(message: string): Status {
  return { code: 400, reason: 'BadRequest', message, details: {} };
}

/** NewInvalid: one error stands for itself, several in brackets, the same one said once (field.ErrorList.ToAggregate). */
export function invalid(resource: Resource, name: string, errors: readonly ApiError[]): Status {
  const texts = [...new Set(errors.map(({ path, message }) => `${path}: ${message}`))];
  const all = texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
  const kind = resource.group === '' ? resource.kind : `${resource.kind}.${resource.group}`;
  return {
    code: 422,
    reason: 'Invalid',
    message: `${kind} "${name}" is invalid: ${all}`,
    details: {
      name,
      ...(resource.group === '' ? {} : { group: resource.group }),
      kind: resource.kind,
      causes: errors.map(({ type, message, path }) => ({ reason: type, message, field: path })),
    },
  };
}
