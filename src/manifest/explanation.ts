/**
 * The one value that everything about a manifest is rendered from: embeds, pictures, the command line, drills.
 * Plain immutable data; also exactly what `podium explain --json` prints.
 */

/** Any value a field of a manifest can hold, after Kubernetes' own reading of the scalars. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Where an effective value came from. `default`: nothing set, the system's own value applies;
 * `unset`: nothing set and nothing passed on (value null or []).
 */
export type Source = 'container' | 'pod' | 'image' | 'annotation' | 'default' | 'unset';

export type Role = 'container' | 'init' | 'sidecar' | 'ephemeral';

/** A value that lost against the effective one, and the line it stands in. */
export interface Overridden {
  readonly value: Json;
  readonly source: Source;
  readonly line: number;
  /** As in EffectiveField. */
  readonly unknown?: true;
}

export interface EffectiveField {
  readonly value: Json;
  readonly source: Source;
  /** 1-based line of the paste; absent where nothing in the manifest set the value. */
  readonly line?: number;
  readonly overrides?: Overridden;
  /** `runAsUser` only: the image names its user instead of numbering it. */
  readonly username?: string;
  /** `allowPrivilegeEscalation` only: what the kernel is really told. */
  readonly noNewPrivs?: boolean;
  /**
   * Set in `line`, to a value that the paste does not say: a template's, a placeholder, or something that cannot be
   * read as a value of this field. `value` is null then.
   */
  readonly unknown?: true;
}

/**
 * What `id` would print. null where only the image (its USER, its /etc/passwd) knows, and where what is set cannot be
 * an id: nothing runs as UID -5.
 */
export interface Process {
  readonly uid: number | null;
  readonly gid: number | null;
  /** Primary group first when it is known, then the others ascending, without repeats. */
  readonly groups: readonly number[];
  /** The image's USER when it is a name. */
  readonly username?: string;
}

/** The kubelet's check for one assumed image USER (`""` = the image sets none). */
export interface ImageCase {
  readonly imageUser: string;
  readonly start: Decided;
}

export type Decided =
  | { readonly verdict: 'starts' }
  | { readonly verdict: 'refused'; readonly code: string; readonly reason: string };

/**
 * Whether the kubelet starts the container; `cases` says what happens for root, a number and a name. `not-known`:
 * what stands in `lines` of the paste could change it, and was not read or is not known; `field` names the field it
 * hangs on where there is one.
 */
export type Start =
  | Decided
  | { readonly verdict: 'depends-on-image'; readonly cases: readonly ImageCase[] }
  | { readonly verdict: 'not-known'; readonly lines: readonly number[]; readonly field?: string };

export interface ContainerExplanation {
  readonly name: string;
  readonly role: Role;
  /** No container stands in the paste: what any container of this pod would get that sets nothing itself. */
  readonly assumed?: true;
  readonly image: string | null;
  readonly path: string;
  readonly line: number;
  /** Keyed by field name as in the API (`windowsOptions.runAsUserName` for the merged sub-fields). */
  readonly fields: Readonly<Record<string, EffectiveField>>;
  readonly process: Process;
  readonly start: Start;
}

/** Why a kubelet with default settings turns the whole pod away. */
export interface PodRejection {
  /** The reason that the pod's status shows, for instance `SysctlForbidden`. */
  readonly code: string;
  /** The kubelet's words. */
  readonly reason: string;
}

/**
 * Pod Security admission: the level met, and the reasons that keep the pod from each level. null: not known, since
 * the paste holds no container, or a part that decides it is missing, was not read or is not known.
 */
export interface PodSecurity {
  readonly level: 'privileged' | 'baseline' | 'restricted' | null;
  readonly restricted: readonly string[];
  readonly baseline: readonly string[];
  /** How each of these reasons is done away with, in their order. */
  readonly remedies: {
    readonly restricted: readonly SecurityRemedy[];
    readonly baseline: readonly SecurityRemedy[];
  };
}

/** What to write so that a pod passes one check of Pod Security that it does not pass. */
export interface SecurityRemedy {
  /** Id of the check in Kubernetes' policy, for instance `capabilities_restricted`. */
  readonly check: string;
  /** The check's own short name, as admission gives it: `allowPrivilegeEscalation != false`. */
  readonly reason: string;
  /** All of them are needed. */
  readonly steps: readonly SecurityStep[];
  /** Reasons that have to go at the same time: without their steps the API server or the kubelet refuses these ones. */
  readonly together: readonly string[];
  /** One sentence: what to know before it is done. */
  readonly note?: string;
}

/** One thing to write or to take out, at one level. */
export interface SecurityStep {
  /** `remove-items`: out of the list that stands there. */
  readonly action: 'add' | 'change' | 'remove' | 'remove-items';
  /** Of what `keys` leads on: the pod's spec, each of `containers`, or the pod's own metadata (a template's). */
  readonly level: 'pod' | 'container' | 'metadata';
  /** 0-based indexes into the `containers` of the same pod; empty at the other levels. */
  readonly containers: readonly number[];
  /** From the level to what is written or taken out; a number is the index of a list's item. */
  readonly keys: readonly (string | number)[];
  /** What is to stand there, or the items to take out; absent for `remove`. */
  readonly value?: Json;
  /** The same as lines of YAML, indented from the level on; for a removal those that go. Long values are cut short. */
  readonly yaml: readonly string[];
  /**
   * 1-based lines of the paste, one for each container (or the one of the other levels): of what is changed or goes, or
   * of the nearest key above what is added.
   */
  readonly lines: readonly number[];
}

