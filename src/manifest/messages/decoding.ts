import type { Clause, ClusterMessage } from '../explanation.ts';
import { fieldOfKey, homesOf, levelOfField, placeOf, placeOfType } from './field-level.ts';
import { pathBefore } from './refusals.ts';
import { ASK, type Family, quoted } from './said.ts';

/** More clauses of one message are not listed. */
const MOST = 50;

const UNKNOWN = /unknown field "([\w.[\]$/-]{1,400})"(?: in ([\w./-]{1,120}))?/gi;
const OLD_PLACE =
  /ValidationError\(([\w.[\]-]{1,400})\): (?:unknown field "([\w.$/-]{1,120})" in(?: [\w.]{1,120})?|missing required field "([\w.-]{1,120})" in(?: [\w.]{1,120})?|invalid type for ([\w.-]{1,200}): got "(\w{1,20})", expected "(\w{1,20})")/g;
/** `.spec.containers[name="web"].securityContext.fsGroup: field not declared in schema`: server-side apply. */
const UNDECLARED = /: field not declared in schema/g;
const DUPLICATE = /duplicate field "([\w.[\]$/-]{1,400})"/gi;
const TYPE =
  /cannot unmarshal ([\w ]{1,40}) into Go struct field ([\w.[\]]{1,400}) of type ([\w.[\]*]{1,80})/g;

/** What the API server or kubectl says of fields it does not know and values of the wrong type. */
export const decodingMessages: Family = ({ text, lineOf }) => {
  const clauses: Clause[] = [];
  let first: string | undefined;
  const add = (said: string, clause: Omit<Clause, 'said' | 'containers'>): void => {
    first ??= said;
    if (clauses.length < MOST && !clauses.some((one) => one.said === quoted(said)))
      clauses.push({ ...clause, said: quoted(said), containers: [] });
  };
  for (const [said, place = '', unknown, missing, wrong, got, wanted] of text.matchAll(OLD_PLACE)) {
    const path = place.slice(place.indexOf('.') + 1);
    if (unknown !== undefined) add(said, unknownClause(`${path}.${unknown}`));
    else if (missing !== undefined)
      add(said, {
        code: 'missing-field',
        message: `\`${missing}\` is required at \`${path}\` and is not there.`,
        level: placeOf(path).level,
        fix: `Add ${missing} at \`${path}\`.`,
      });
    else
      add(said, typeClause(wrong?.slice(wrong.lastIndexOf('.') + 1) ?? path, got ?? '', wanted ?? '', path));
  }
  if (clauses.length === 0)
    for (const [said, path = '', type] of text.matchAll(UNKNOWN)) add(said, unknownClause(path, type));
  for (const { 0: said, index } of text.matchAll(UNDECLARED)) {
    const path = pathBefore(text, index);
    if (path !== '') add(`${path}${said}`, unknownClause(path));
  }
  for (const [said, path = ''] of text.matchAll(DUPLICATE)) {
    add(said, {
      code: 'duplicate-field',
      message: `\`${path}\` stands twice in the same mapping.`,
      level: placeOf(path).level,
      fix: 'Keep one of the two.',
    });
  }
  for (const [said, got = '', place = '', wanted = ''] of text.matchAll(TYPE)) {
    const path = place.slice(place.indexOf('.') + 1);
    add(said, typeClause(path.slice(path.lastIndexOf('.') + 1), got, wanted, path));
  }
  if (first === undefined) return [];
  const fatal = clauses.some(({ code }) => code === 'wrong-type');
  const message: ClusterMessage = {
    code: 'decoding-error',
    by: 'the API server',
    line: lineOf(first.slice(0, 60)),
    message: fatal
      ? 'The API server cannot decode the manifest: a value has the wrong type, and no validation mode lets that pass.'
      : 'Kubernetes does not know a field where it stands. kubectl refuses it; with validation off (or a mere warning) the field is dropped, as if it were not there.',
    clauses,
    next: ASK,
  };
  return [message];
};

/** `type` is the Go type that lacks the field, where the message names it. */
function unknownClause(path: string, type?: string): Omit<Clause, 'said' | 'containers'> {
  const place = type === undefined || path.includes('.') ? placeOf(path) : placeOfType(type);
  const key = path.slice(path.lastIndexOf('.') + 1);
  const field = fieldOfKey(key);
  if (field === undefined && key === 'securityContext') {
    return {
      code: 'unknown-field',
      message: `A securityContext does not exist at \`${path}\`: there is one in the pod spec and one in each container.`,
      level: 'spec',
      fix: 'Move it below spec (of a workload: spec.template.spec), or into a container.',
    };
  }
  if (field === undefined) {
    return {
      code: 'unknown-field',
      message: `Kubernetes has no field \`${key}\` at \`${path}\`.`,
      level: place.level,
      fix: 'Correct the spelling, or move it to the level where it exists.',
    };
  }
  if (field.name !== key) {
    return {
      code: 'unknown-field',
      message: `The field is written \`${field.name}\`: names are case-sensitive.`,
      level: place.level,
      fix: `Write ${field.name} instead of ${key}.`,
    };
  }
  return {
    code: 'unknown-field',
    message: `\`${key}\` does not exist where it stands, in ${place.words}; it belongs in ${homesOf(field)}.`,
    level: levelOfField(field),
    fix: `Move \`${key}\` into ${homesOf(field)}.`,
  };
}

function typeClause(
  key: string,
  got: string,
  wanted: string,
  path: string,
): Omit<Clause, 'said' | 'containers'> {
  const field = fieldOfKey(key);
  const type = field?.type ?? TYPES[wanted.replace(/^\*/, '')] ?? wanted;
  const quotes = /string/.test(got) && /^(?:int\d*|integer|bool|boolean)$/.test(wanted);
  return {
    code: 'wrong-type',
    message: `\`${key}\` wants ${type}, and the manifest has ${TYPES[got] ?? got}.`,
    level: field === undefined ? placeOf(path).level : levelOfField(field),
    fix: quotes
      ? `Write the value of ${key} without quotes.`
      : wanted.startsWith('[]')
        ? `Write ${key} as a list: each item on a line of its own with - before it.`
        : `Write ${key} as ${type}.`,
  };
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text (a value in quotes counts as text)',
  number: 'a number',
  int64: 'a whole number',
  int32: 'a whole number',
  integer: 'a whole number',
  bool: 'true or false',
  boolean: 'true or false',
  object: 'a mapping',
  array: 'a list',
};
