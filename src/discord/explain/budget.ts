import { LIMITS } from '../platform/payload-limits.ts';

/** Room for texts of one card, in characters and in UTF-8 bytes, whichever ends first. Mutable, one per message. */
export interface Budget {
  /** Takes the room of one text; false, and nothing taken, when it does not fit. */
  take(text: string): boolean;
  /** Whether all these texts would still fit. */
  fits(...texts: readonly string[]): boolean;
  /** A budget of its own with this share (0–1) of what is left; what it takes is taken from here too. */
  share(part: number): Budget;
}

/** The room payload-limits.ts allows a card, less what the fixed parts (buttons, notes) may need. */
export function cardBudget(): Budget {
  return budget(LIMITS.cardCharacters - 200, LIMITS.cardBytes - 600, () => true);
}

/** Paragraphs are joined by an empty line, which every text pays for. */
const BETWEEN = '\n\n';
const JOIN = BETWEEN.length;

function budget(characters: number, bytes: number, alsoTake: (text: string) => boolean): Budget {
  let leftCharacters = characters;
  let leftBytes = bytes;
  const room = (texts: readonly string[]): boolean =>
    texts.reduce((sum, text) => sum + text.length + JOIN, 0) <= leftCharacters &&
    texts.reduce((sum, text) => sum + cost(text), 0) <= leftBytes;
  const self: Budget = {
    fits: (...texts) => room(texts),
    take(text) {
      if (!room([text]) || !alsoTake(text)) return false;
      leftCharacters -= text.length + JOIN;
      leftBytes -= cost(text);
      return true;
    },
    share: (part) => budget(leftCharacters * part, leftBytes * part, (text) => self.take(text)),
  };
  return self;
}

function cost(text: string): number {
  return Buffer.byteLength(text, 'utf8') + LIMITS.bytesPerText + JOIN;
}

/**
 * Texts in at most `most` parts, so that a message keeps within its number of components: nothing is left out, parts
 * are told in one text. What is told of one pod stays together as long as it can.
 */
export function gather(pods: readonly (readonly string[])[], most: number): readonly string[] {
  const texts = pods.flat();
  if (texts.length <= most) return texts;
  const wholes = pods.filter((each) => each.length > 0).map((each) => each.join(BETWEEN));
  const units = wholes.length > most || wholes.length === 1 ? texts : wholes;
  const each = Math.ceil(units.length / most);
  return Array.from({ length: Math.ceil(units.length / each) }, (_, index) =>
    units.slice(index * each, (index + 1) * each).join(BETWEEN),
  );
}
