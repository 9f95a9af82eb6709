import {
  asMeant,
  type ContainerExplanation,
  type EffectiveField,
  explain,
  type Fate,
  fateOf,
  type Process,
  type Role,
} from '../../manifest/index.ts';
import type { LessonManifest } from './lesson.ts';

/** What one container of a lesson's manifest really gets, as the engine computes it. */
export interface EffectiveTable {
  readonly container: string;
  readonly role: Role;
  /** In the order of the table of fields. */
  readonly rows: readonly EffectiveRow[];
  readonly process: Process;
  readonly fate: Fate;
}

interface EffectiveRow {
  readonly field: string;
  /** As a person reads it: a text bare, anything else as the manifest would hold it. */
  readonly value: string;
  readonly source: EffectiveField['source'];
  readonly line?: number;
  /** The value of the other level that lost. */
  readonly overrides?: string;
}

/** Who the process is comes first in every lesson, set or not. */
const ALWAYS = ['runAsUser', 'runAsGroup'];

/**
 * A table for each container, of every pod: who it runs as, what either level sets for any of its containers, and the
 * fields that the lesson asks for. Throws ManifestError where the manifest holds no pod, which the check forbids.
 */
export function effectiveTables(manifest: LessonManifest): readonly EffectiveTable[] {
  const { pods } = explain(manifest.text, { imageUsers: manifest.imageUsers });
  return pods.flatMap((read) => {
    const pod = asMeant(read);
    const wanted = new Set([...ALWAYS, ...manifest.fields, ...pod.containers.flatMap(setIn)]);
    return pod.containers.map((container) => ({
      container: container.name,
      role: container.role,
      rows: Object.entries(container.fields)
        .filter(([name]) => wanted.has(name))
        .map(([name, field]) => rowOf(name, field)),
      process: container.process,
      fate: fateOf(pod, container),
    }));
  });
}

/** Names of the fields that the manifest itself sets for a container. */
function setIn({ fields }: ContainerExplanation): readonly string[] {
  return Object.entries(fields)
    .filter(([, { line }]) => line !== undefined)
    .map(([name]) => name);
}

function rowOf(name: string, { value, source, line, overrides, username }: EffectiveField): EffectiveRow {
  return {
    field: name,
    value: source === 'unset' ? 'not set' : (username ?? shown(value)),
    source,
    ...(line === undefined ? {} : { line }),
    ...(overrides === undefined ? {} : { overrides: shown(overrides.value) }),
  };
}

/** null is what only the image knows. */
function shown(value: EffectiveField['value']): string {
  if (value === null) return "the image's";
  return typeof value === 'string' ? value : JSON.stringify(value);
}
