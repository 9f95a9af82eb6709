import { type Explanation, explain, ManifestError } from '../manifest/index.ts';
import { UserError } from '../runtime/user-error.ts';
import type { Ask, QuizRun } from '../store/store.ts';
import { canDrillOn, DRILL_DECK, drillOn, type Question } from '../study/index.ts';
import { parseImageUsers } from './image-users.ts';
import { followingSeed, type Place, type Play } from './session.ts';

type ImageUsers = Readonly<Record<string, string>>;

/** Largest paste that a question is asked about, in UTF-8 bytes: it is kept in the database while that is open. */
const MOST_BYTES = 32 * 1024;

/** Whether some drill is sure of an answer about this paste, and it is small enough to be kept for the question. */
export function canAskOn(paste: string, explanation: Explanation, imageUsers: ImageUsers = {}): boolean {
  return Buffer.byteLength(paste) <= MOST_BYTES && canDrillOn(explanation, { imageUsers });
}

/**
 * A question about a paste, of a card that is not among `seen`; undefined where there is none. `imageUsers` as typed.
 * @throws UserError when the image users are not readable.
 */
export function questionOn(
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

/** A question that is wanted about a paste. */
export interface AskedOn {
  readonly paste: string;
  /** As typed: `app=101`. */
  readonly imageUsers: string;
  /** Cards already asked about it. */
  readonly seen: readonly string[];
  readonly seed: number;
}

/** What to ask for after it about the same paste; undefined where the paste is no longer kept. */
export function nextOn({ question, run, id }: Ask): AskedOn | undefined {
  const { pasted, manifest: paste, card } = question;
  if (pasted === undefined || paste === undefined) return undefined;
  const seed = followingSeed({ id, question });
  return { paste, imageUsers: pasted.imageUsers, seen: [...run.seen, card], seed };
}

export interface OnPaste extends AskedOn {
  readonly place: Place;
  /** {@link questionOn}, wherever it is worked out. */
  readonly draw: (asked: AskedOn) => Promise<Question | undefined>;
}

/**
 * Asks a question about a paste; after it Next goes on with the drills.
 * @throws UserError `nothing-to-ask`, or when the image users are not readable.
 */
export async function askOnPaste({ store, now }: Play, { place, draw, ...asked }: OnPaste): Promise<Ask> {
  const question = await draw(asked);
  if (question === undefined) {
    throw new UserError({
      identifier: 'nothing-to-ask',
      message:
        'I have no more questions about this manifest whose answer I can be sure of. Go on with /quiz.',
    });
  }
  const run: QuizRun = {
    deck: DRILL_DECK.id,
    topic: null,
    index: 0,
    count: 1,
    shared: false,
    right: 0,
    seen: asked.seen,
  };
  return store.ask({ ...place, question, run, now: now() });
}
