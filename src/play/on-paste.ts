import { type Explanation, explain, ManifestError } from '../manifest/index.ts';
import { UserError } from '../runtime/user-error.ts';
import type { Ask, QuizRun } from '../store/store.ts';
import { DRILL_DECK, drillOn, type Question } from '../study/index.ts';
import { parseImageUsers } from './image-users.ts';
import { followingSeed, type Place, type Play } from './session.ts';

type ImageUsers = Readonly<Record<string, string>>;

/** Largest paste that a question is asked about, in UTF-8 bytes: it is kept in the database while that is open. */
const MOST_BYTES = 32 * 1024;

/** Whether some drill is sure of an answer about this paste, and it is small enough to be kept for the question. */
export function canAskOn(paste: string, explanation: Explanation, imageUsers: ImageUsers = {}): boolean {
  return Buffer.byteLength(paste) <= MOST_BYTES && drillOn(explanation, 0, { imageUsers }) !== undefined;
}

/**
 * A question about a paste, of a card that is not among `seen`; undefined where there is none. `imageUsers` as typed.
 * @throws UserError when the image users are not readable.
 */
function questionOn(
  paste: string,
  imageUsers: string,
  seen: readonly string[],
  seed: number,
): Question | undefined {
  if (Buffer.byteLength(paste) > MOST_BYTES) return undefined;
  const known = parseImageUsers(imageUsers) ?? {};
  try {
    const question = drillOn(explain(paste, { imageUsers: known }), seed, { imageUsers: known, seen });
    return question === undefined ? undefined : { ...question, pasted: { imageUsers } };
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

/** The one that follows it about the same paste; undefined where there is none, or the paste is no longer kept. */
export function anotherOn({ question, run, id }: Ask): Question | undefined {
  const { pasted, manifest, card } = question;
  if (pasted === undefined || manifest === undefined) return undefined;
  return questionOn(manifest, pasted.imageUsers, [...run.seen, card], followingSeed({ id, question }));
}

export interface OnPaste {
  readonly place: Place;
  readonly paste: string;
  /** As typed. */
  readonly imageUsers: string;
  /** Cards already asked about it. */
  readonly seen: readonly string[];
  readonly seed: number;
}

/**
 * Asks a question about a paste; after it Next goes on with the drills.
 * @throws UserError `nothing-to-ask`, or when the image users are not readable.
 */
export async function askOnPaste(
  { store, now }: Play,
  { place, paste, imageUsers, seen, seed }: OnPaste,
): Promise<Ask> {
  const question = questionOn(paste, imageUsers, seen, seed);
  if (question === undefined) {
    throw new UserError({
      identifier: 'nothing-to-ask',
      message:
        'There is nothing (more) about this manifest that I could ask and be sure of the answer. Go on with /quiz.',
    });
  }
  const run: QuizRun = {
    deck: DRILL_DECK.id,
    topic: null,
    index: 0,
    count: 1,
    shared: false,
    right: 0,
    seen,
  };
  return store.ask({ ...place, question, run, now: now() });
}
