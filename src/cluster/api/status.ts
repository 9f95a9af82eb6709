/** How the API server says no: metav1.Status (apimachinery pkg/api/errors/errors.go). */

type StatusReason =
  | 'NotFound'
  | 'AlreadyExists'
  | 'Forbidden'
  | 'BadRequest'
  | 'Invalid'
  | 'Conflict'
  | 'MethodNotAllowed'
  | 'UnsupportedMediaType'
  | 'InternalError';

export interface StatusCause {
  /** `FieldValueInvalid` and the like. */
  readonly reason: string;
  readonly message: string;
  /** Path of the field as the server spells it. */
  readonly field: string;
}

/** A refusal. `code` is the HTTP status. */
export interface Status {
  readonly code: number;
  readonly reason: StatusReason;
  /** Without the client's `Error from server (Forbidden): ` in front. */
  readonly message: string;
  readonly details: {
    readonly name?: string;
    readonly group?: string;
    /** The resource (`pods`), or the kind for `Invalid`. */
    readonly kind?: string;
    readonly causes?: readonly StatusCause[];
  };
}

/** What a request comes back with; warnings (HTTP `Warning: 299`) come with refusals too. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly status: Status; readonly warnings: readonly string[] };

/** A refusal as a reply. */
export function refused<T>(status: Status, warnings: readonly string[] = []): Reply<T> {
  return { ok: false, status, warnings };
}

/** An answer as a reply. */
export function answered<T>(value: T, warnings: readonly string[] = []): Reply<T> {
  return { ok: true, value, warnings };
}
