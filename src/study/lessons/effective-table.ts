import {
  asMeant,
  type ContainerExplanation,
  type EffectiveField,
  explain,
  type Fate,
  fateOf,
  type PodSecurity,
  type Process,
  type Role,
} from '../../manifest/index.ts';
import type { LessonManifest } from './lesson.ts';

/** What a pod of a lesson's manifest comes to. */
export interface EffectivePod {
  /** The Pod Security level it meets, and what keeps it from the others; only where the lesson speaks of levels. */
  readonly security?: PodSecurity;
  readonly containers: readonly EffectiveTable[];
}

/** What one container of a lesson's manifest really gets, as the engine computes it. */
export interface EffectiveTable {
  readonly container: string;
  readonly role: Role;
  /** In the order of the table of fields. */
  readonly rows: readonly EffectiveRow[];
  readonly process: Process;
  readonly fate: Fate;
}

/** A field of a container, and where its value comes from. */
export interface EffectiveRow {
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
 * What the engine computes of each pod: a table for each container with who it runs as, what either level sets for any
 * of them, and the fields that the lesson asks for. Throws ManifestError where there is no pod, which the check forbids.
 */
export function effectivePods(manifest: LessonManifest): readonly EffectivePod[] {
  const { pods } = explain(manifest.text, { imageUsers: manifest.imageUsers });
  const ofLevels = manifest.claims.some((claim) => 'security' in claim);
  return pods.map((read) => {
    const pod = asMeant(read);
    const wanted = new Set([...ALWAYS, ...manifest.fields, ...pod.containers.flatMap(setIn)]);
    return {
      ...(ofLevels ? { security: pod.security } : {}),
      containers: pod.containers.map((container) => ({
        container: container.name,
        role: container.role,
        rows: Object.entries(container.fields)
          .filter(([name]) => wanted.has(name))
          .map(([name, field]) => rowOf(name, field)),
        process: container.process,
        fate: fateOf(pod, container),
      })),
    };
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
