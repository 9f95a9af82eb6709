import { existsSync, readFileSync } from 'node:fs';

/** Discord's own description of its API; beside this project, not part of it. */
const FILE = new URL('../../../shared/discord/openapi.json', import.meta.url);

export const isSpecThere = existsSync(FILE);
if (!isSpecThere) {
  console.warn('../shared/discord/openapi.json is absent, so the preview was not compared with it.');
}

type Schema = Readonly<Record<string, unknown>>;
interface Media {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
  readonly $ref?: string;
}
interface Operation {
  readonly requestBody?: Media;
  readonly responses: Readonly<Record<string, Media>>;
}
interface Spec {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const spec: Spec = isSpecThere ? (JSON.parse(readFileSync(FILE, 'utf8')) as Spec) : { paths: {} };

/** The path of the description that stands for this one; literal segments go before parameters. */
function pathOf(path: string): string | undefined {
  const parts = path.split('/');
  const fits = Object.keys(spec.paths).filter((known) => {
    const pattern = known.split('/');
    return (
      pattern.length === parts.length &&
      pattern.every((part, index) => part.startsWith('{') || part === parts[index])
    );
  });
  return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

/** What is wrong with an answer; a route or a status that is not described is wrong too. */
export function checkResponse(
  method: string,
  path: string,
  status: number,
  body: unknown,
): readonly string[] {
  const operation = operationOf(method, path);
  if (operation === undefined) return [`${method} ${path} is not in the description`];
  const response = operation.responses[status] ?? operation.responses[`${String(status)[0]}XX`];
  if (response === undefined) return [`${method} ${path} is never answered with ${status}`];
  const schema = schemaOf(response);
  if (schema === undefined) return body === undefined ? [] : ['a body where there is none'];
  return checkSchema(schema, body);
}

/** What is wrong with the JSON of a request (of a multipart one its `payload_json`). */
export function checkRequest(method: string, path: string, body: unknown): readonly string[] {
  const schema = schemaOf(operationOf(method, path)?.requestBody ?? {});
  return schema === undefined ? [] : checkSchema(schema, body);
}

/** What is wrong with a value of one of `components.schemas`. */
export function checkNamed(name: string, value: unknown): readonly string[] {
  return checkSchema({ $ref: `#/components/schemas/${name}` }, value);
}

function operationOf(method: string, path: string): Operation | undefined {
  const known = pathOf(path);
  return known === undefined ? undefined : spec.paths[known]?.[method.toLowerCase()];
}

function schemaOf(media: Media): Schema | undefined {
  const whole = media.$ref === undefined ? media : (follow(media.$ref) as Media);
  return whole.content?.['application/json']?.schema;
}

function follow(ref: string): unknown {
  return ref
    .split('/')
    .slice(1)
    .reduce<unknown>((node, step) => (node as Schema)[step], spec);
}

/**
 * What a value breaks of a schema: a line each, with its path. Knows what the description uses of JSON Schema. Where
 * several are offered, the one that fits `type` best is reported.
 */
export function checkSchema(schema: Schema, value: unknown, at = '$'): readonly string[] {
  if (typeof schema.$ref === 'string') return checkSchema(follow(schema.$ref) as Schema, value, at);
  const several = (schema.oneOf ?? schema.anyOf) as readonly Schema[] | undefined;
  return [
    ...((schema.allOf as readonly Schema[] | undefined) ?? []).flatMap((each) =>
      checkSchema(each, value, at),
    ),
    ...(several === undefined ? [] : checkSeveral(several, value, at)),
    ...checkType(schema, value, at),
    ...checkValue(schema, value, at),
    ...(Array.isArray(value) ? checkArray(schema, value, at) : []),
    ...(typeof value === 'object' && value !== null && !Array.isArray(value)
      ? checkObject(schema, value as Schema, at)
      : []),
  ];
}

function checkSeveral(schemas: readonly Schema[], value: unknown, at: string): readonly string[] {
  const tried = schemas.map((each) => checkSchema(each, value, at));
  if (tried.some((problems) => problems.length === 0)) return [];
  const wrongKind = (problems: readonly string[]) =>
    problems.some((line) => line.startsWith(`${at}.type `) || line.startsWith(`${at} is`)) ? 1 : 0;
  return [...tried].sort((a, b) => wrongKind(a) - wrongKind(b) || a.length - b.length)[0] ?? [];
}

function checkType(schema: Schema, value: unknown, at: string): readonly string[] {
  if (schema.type === undefined) return [];
  const allowed = (Array.isArray(schema.type) ? schema.type : [schema.type]) as readonly string[];
  const is = (type: string): boolean => {
    if (type === 'null') return value === null;
    if (type === 'array') return Array.isArray(value);
    if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
    return type === 'integer' ? Number.isInteger(value) : typeof value === type;
  };
  return allowed.some(is)
    ? []
    : [`${at} is ${JSON.stringify(value)?.slice(0, 60)}, not ${allowed.join(' or ')}`];
}

function checkValue(schema: Schema, value: unknown, at: string): readonly string[] {
  const out: string[] = [];
  const {
    enum: choices,
    minimum,
    maximum,
    minLength,
    maxLength,
    pattern,
    format,
  } = schema as {
    enum?: readonly unknown[];
    minimum?: number;
    maximum?: number;
    minLength?: number;
    maxLength?: number;
    pattern?: string;
    format?: string;
  };
  if (choices !== undefined && !choices.includes(value)) out.push(`${at} is none of ${choices.join(', ')}`);
  if ('const' in schema && schema.const !== value) out.push(`${at} is not ${schema.const}`);
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum) out.push(`${at} is less than ${minimum}`);
    if (maximum !== undefined && value > maximum) out.push(`${at} is more than ${maximum}`);
    if (format === 'int32' && Math.abs(value) > 2 ** 31) out.push(`${at} has more than 32 bits`);
  }
  if (typeof value === 'string') {
    const length = [...value].length;
    if (minLength !== undefined && length < minLength) out.push(`${at} is shorter than ${minLength}`);
    if (maxLength !== undefined && length > maxLength) out.push(`${at} is longer than ${maxLength}`);
    if (pattern !== undefined && !new RegExp(pattern, 'u').test(value))
      out.push(`${at} does not match ${pattern}`);
    if (format === 'date-time' && Number.isNaN(Date.parse(value))) out.push(`${at} is no time`);
    if (format === 'uri' && !URL.canParse(value)) out.push(`${at} is no address`);
  }
  return out;
}

