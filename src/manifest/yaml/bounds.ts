import { ManifestError } from '../explanation.ts';

/**
 * How much of a stranger's text is read. A real manifest stays far below: the deepest field of the Kubernetes
 * API stands some 20 levels deep, and etcd refuses objects above 1.5 MiB.
 */
export const BOUNDS = {
  /** Characters. */
  length: 4 * 1024 * 1024,
  /** Mappings and lists inside one another, aliases followed. */
  depth: 100,
  /** Keys in all mappings together. */
  keys: 200_000,
  /** Scalars, mappings and lists together. */
  nodes: 600_000,
  /** Nodes that aliases stand for, were they written out. */
  aliased: 50_000,
  /** Characters of them, for one long text can be named often. */
  aliasedLength: 1024 * 1024,
} as const;

const NUL = '\0';
/** What goyaml's reader refuses (readerc.go), surrogates apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;
const SURROGATE = /[\ud800-\udfff]/;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** More control characters than this are not a slip: it is no text. */
const MAX_CONTROLS = 32;

/** A text that is safe to scan, and the offset of the first character that YAML does not allow. */
export interface Checked {
  readonly text: string;
  readonly forbidden: number | undefined;
}

/**
 * Takes a text; gives it with lone surrogates replaced (as encoding it to UTF-8 would, offsets unchanged).
 * Throws ManifestError `too-large` or `binary`.
 */
export function checkText(text: string): Checked {
  if (text.length > BOUNDS.length)
    throw new ManifestError(
      'too-large',
      `This text is ${text.length} characters long and at most ${BOUNDS.length} are read: paste only the objects you ask about.`,
    );
  if (text.includes(NUL)) throw binary();
  let forbidden: number | undefined;
  let found = 0;
  for (const match of text.matchAll(CONTROL)) {
    forbidden ??= match.index;
    found += 1;
    if (found > MAX_CONTROLS) throw binary();
  }
  return { text: SURROGATE.test(text) ? text.replace(LONE, '\ufffd') : text, forbidden };
}

/** The error for bytes or characters that are no text. */
export function binary(): ManifestError {
  return new ManifestError(
    'binary',
    'This is binary data, not text: paste the manifest itself, for instance what `kubectl get pod NAME -o yaml` prints.',
  );
}
