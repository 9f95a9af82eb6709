import type { ContainerExplanation, EffectiveField } from './explanation.ts';

/** What keeps the values in some lines from being known; `value`: what stands there cannot be read. */
export type Decider = 'template' | 'placeholder' | 'not-read' | 'value';

/** Lines of the paste that were not read, or that somebody else fills in. */
export interface OpenLines {
  readonly lines: readonly number[];
  readonly decider: Decider;
}

/** Who the process of a container is, as far as the paste and what is known of the image say. */
export type Identity =
  | { readonly who: 'uid'; readonly uid: number; readonly unless?: OpenLines }
  | { readonly who: 'windows-user'; readonly name: string }
  /** The image's USER is this name; which number it has stands in the image's /etc/passwd. */
  | { readonly who: 'image-user'; readonly name: string; readonly unless?: OpenLines }
  | { readonly who: 'image'; readonly unless?: OpenLines }
  /** What is set cannot be an id, so that nothing is ever run as it. */
  | { readonly who: 'no-id'; readonly value: number }
  | ({ readonly who: 'not-known' } & OpenLines);

/** By line of the paste, who decides about what stands there. */
export type Deciders = ReadonlyMap<number, Decider>;

/**
 * The one place that says who a container runs as. `unless`: lines that may still set another user; a value at container
 * level is not overruled by them. Where a template may set the user and nothing else does, the image is not to be named:
 * the template decides.
 */
export function identityOf(container: ContainerExplanation, deciders: Deciders): Identity {
  const { fields, process } = container;
  const windowsUser = fields['windowsOptions.runAsUserName'];
  if (typeof windowsUser?.value === 'string') return { who: 'windows-user', name: windowsUser.value };
  const { runAsUser } = fields;
  if (runAsUser?.unknown === true) {
    const lines = runAsUser.line === undefined ? [] : [runAsUser.line];
    return { who: 'not-known', lines, decider: deciderOf(lines, deciders) };
  }
  const open = openFor(runAsUser, container, deciders);
  const unless = open === undefined ? {} : { unless: open };
  if (process.uid !== null) return { who: 'uid', uid: process.uid, ...unless };
  if (typeof runAsUser?.value === 'number') return { who: 'no-id', value: runAsUser.value };
  if (process.username !== undefined) return { who: 'image-user', name: process.username, ...unless };
  return open?.decider === 'template' ? { who: 'not-known', ...open } : { who: 'image', ...unless };
}

/** The lines that may still set a field: those that were not read, unless the container sets it itself. */
export function openFor(
  field: EffectiveField | undefined,
  { start }: ContainerExplanation,
  deciders: Deciders,
): OpenLines | undefined {
  if (start.verdict !== 'not-known' || start.field !== undefined || start.lines.length === 0)
    return undefined;
  if (field?.source === 'container') return undefined;
  return { lines: start.lines, decider: deciderOf(start.lines, deciders) };
}

/** A template before anything else: where one fills in a line, what the others leave open is not the first question. */
function deciderOf(lines: readonly number[], deciders: Deciders): Decider {
  if (lines.some((line) => deciders.get(line) === 'template')) return 'template';
  return deciders.get(lines[0] ?? 0) ?? 'value';
}

const DECIDERS: Readonly<Record<string, Decider>> = {
  'template-value-unknown': 'template',
  placeholder: 'placeholder',
  'not-read': 'not-read',
};

/** Who decides, by the findings of one reading. */
export function decidersOf(findings: readonly { readonly code: string; readonly line?: number }[]): Deciders {
  const found = new Map<number, Decider>();
  for (const { code, line } of findings) {
    const decider = DECIDERS[code];
    if (decider !== undefined && line !== undefined && !found.has(line)) found.set(line, decider);
  }
  return found;
}
