import type { Unknown } from './decode.ts';
import { type Field, fieldNamed, fieldSpelledLike, type Level } from './fields.ts';
import { nearest } from './nearest.ts';
import { fieldsOf } from './shape/index.ts';

/** What is wrong with a key the API does not know, and where it belongs. */
export interface Belonging {
  readonly why: 'wrong-case' | 'misspelt' | 'misplaced' | 'nowhere';
  /** The right spelling at the same place. */
  readonly spelling?: string;
  /** The path it belongs under, where it is the level that is wrong. */
  readonly home?: string;
  /** It belongs under the same path of every container, of which `home` names the first. */
  readonly everywhere?: true;
  readonly sentence: string;
  readonly fix: string;
  /** Both in one short sentence. */
  readonly brief: string;
}

const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  pod: "the pod's securityContext",
  container: "the container's securityContext",
  spec: 'the pod spec itself',
};

const LEVEL_SHORT: Readonly<Record<Level, string>> = {
  pod: 'to the pod level',
  container: 'to the container level',
  spec: 'into the pod spec itself',
};

/** Says where an unknown key belongs, by the shape of the API and the table of fields. */
export function belonging(unknown: Unknown, specPath: string): Belonging {
  const { entry, type } = unknown;
  const { key } = entry;
  const allowed = [...(fieldsOf(type)?.keys() ?? [])];
  const cased = allowed.find((name) => name.toLowerCase() === key.toLowerCase());
  if (cased !== undefined) {
    return {
      why: 'wrong-case',
      spelling: cased,
      sentence: `Kubernetes has no field \`${key}\`: names are case-sensitive and this one is written \`${cased}\`.`,
      fix: `Write \`${cased}\`.`,
      brief: `\`${key}\` is written \`${cased}\`.`,
    };
  }
  const field = fieldNamed(key) ?? fieldSpelledLike(key);
  if (field !== undefined) return misplaced(unknown, field, specPath);
  if (key === 'securityContext' || key === 'containers' || key === 'initContainers') {
    const container = key === 'securityContext' ? CONTAINER_OF.exec(unknown.path)?.[0] : undefined;
    const home = container === undefined ? under(specPath, key) : under(container, key);
    return {
      why: 'misplaced',
      home,
      sentence: `\`${key}\` does not belong here: it stands under \`${specPath || 'spec'}\`${key === 'securityContext' ? ' or in a container' : ''}.`,
      fix: `Move it to \`${home}\`.`,
      brief: `\`${key}\` does not belong here: move it to \`${home}\`.`,
    };
  }
  const near = nearest(key, allowed);
  if (near !== undefined) {
    return {
      why: 'misspelt',
      spelling: near,
      sentence: `Kubernetes has no field \`${key}\` here; the nearest is \`${near}\`.`,
      fix: LISTS.has(near)
        ? `Write \`${near}:\`, and put \`- \` before the first line of each container: it is a list.`
        : `Write \`${near}\`, if that is what is meant.`,
      brief: LISTS.has(near)
        ? `\`${key}\` is no field: write \`${near}:\`, and \`- \` before the first line of each container.`
        : `\`${key}\` is no field here: write \`${near}\`, if that is meant.`,
    };
  }
  return {
    why: 'nowhere',
    sentence: `Kubernetes has no field \`${key}\` here.`,
    fix: 'Remove the line, or check the name against the API reference.',
    brief: `\`${key}\` is no field here: remove it, or check its name.`,
  };
}

function misplaced(unknown: Unknown, field: Field, specPath: string): Belonging {
  const inContainer = CONTAINER_OF.exec(unknown.path)?.[0];
  const level =
    inContainer !== undefined && field.levels.includes('container') ? 'container' : field.levels[0];
  const home =
    level === 'container'
      ? under(inContainer ?? under(specPath, 'containers[0]'), `securityContext.${field.name}`)
      : under(specPath, level === 'pod' ? `securityContext.${field.name}` : field.name);
  const places = field.levels.map((one) => LEVEL_NAMES[one]).join(' or ');
  const everywhere = level === 'container' && inContainer === undefined;
  const each = everywhere ? ' of each container that needs it' : '';
  return {
    why: 'misplaced',
    home,
    sentence: `\`${unknown.entry.key}\` does not exist at this level: it belongs in ${places}.`,
    fix: `Move it to \`${home}\`${each}.`,
    brief: `\`${unknown.entry.key}\` belongs ${field.levels.map((one) => LEVEL_SHORT[one]).join(' or ')}.`,
    ...(everywhere ? { everywhere } : {}),
  };
}

const under = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
const LISTS = new Set(['containers', 'initContainers', 'ephemeralContainers']);

const CONTAINER_OF = /^.*(?:initContainers|containers|ephemeralContainers)\[\d+\]/;
