import type { Mend } from '../../mends/mend.ts';
import type { Question, QuestionOption, SourceLink } from '../../question.ts';
import type { Random } from '../../random.ts';
import type { Scene } from './scene.ts';

/**
 * How hard a question is: by the rule that decides it, not by its length. 1 one level only; 2 an override; 3 a value
 * that nobody sets, or the image's; 4 containers that differ, and a neighbour's value as a trap; 5 fields that act on
 * each other. A drill about something else than levels says what it means by them.
 */
export type Difficulty = 1 | 2 | 3 | 4 | 5;

/** What a generator is given: the stream it draws from, and how hard it may be. */
export interface DrillInput {
  readonly random: Random;
  readonly difficulty: Difficulty;
}

/** What is put to the person; the registry adds card, revision, seed, deck and topic. */
export type Drawing = Pick<
  Question,
  'kind' | 'prompt' | 'manifest' | 'imageUsers' | 'options' | 'explanation' | 'source' | 'mend'
>;

/** The right option. `line` is the one it stands for where a line is asked for. */
interface Right {
  readonly text: string;
  readonly why: string;
  readonly line?: number;
}

/** A wrong option, and the misconception that leads to it. */
export interface Wrong extends Right {
  readonly misconception: string;
  /** Its parts by their ids, where it has several or the ids are not to follow from the words. */
  readonly beliefs?: readonly string[];
  /** Set for what must be among the options that are shown: the answer that tempts most. */
  readonly must?: true;
}

interface Asked {
  readonly prompt: string;
  readonly manifest: string;
  /** What is known of its images, where it is drawn and not pasted. */
  readonly imageUsers?: Readonly<Record<string, string>>;
  readonly explanation: string;
  readonly source: SourceLink;
}

/** A question with one right option and more wrong ones than are shown, the likeliest mistakes first. */
export interface ChoiceDraft extends Asked {
  readonly kind: 'choice' | 'locate';
  readonly right: Right;
  readonly wrongs: readonly Wrong[];
  /** Wrong options there are at most, where the subject knows only so many. */
  readonly most?: number;
  /** Wrong options there are at least, where the difficulty would show fewer. */
  readonly least?: number;
}

/** A question of which every option is shown, right or wrong. */
export interface MultiDraft extends Asked {
  readonly kind: 'multi';
  readonly options: readonly Omit<QuestionOption, 'key'>[];
}

/** A manifest to be mended; what is right is marked by what it means. */
export interface RepairDraft extends Asked {
  readonly kind: 'repair';
  readonly mend: Mend;
}

export type Draft = ChoiceDraft | MultiDraft | RepairDraft;

/** One try at a question; undefined where what was drawn cannot be asked about. */
export type Attempt = () => Draft | undefined;

/**
 * Asks about a scene, drawn or pasted; undefined where it does not decide the answer. A paste may have no container
 * that can be asked about, and `truth()` in test/study/drills/pasted.test.ts wants a case for the drill.
 */
export type Asker = (scene: Scene, random: Random) => Draft | undefined;

/** A question generator. A drill is one card; each time it is asked it draws another question. */
export interface Drill {
  /** Lower-case and hyphenated; the card is `drill/<id>`. */
  readonly id: string;
  /** Raised with every change that alters what a seed draws: a question of an older version stays as it was asked. */
  readonly version: number;
  readonly topic: string;
  /**
   * The difficulties that its subject honestly has, ascending; all five where it says nothing. Another one is asked as
   * the next lower of them, or as the lowest.
   */
  readonly difficulties?: readonly Difficulty[];
  /** Draws what holds for all attempts at one question, and gives the attempt. */
  readonly begin: (input: DrillInput) => Attempt;
  /** The same question about any manifest, what people paste included; absent where the drill must be able to edit what it asks about. */
  readonly ask?: Asker;
}

/** The difficulty at which the drill really asks. */
export function heldTo({ difficulties }: Pick<Drill, 'difficulties'>, difficulty: Difficulty): Difficulty {
  if (difficulties === undefined) return difficulty;
  return difficulties.findLast((each) => each <= difficulty) ?? difficulties[0] ?? difficulty;
}

/** The attempt of a drill that draws a scene and asks about it. */
export function asking(
  draw: (input: DrillInput) => Scene | undefined,
  ask: Asker,
): Pick<Drill, 'begin' | 'ask'> {
  return {
    ask,
    begin: (input) => () => {
      const scene = draw(input);
      return scene === undefined ? undefined : withImages(ask(scene, input.random), scene);
    },
  };
}

/** A draft about a drawn scene that knows the scene's images, so that it can be explained as it was asked. */
export function withImages(draft: Draft | undefined, { imageUsers }: Scene): Draft | undefined {
  if (draft === undefined || Object.keys(imageUsers).length === 0) return draft;
  return { ...draft, imageUsers };
}