/**
 * What a pod was read from, where it was not a whole object of Kubernetes: the pod template of somebody else's kind,
 * a piece of a manifest, the values of a Helm chart, a patch.
 */
export type ReadFrom = 'foreign-kind' | 'piece' | 'values' | 'patch';

export interface PodExplanation {
  readonly kind: string;
  /** Absent for a whole object. */
  readonly readFrom?: ReadFrom;
  readonly name: string | null;
  readonly namespace: string | null;
  /** Path of the pod spec in its document, for instance `spec.template.spec`. */
  readonly path: string;
  /** 0-based index of the object among the documents and list items of the paste. */
  readonly document: number;
  readonly line: number;
  /**
   * Would the API server create it: `strict` is kubectl's default, `ignore` drops unknown fields first. null: nothing
   * speaks against it, but a part of the manifest was not read or is not known.
   */
  readonly accepted: { readonly strict: boolean | null; readonly ignore: boolean | null };
  readonly security: PodSecurity;
  /** Present where the kubelet refuses the pod before it looks at any container. */
  readonly rejected?: PodRejection;
  /** What else of the pod decides who its processes are (hostUsers, hostPID, os, sysctls, …); only what is set. */
  readonly pod: Readonly<Record<string, EffectiveField>>;
  readonly containers: readonly ContainerExplanation[];
  /**
   * The same pod with its slips mended as the findings say: there where the object cannot be decoded (`containers` is
   * empty then), or where a misspelt key hides a whole block. Its `accepted` is what the cluster would say then.
   */
  readonly mended?: PodExplanation;
}

/** error: the API server or the kubelet refuses. warning: dropped, overridden or overruled without a word. */
export type Severity = 'error' | 'warning' | 'hint';

/** `type` is a validation error's (`FieldValueInvalid`, …), `decode` for what cannot be decoded, `warning` for a warning. */
export interface ApiReply {
  readonly type: string;
  /** As in the reply, without the path in front. */
  readonly message: string;
  /** The message without the value part. */
  readonly detail: string;
}

export interface Finding {
  readonly severity: Severity;
  /** Stable, lower-case, hyphenated. */
  readonly code: string;
  /** As the API server spells it; list indexes in brackets. Empty for a finding about the whole paste. */
  readonly path: string;
  readonly line?: number;
  /** 0-based index of the object it belongs to; absent for a finding about the whole paste. */
  readonly document?: number;
  /** One sentence: what is so, and what happens because of it. */
  readonly message: string;
  /** The API server's own words, where it is the one that objects. */
  readonly api?: ApiReply;
  /** One sentence: what to write instead. */
  readonly fix?: string;
  /**
   * Both in one short sentence of ours, for where it is told beside it who refuses; absent where `message` and `fix`
   * are short themselves.
   */
  readonly brief?: string;
}

/** Something that had to be done to the paste before it could be read. */
export interface Repair {
  readonly code: string;
  readonly message: string;
}

/** One thing a message of the cluster objects to, and what to write because of it. */
export interface Clause {
  /** Stable, lower-case, hyphenated. */
  readonly code: string;
  /** The message's own words. */
  readonly said: string;
  /** One sentence: what that means. */
  readonly message: string;
  /** Which level of the manifest has to change; `elsewhere` where it is none of them. */
  readonly level: 'pod' | 'container' | 'pod-or-container' | 'spec' | 'object' | 'elsewhere';
  /** Names of the containers it speaks of; empty where it names none. */
  readonly containers: readonly string[];
  /** One sentence: what to write, and where. */
  readonly fix: string;
}

/** A message of the cluster that was pasted: a refusal, an event, an error. */
export interface ClusterMessage {
  /** Stable, lower-case, hyphenated. */
  readonly code: string;
  /** Who says it, as a person would call it: `the kubelet`. */
  readonly by: string;
  /** 1-based line of the paste. */
  readonly line: number;
  /** One sentence: what happened. */
  readonly message: string;
  readonly clauses: readonly Clause[];
  /** What it gives away of the image's USER: a name, or `""` for none (or root). */
  readonly imageUser?: string;
  /** One sentence: what to paste or to do next. */
  readonly next: string;
}

/** Holds at least one pod or one message. */
export interface Explanation {
  readonly pods: readonly PodExplanation[];
  readonly findings: readonly Finding[];
  readonly repairs: readonly Repair[];
  /** Lines of the paste that were not read although they may belong to a manifest; absent where there are none. */
  readonly unread?: readonly number[];
  /** Where a paste can be read in more than one way: the other Explanations (with no readings of their own). */
  readonly readings: readonly Explanation[];
  /** What the cluster's own messages in the paste say; absent where there are none. */
  readonly messages?: readonly ClusterMessage[];
  /** The manifest as it was read, repairs applied: what the lines refer to where `repairs` says so. */
  readonly manifest: string;
}

/** A paste that holds no pod spec, or that cannot be read. `message` says what to do next. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly code: string;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(code: string, message: string, at?: { readonly line: number; readonly column?: number }) {
    super(message);
    this.code = code;
    this.line = at?.line;
    this.column = at?.column;
  }
}

export interface ExplainOptions {
  /** Container name → the image's USER (`""`: sets none; `"*"` as a name stands for all the rest). */
  readonly imageUsers?: Readonly<Record<string, string>>;
}
