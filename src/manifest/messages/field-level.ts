import type { Clause } from '../explanation.ts';
import { type Field, fieldNamed, fieldSpelledLike } from '../fields.ts';

/** Where a path of the API lies: in which container, and at which level. */
export interface Place {
  readonly level: Clause['level'];
  /** ``the securityContext of `containers[0]` ``. */
  readonly words: string;
}

/** `containers[0]`, or `containers[name="web"]` as server-side apply writes it. */
const CONTAINER = /((?:initContainers|containers|ephemeralContainers)\[(?:\d{1,6}|name="[^"]{1,253}")\])/;

/** The level that a path of the API server belongs to. */
export function placeOf(path: string): Place {
  const container = CONTAINER.exec(path)?.[1];
  const security = path.includes('securityContext');
  if (container !== undefined)
    return {
      level: 'container',
      words: security ? `the securityContext of \`${container}\`` : `\`${container}\``,
    };
  if (security) return { level: 'pod', words: "the pod's securityContext" };
  return /^\.?(?:spec|template)\b/.test(path)
    ? { level: 'spec', words: 'the spec' }
    : { level: 'object', words: 'the object' };
}

/** The level that a Go type of the API stands at: `io.k8s.api.core.v1.PodSecurityContext`. */
export function placeOfType(type: string): Place {
  const name = type.slice(type.lastIndexOf('.') + 1);
  return TYPE_PLACES[name] ?? { level: 'object', words: `a ${name}` };
}

const TYPE_PLACES: Readonly<Record<string, Place>> = {
  PodSecurityContext: { level: 'pod', words: "the pod's securityContext" },
  SecurityContext: { level: 'container', words: 'the securityContext of a container' },
  PodSpec: { level: 'spec', words: 'the pod spec' },
  Container: { level: 'container', words: 'a container' },
};

/** The field of the table that a key stands for, in any case. */
export function fieldOfKey(key: string): Field | undefined {
  return fieldNamed(key) ?? fieldSpelledLike(key);
}

const HOMES = {
  pod: "the pod's securityContext",
  container: "a container's securityContext",
  spec: 'the pod spec',
} as const;

/** The levels a field exists at, in words. */
export function homesOf(field: Field): string {
  return field.levels.map((level) => HOMES[level]).join(' or ');
}

/** The level a field has to go to, seen from where it was written. */
export function levelOfField(field: Field): Clause['level'] {
  const security = field.levels.filter((level) => level !== 'spec');
  if (security.length === 2) return 'pod-or-container';
  return field.levels[0] ?? 'object';
}
