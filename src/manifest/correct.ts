import { made, type Traced, together, traced } from './correct/apply.ts';
import type { Left, Mending } from './correct/mending.ts';
import { planOf, type Stage } from './correct/plan.ts';
import { cameOut, errorsOf, refuseCrowd } from './correct/sound.ts';
import { type Source, sourceIn } from './embedded/index.ts';
import { explain, explainText, known } from './explain.ts';
import { type Explanation, ManifestError } from './explanation.ts';
import { type Doubts, NO_DOUBTS } from './read/pasted.ts';
import { asWritten } from './read/written.ts';
import { readingOf } from './readings.ts';
import { readYaml } from './yaml/index.ts';
import type { Yaml } from './yaml/node.ts';

/** Something that was changed, or was left for its author. */
export interface Change {
  /** 1-based, of what was pasted. */
  readonly line: number;
  /** One sentence. */
  readonly message: string;
}

/** A manifest given back with its faulty lines changed. */
export interface Correction {
  /** The whole text; comments and order as they were. */
  readonly manifest: string;
  /** What was changed, in the order it was done; nothing is changed that does not stand here. */
  readonly changes: readonly Change[];
  /** What could be meant in more than one way, or cannot be changed safely: it stands as it did. */
  readonly notChanged: readonly Change[];
  /** What the corrected manifest still says about itself. */
  readonly explanation: Explanation;
}

/** Texts that are tried, all together, in characters; a short text gets more tries, but no more than MOST_TRIES. */
const CHARACTERS_IN_ALL = 2_000_000;
const FEWEST_TRIES = 8;
const MOST_TRIES = 200;
/** Beyond this many changes the rest is left, and said. */
const MOST_CHANGES = 3000;

/**
 * Gives the manifest back with only the faulty lines changed: slips, wrong spelling and case, fields at the wrong
 * level, quoted numbers and booleans, keys that stand twice, surprising scalars, the prefix CAP_. What only a person can
 * decide stays as it is, and is said; so is what is no manifest (a message, a patch, a chart's values). Every step is read again: one that does not come out as it should, or that adds
 * an error, is not made. Throws what `explain` throws.
 */
export function correct(paste: string): Correction {
  const source = sourceIn(paste);
  try {
    if (source?.patch === undefined) return correctText(paste, source);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
  }
  return { manifest: paste, changes: [], notChanged: [], explanation: explain(paste) };
}

function correctText(paste: string, source: Source | undefined): Correction {
  const reading = readingOf(source?.text ?? paste, source?.lines);
  const [unread] = [...(reading.doubts?.unread ?? [])].sort((a, b) => a - b);
  if (unread !== undefined) {
    const why = 'from here on there are lines that could not be read, and a correction would lose them.';
    return leftAlone(paste, unread, why);
  }
  const changes: Change[] = [];
  let { at, left } = rest(traced(reading.text), changes);
  for (let again = 0; again < MOST_READINGS; again++) {
    const next = readAgain(at, changes);
    if (next === undefined) break;
    if (errorsOf(next.text, readYaml(next.text)) > errorsOf(at.text, readYaml(at.text))) {
      const why =
        'with its slips corrected, what is left of its indentation would be read in another way. Paste it as kubectl get -o yaml prints it.';
      return leftAlone(paste, reading.lines[0] ?? 1, why);
    }
    ({ at, left } = rest(next, changes));
  }
  const here = (line: number): number => reading.lines[line - 1] ?? line;
  const told = ({ line, message }: Change): Change => ({ line: here(line), message });
  const first =
    source?.change === undefined ? [] : [{ line: source.lines?.[0] ?? 1, message: source.change }];
  const origins = at.from.map(here);
  const manifest = asWritten(at.text, (i) => origins[i], reading.written);
  // What is known around the manifest is still known; the corrected text is no longer refused for how it was pasted.
  const { refused: _, ...options } = known(source, {});
  return {
    manifest,
    changes: [...first, ...changes.map(told)],
    notChanged: left.map(told),
    explanation: explainText(manifest, options, {
      doubts: restOf(reading.doubts ?? NO_DOUBTS, origins),
    }),
  };
}

/** The paste as it is, where a correction could make it worse. */
function leftAlone(paste: string, line: number, why: string): Correction {
  const notChanged = [{ line, message: `Nothing is changed: ${why}` }];
  return { manifest: paste, changes: [], notChanged, explanation: explain(paste) };
}

/** What a reading leaves open, by the lines that its text has become; its unknown values stand in the text. */
function restOf({ missing, cut }: Doubts, origins: readonly number[]): Doubts {
  if (missing.length === 0 && cut.length === 0) return NO_DOUBTS;
  const now = (lines: readonly number[]): readonly number[] =>
    lines.map((line) => {
      const at = origins.findIndex((origin) => origin >= line);
      return at === -1 ? Math.max(1, origins.length) : at + 1;
    });
  return { ...NO_DOUBTS, missing: now(missing), cut: now(cut) };
}

