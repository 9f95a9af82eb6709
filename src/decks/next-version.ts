import type { Asked, AskedOption } from '../study/asked.ts';
import { namesOther, sameWords, wordReader } from './likeness.ts';
import { sameOptions } from './same-options.ts';

/** What the next version of a card makes of what is known of the one before. */
export interface NextVersion {
  /** Another answer is right, so everyone learns the card anew. */
  readonly anew: boolean;
  /** The answer is taken for the same although it reads otherwise: no id says so, or what it names is another. */
  readonly guessed: boolean;
  /** Ids of options before → ids now, of every option that is still there. */
  readonly ids: ReadonlyMap<string, string>;
}

function rightIds(options: readonly AskedOption[]): ReadonlySet<string> {
  return new Set(options.filter(({ right }) => right).map(({ id }) => id));
}

/**
 * Compares a card with what it asked before. It is learned anew when its author raised `revision`, when its kind or
 * the number asked for changed, or when other options are right. Whatever else is written differently, wrong options
 * that come and go, and the back of a recall card are wording.
 */
export function nextVersion(before: Asked, now: Asked): NextVersion {
  const same = sameOptions(before.options, now.options);
  const ids = new Map(same.map((pair) => [pair.before.id, pair.now.id]));
  const rightBefore = [...rightIds(before.options)].map((id) => ids.get(id));
  const rightNow = rightIds(now.options);
  const otherRight =
    before.rightUnknown !== true &&
    (rightBefore.length !== rightNow.size || rightBefore.some((id) => id === undefined || !rightNow.has(id)));
  const otherNumber = now.kind === 'number' && now.answer !== before.answer;
  const anew = now.revision > before.revision || now.kind !== before.kind || otherRight || otherNumber;
  const read = wordReader();
  const doubtful = same.filter(
    ({ before: { text }, now: option, guessed }) =>
      option.right && (guessed || namesOther(read(text), read(option.text))) && !sameWords(text, option.text),
  );
  const otherBack =
    typeof now.answer === 'string' &&
    typeof before.answer === 'string' &&
    !sameWords(now.answer, before.answer);
  const guessed = !anew && (otherBack || doubtful.length > 0);
  return { anew, guessed, ids };
}
