import { goString } from '../access.ts';

export type ApiErrorType =
  | 'FieldValueInvalid'
  | 'FieldValueRequired'
  | 'FieldValueForbidden'
  | 'FieldValueNotSupported'
  | 'FieldValueDuplicate'
  | 'FieldValueNotFound'
  | 'FieldValueTooLong';

/** One validation error as the API server reports it (apimachinery util/validation/field/errors.go). */
export interface ApiError {
  readonly path: string;
  readonly type: ApiErrorType;
  /** As in the reply, after `<path>: `. */
  readonly message: string;
  /** The message without the value part. */
  readonly detail: string;
}

const after = (detail: string): string => (detail === '' ? '' : `: ${detail}`);

/** `value` is JSON text. */
export function invalid(path: string, value: string, detail: string): ApiError {
  return { path, type: 'FieldValueInvalid', message: `Invalid value: ${value}: ${detail}`, detail };
}

export function required(path: string, detail = ''): ApiError {
  return { path, type: 'FieldValueRequired', message: `Required value${after(detail)}`, detail };
}

export function forbidden(path: string, detail: string): ApiError {
  return { path, type: 'FieldValueForbidden', message: `Forbidden${after(detail)}`, detail };
}

export function unsupported(path: string, value: string, supported: readonly string[]): ApiError {
  const detail = `supported values: ${supported.map((one) => JSON.stringify(one)).join(', ')}`;
  return {
    path,
    type: 'FieldValueNotSupported',
    message: `Unsupported value: ${goString(value)}: ${detail}`,
    detail,
  };
}

export function duplicate(path: string, value: string): ApiError {
  return { path, type: 'FieldValueDuplicate', message: `Duplicate value: ${goString(value)}`, detail: '' };
}

export function notFound(path: string, value: string): ApiError {
  return { path, type: 'FieldValueNotFound', message: `Not found: ${goString(value)}`, detail: '' };
}

export function tooLong(path: string, bytes: number): ApiError {
  const detail = `may not be more than ${bytes} bytes`;
  return { path, type: 'FieldValueTooLong', message: `Too long: ${detail}`, detail };
}