/** How often a corrected text is read anew, where that gives another text: the repairs it needed before are done then. */
const MOST_READINGS = 3;

function rest(start: Traced, changes: Change[]): Corrected {
  const corrected = new Correcting(start).run();
  changes.push(...corrected.changes);
  return corrected;
}

/** The text as a paste of its own would be read, if that is another one: a line that was in the way may be gone. */
function readAgain({ text, from }: Traced, changes: Change[]): Traced | undefined {
  const again = readingOf(text);
  if (again.text === text) return undefined;
  const was = text.split('\n');
  const lines = again.text.split('\n');
  const at = lines.findIndex((line, i) => line !== was[i]);
  const origin = (i: number): number => from[(again.lines[i] ?? i + 1) - 1] ?? from.at(-1) ?? 1;
  for (const { message } of again.repairs) changes.push({ line: origin(Math.max(0, at)), message });
  return { text: again.text, from: lines.map((_, i) => origin(i)) };
}

interface Corrected {
  readonly at: Traced;
  readonly changes: readonly Change[];
  readonly left: readonly Change[];
}

/** One text on its way to the corrected one. */
class Correcting {
  #at: Traced;
  #yaml: Yaml;
  #errors: number;
  #tries: number;
  readonly #changes: Change[] = [];
  /** Mendings that were tried in vain, by their sentences. */
  readonly #vain = new Map<string, { readonly told: Change; readonly tried: Traced }>();

  constructor(start: Traced) {
    this.#at = start;
    this.#yaml = readYaml(start.text);
    refuseCrowd(start.text, this.#yaml);
    this.#errors = errorsOf(start.text, this.#yaml);
    const affordable = Math.floor(CHARACTERS_IN_ALL / (start.text.length + 1));
    this.#tries = Math.min(MOST_TRIES, Math.max(FEWEST_TRIES, affordable));
  }

  run(): Corrected {
    for (;;) {
      const { stage, mendings, left } = planOf(this.#at.text, this.#yaml, (one) =>
        this.#vain.has(one.change),
      );
      if (mendings.length === 0) {
        if (this.#tries > 0 && this.#forget()) continue;
        return this.#end(left, []);
      }
      if (this.#tries <= 0 || this.#changes.length >= MOST_CHANGES) return this.#end(left, mendings);
      this.#attempt(together(mendings), stage);
    }
  }

  /** What did not go in another text than this one may go now. */
  #forget(): boolean {
    const old = [...this.#vain].filter(([, { tried }]) => tried !== this.#at);
    for (const [change] of old) this.#vain.delete(change);
    return old.length > 0;
  }

  /** Makes the mendings, or the half of them that can be made; whichever cannot alone is given up. */
  #attempt(mendings: readonly Mending[], stage: Stage): boolean {
    if (mendings.length === 0 || this.#tries <= 0) return false;
    this.#tries -= 1;
    const next = made(this.#at, mendings);
    const yaml = readYaml(next.text);
    const came =
      next.text !== this.#at.text &&
      cameOut(this.#yaml, yaml, mendings, stage) &&
      (stage !== 'spaces' || readingOf(next.text).text === next.text);
    const errors = came ? errorsOf(next.text, yaml) : Infinity;
    // What was never judged for its header, or for its lines that could not be read, may show errors it always had.
    const fresh = stage === 'headers' || stage === 'spaces';
    if (came && (fresh || errors <= this.#errors)) {
      for (const one of mendings) this.#changes.push(this.#traced(one.line, one.change));
      this.#at = next;
      this.#yaml = yaml;
      this.#errors = errors;
      return true;
    }
    if (mendings.length === 1) {
      for (const { change, line } of mendings)
        this.#vain.set(change, { told: this.#traced(line, vainly(change, came)), tried: this.#at });
      return false;
    }
    const half = Math.ceil(mendings.length / 2);
    return this.#attempt(mendings.slice(0, half), stage) || this.#attempt(mendings.slice(half), stage);
  }

  #end(left: readonly Left[], undone: readonly Mending[]): Corrected {
    const [next] = undone;
    const all = [
      ...left.map(({ line, message }) => this.#traced(line, message)),
      ...[...this.#vain.values()].map(({ told }) => told),
      ...(next === undefined ? [] : [this.#traced(next.line, tooMuch(undone.length))]),
    ];
    const told = new Map(all.map((one) => [`${one.line} ${one.message}`, one]));
    return { at: this.#at, changes: this.#changes, left: [...told.values()].sort((a, b) => a.line - b.line) };
  }

  #traced(line: number, message: string): Change {
    return { line: this.#at.from[line - 1] ?? line, message };
  }
}

const tooMuch = (count: number): string =>
  `There is too much to correct in one go: from here on at least ${count} more ${count === 1 ? 'thing was' : 'things were'} left. Correct the result again for the rest.`;

function vainly(change: string, came: boolean): string {
  return came
    ? `Not done, since it would bring another error: ${change}`
    : `Not done, since the text around it cannot be changed safely: ${change}`;
}
