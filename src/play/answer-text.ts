import { ManifestError } from '../manifest/index.ts';
import { UserError } from '../runtime/user-error.ts';
import type { Ask, Store } from '../store/store.ts';
import { markGiven } from '../study/mends/given.ts';

/**
 * Refuses what cannot be marked, which is no answer: a text that is no manifest, or the manifest as it was. What was
 * typed is kept, and stands in the box when it is opened again.
 * @throws UserError `no-manifest`, `nothing-changed`.
 */
export async function checkText(store: Pick<Store, 'keepDraft'>, ask: Ask, typed: string): Promise<void> {
  const refused = refusalOf(ask, typed);
  if (refused === undefined) return;
  await store.keepDraft({ askId: ask.id, userId: ask.userId, text: typed });
  throw refused;
}

/** Why a text cannot be marked; undefined where it can. */
export function refusalOf({ question }: Pick<Ask, 'question'>, typed: string): UserError | undefined {
  if (question.kind === 'repair' && same(typed, question.manifest ?? ''))
    return new UserError({
      identifier: 'nothing-changed',
      message:
        'You have not changed anything, so this does not count as an answer. Press the button again and change what is needed.',
    });
  try {
    markGiven(question, typed);
    return undefined;
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const where = error.line === undefined ? '' : ` (line ${error.line})`;
    return new UserError({
      identifier: 'no-manifest',
      message: `This cannot be read as a manifest${where}, so it does not count as an answer. ${error.message} Press the button again: what you typed is still there.`,
    });
  }
}

const same = (a: string, b: string): boolean => a.replaceAll('\r\n', '\n').trim() === b.trim();
