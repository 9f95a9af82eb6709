import type { Lab } from '../study/labs/index.ts';
import type { Question } from '../study/question.ts';

const PREFIX = 'lab/';

/** The key of the card that a lab is in `/review`. No deck has the id `lab`. */
export function labCard(lab: string): string {
  return `${PREFIX}${lab}`;
}

/** The lab that a card is; undefined for any other card. */
export function labOfCard(card: string): string | undefined {
  return card.startsWith(PREFIX) ? card.slice(PREFIX.length) : undefined;
}

/** A lab as the card that it is once it was finished: doing it again is the answer. */
export function labQuestion(lab: Lab, seed: number): Question {
  return {
    card: labCard(lab.id),
    revision: String(lab.revision),
    seed,
    kind: 'recall',
    deckTitle: 'Labs',
    topic: lab.topic,
    difficulty: lab.difficulty,
    prompt: `Do the lab “${lab.title}” again.`,
    answer: 'You answer it by doing it.',
    explanation: '',
  };
}