function checkArray(schema: Schema, value: readonly unknown[], at: string): readonly string[] {
  const {
    items,
    minItems = 0,
    maxItems = Number.POSITIVE_INFINITY,
    uniqueItems,
  } = schema as {
    items?: Schema;
    minItems?: number;
    maxItems?: number;
    uniqueItems?: boolean;
  };
  const length =
    value.length < minItems || value.length > maxItems ? [`${at} has ${value.length} entries`] : [];
  const twice =
    uniqueItems === true && new Set(value.map((each) => JSON.stringify(each))).size < value.length
      ? [`${at} has an entry twice`]
      : [];
  const inner =
    items === undefined ? [] : value.flatMap((each, index) => checkSchema(items, each, `${at}[${index}]`));
  return [...length, ...twice, ...inner];
}

function checkObject(schema: Schema, value: Schema, at: string): readonly string[] {
  const {
    properties = {},
    required = [],
    additionalProperties,
  } = schema as {
    properties?: Readonly<Record<string, Schema>>;
    required?: readonly string[];
    additionalProperties?: Schema | boolean;
  };
  return [
    ...required.filter((key) => value[key] === undefined).map((key) => `${at}.${key} is missing`),
    ...Object.entries(value).flatMap(([key, each]) => {
      const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (known !== undefined) return each === undefined ? [] : checkSchema(known, each, `${at}.${key}`);
      if (additionalProperties === false) return [`${at}.${key} is not known`];
      return typeof additionalProperties === 'object'
        ? checkSchema(additionalProperties, each, `${at}.${key}`)
        : [];
    }),
  ];
}
