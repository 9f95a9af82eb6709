import { Refusal } from '../refusal.ts';
import type { Json } from '../wire.ts';

type Step = string | number;

/**
 * Collects everything that is wrong with a body, each at its path, and turns it into Discord's 50035
 * "Invalid Form Body" with its errors tree: `errors.data.components.0.label._errors[0]`.
 */
export class Issues {
  private readonly tree: Json = {};
  private found = 0;

  get count(): number {
    return this.found;
  }

  add(path: readonly Step[], code: string, message: string): void {
    this.found += 1;
    let node = this.tree;
    for (const step of path) {
      const next = node[String(step)];
      if (isRecord(next)) node = next;
      else {
        const fresh: Json = {};
        node[String(step)] = fresh;
        node = fresh;
      }
    }
    const list = node._errors;
    if (Array.isArray(list)) list.push({ code, message });
    else node._errors = [{ code, message }];
  }

  /** Throws the 50035 when anything was added. */
  throwIfAny(): void {
    if (this.found > 0) throw this.refusal();
  }

  /** The 50035 with what was added so far. */
  refusal(): Refusal {
    return new Refusal(400, 50035, 'Invalid Form Body', this.tree);
  }

  /** A string of `min` to `max` code points; absent or null is an issue only when `required`. */
  string(
    body: Json,
    key: string,
    at: readonly Step[],
    min: number,
    max: number,
    required = false,
  ): string | undefined {
    const value = body[key];
    const path = [...at, key];
    if (value === undefined || value === null) {
      if (required) this.required(path);
      return undefined;
    }
    if (typeof value !== 'string') {
      this.add(path, 'STRING_TYPE_CONVERT', 'Could not interpret value as string.');
      return undefined;
    }
    const length = codePoints(value);
    if (length < min || length > max) {
      if (min > 0 && length > 0) {
        this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
      } else if (length === 0) this.required(path);
      else this.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    }
    return value;
  }

  /** An integer from `min` to `max`; absent or null is an issue only when `required`. */
  integer(
    body: Json,
    key: string,
    at: readonly Step[],
    min: number,
    max: number,
    required = false,
  ): number | undefined {
    const value = body[key];
    const path = [...at, key];
    if (value === undefined || value === null) {
      if (required) this.required(path);
      return undefined;
    }
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      this.add(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
      return undefined;
    }
    if (value < min)
      this.add(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    if (value > max) this.add(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
    return value;
  }

  boolean(body: Json, key: string, at: readonly Step[]): void {
    const value = body[key];
    if (value !== undefined && value !== null && typeof value !== 'boolean') {
      this.add([...at, key], 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
    }
  }

  /** A list of `min` to `max` entries; entries that are no objects are issues and left out. */
  list(
    body: Json,
    key: string,
    at: readonly Step[],
    min: number,
    max: number,
  ): readonly (readonly [number, Json])[] {
    const value = body[key];
    const path = [...at, key];
    if (value === undefined || value === null) {
      if (min > 0) this.required(path);
      return [];
    }
    if (!Array.isArray(value)) {
      this.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (value.length < min || value.length > max) {
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    }
    const out: [number, Json][] = [];
    value.forEach((entry: unknown, index) => {
      if (isRecord(entry)) out.push([index, entry]);
      else this.add([...path, index], 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    });
    return out;
  }

  choice(
    body: Json,
    key: string,
    at: readonly Step[],
    allowed: readonly number[],
    required = false,
  ): number | undefined {
    const value = body[key];
    if (value === undefined || value === null) {
      if (required) this.required([...at, key]);
      return undefined;
    }
    if (typeof value === 'number' && allowed.includes(value)) return value;
    this.add([...at, key], 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
    return undefined;
  }

  /** An object; absent or null is undefined, anything else an issue. */
  model(body: Json, key: string, at: readonly Step[]): Json | undefined {
    const value = body[key];
    if (value === undefined || value === null || isRecord(value)) return value ?? undefined;
    this.add([...at, key], 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return undefined;
  }

  /** A list of at most `max` different values of one kind; gives those of that kind. */
  set<T>(
    body: Json,
    key: string,
    at: readonly Step[],
    max: number,
    isOne: (value: unknown) => value is T,
  ): readonly T[] {
    const value = body[key];
    const path = [...at, key];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (value.length > max) this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between 0 and ${max} in length.`);
    if (new Set(value).size < value.length) {
      this.add(path, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value');
    }
    value.forEach((entry: unknown, index) => {
      if (!isOne(entry))
        this.add([...path, index], 'BASE_TYPE_CHOICES', 'This value is not one that may stand here.');
    });
    return value.filter(isOne);
  }

  /** A map from locale to a text of 1 to `max` code points. */
  localizations(body: Json, key: string, at: readonly Step[], max: number): void {
    const map = this.model(body, key, at);
    for (const locale of Object.keys(map ?? {})) this.string(map ?? {}, locale, [...at, key], 1, max, true);
  }

  required(path: readonly Step[]): void {
    this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** http and https, and attachment:// where it names a file of the message. */
  url(value: unknown, path: readonly Step[], files: ReadonlySet<string>, onlyFiles = false): void {
    if (typeof value !== 'string' || value === '') {
      this.required(path);
      return;
    }
    if (value.startsWith('attachment://')) {
      if (!files.has(value.slice('attachment://'.length))) {
        this.add(
          path,
          'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          `The referenced attachment was not found: ${value}`,
        );
      }
      return;
    }
    if (onlyFiles) {
      this.add(path, 'UNFURLED_MEDIA_ITEM_NOT_ATTACHMENT', 'Only attachment:// references are allowed here.');
      return;
    }
    if (!/^https?:\/\/[^\s/]+/i.test(value)) {
      this.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    }
    if (value.length > 2048) this.add(path, 'BASE_TYPE_MAX_LENGTH', 'Must be 2048 or fewer in length.');
  }
}

/** An id: digits as text. */
export function isSnowflake(value: unknown): value is string {
  return typeof value === 'string' && /^(0|[1-9]\d{0,19})$/.test(value);
}

/** A type of channel, as in the channel resource. */
export function isChannelType(value: unknown): value is number {
  return typeof value === 'number' && [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16].includes(value);
}

/** Discord counts code points, not UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
