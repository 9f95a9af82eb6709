import type { ContainerExplanation, EffectiveField, PodExplanation } from '../../manifest/explanation.ts';
import type { LevelField } from './levels.ts';
import { valueWords } from './values.ts';

/** The kubelet hands these to the runtime as one list, fsGroup first. */
const GROUPS = { first: 'fsGroup', all: 'supplementalGroups' } as const;
/** Drawn although nothing sets them: who the process is hangs on them. */
const WHO: ReadonlySet<string> = new Set(['runAsUser', 'runAsGroup']);

/** The fields of a container that something sets, and those of its user and group that the image decides. */
export function containerFields({ fields }: ContainerExplanation): readonly LevelField[] {
  return entriesOf(fields)
    .filter(([name, field]) => isSet(field) || (WHO.has(name) && field.unknown !== true))
    .map(([name, field]) => fieldOf(name, field));
}

/** What the pod's level sets, as far as containers take it or set it aside. */
export function podFields(containers: readonly ContainerExplanation[]): readonly LevelField[] {
  const found = new Map<string, LevelField>();
  for (const { fields } of containers) {
    for (const [name, field] of entriesOf(fields)) {
      const own = field.source === 'pod' ? field : field.overrides;
      if (own?.source === 'pod' && !found.has(name)) found.set(name, fieldOf(name, own));
    }
  }
  return [...found.values()];
}

/** Settings of the pod as a whole. */
export function wideFields({ pod }: PodExplanation): readonly LevelField[] {
  return Object.entries(pod).map(([name, field]) => fieldOf(name, field));
}

/** What nothing sets: `privileged false` where the system has a value of its own, else the name alone. */
export function leftFields({ fields }: ContainerExplanation): readonly string[] {
  return Object.entries(fields)
    .filter(([name, field]) => !isSet(field) && !WHO.has(name))
    .map(([name, { source, value }]) => (source === 'default' ? `${name} ${valueWords(value)}` : name));
}

/** In order, with the groups that fsGroup is not among; left out where fsGroup is the only one. */
function entriesOf(
  fields: ContainerExplanation['fields'],
): readonly (readonly [name: string, field: EffectiveField])[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (name !== GROUPS.all) return [[name, field]];
    const first = fields[GROUPS.first];
    const { value, unknown } = field;
    if (unknown === true && first?.unknown === true && first.line === field.line) return [];
    if (unknown === true || first === undefined || !isSet(first) || !Array.isArray(value))
      return [[name, field]];
    const others = first.unknown !== true && value[0] === first.value ? value.slice(1) : value;
    return others.length === 0 ? [] : [[name, { ...field, value: others }]];
  });
}

function fieldOf(name: string, field: EffectiveField): LevelField {
  const { source, line, overrides: lost, unknown = false } = field;
  return {
    name,
    value: shown(field),
    unknown,
    source,
    ...(line === undefined ? {} : { line }),
    ...(lost === undefined ? {} : { lost: { value: shown(lost), source: lost.source, line: lost.line } }),
  };
}

function shown(field: Pick<EffectiveField, 'value' | 'unknown' | 'username'> & { source: string }): string {
  if (field.unknown === true) return 'not known';
  if (field.username !== undefined) return field.username;
  if (field.source === 'image' && field.value === null) return 'the image decides';
  if (field.source === 'unset') return 'the image decides';
  return valueWords(field.value);
}

function isSet({ source }: EffectiveField): boolean {
  return source === 'container' || source === 'pod' || source === 'annotation';
}
