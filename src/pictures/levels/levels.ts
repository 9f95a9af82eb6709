import type { Role, Source } from '../../manifest/explanation.ts';
import type { Told } from '../kit/told.ts';

/** A field and the value it ends up with at a level. */
export interface LevelField {
  readonly name: string;
  readonly value: string;
  /** The manifest sets it, to what nobody can tell from the paste. */
  readonly unknown: boolean;
  readonly source: Source;
  /** 1-based line of the paste. */
  readonly line?: number;
  /** The value it won over, which a level above hands down in vain. */
  readonly lost?: { readonly value: string; readonly source: Source; readonly line: number };
}

/** A field that stands where it cannot, or with a value that is refused. */
export interface Fault extends Told {
  readonly name: string;
  /** There is no such field at this level. */
  readonly misplaced: boolean;
  readonly line?: number;
}

/** What is wrong at a level; `more`: so many again are not told. */
export interface Faults {
  readonly told: readonly Fault[];
  readonly more: number;
}

/** Who the process is; each in words. */
export interface Identity {
  /** A process of Windows has a user with a name, and no ids. */
  readonly user: 'UID' | 'user';
  readonly uid: string;
  /** null on Windows. */
  readonly gid: string | null;
  readonly groups: string | null;
}

export interface ContainerBox {
  readonly name: string;
  readonly role: Role;
  /** It stands for any container that sets nothing itself: there is none in the paste. */
  readonly assumed: boolean;
  readonly image: string | null;
  readonly line: number;
  /** Whatever something sets, and the image where it decides. */
  readonly fields: readonly LevelField[];
  readonly faults: Faults;
  readonly identity: Identity;
  /** The verdict first, then what else belongs to it. */
  readonly fate: readonly [Told, ...Told[]];
}

export interface PodBox {
  readonly title: string;
  /** `namespace shop · line 1`. */
  readonly place: string;
  /** Whether it is created at all; empty where it is. */
  readonly told: readonly Told[];
  /** What it is refused for, beside the fields of its levels. */
  readonly reasons: readonly Told[];
  /** Path of the pod's securityContext; empty where it has none of its own. */
  readonly path: string;
  /** What the pod's level hands down to containers, whether any takes it or not. */
  readonly fields: readonly LevelField[];
  /** What holds for the pod as a whole. */
  readonly wide: readonly LevelField[];
  readonly faults: Faults;
  readonly containers: readonly ContainerBox[];
  /** What nothing sets in some container, with the system's own value: `privileged false`, `runAsNonRoot`. */
  readonly left: readonly string[];
}

/** The two levels of everything in a paste, as they are drawn and told. */
export interface Levels {
  /** What has to be known about the whole. */
  readonly notes: readonly Told[];
  readonly pods: readonly PodBox[];
}
