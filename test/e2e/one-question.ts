import { ourDecks } from '../../src/cli/shipped.ts';
import type { QuestionSource } from '../../src/play/library.ts';
import { drawDrill, findDrill } from '../../src/study/drills/index.ts';
import { beliefsOf, drawQuestion, findCard, type Question } from '../../src/study/index.ts';
import { fixtureCards, fixtureSource } from './fixture-questions.ts';

const DECKS = await ourDecks();

/** Where `/quiz` and `/review` are asked one question at a time, the one that a test sets. */
export interface OneQuestion {
  readonly source: QuestionSource;
  put(question: Question): void;
}

/** A source that always asks what was put last. */
export function oneQuestion(): OneQuestion {
  let current: Question = ofFixture('choice');
  return {
    put: (question) => {
      current = question;
    },
    source: {
      ...fixtureSource,
      count: () => 5,
      draw: (_filter, _seen, seed) => ({ ...current, seed }),
      pool: () => [{ card: current.card }],
      drawCard: (card, seed) => (card === current.card ? { ...current, seed } : undefined),
    },
  };
}

/** The fixture's card of a kind. */
export function ofFixture(kind: Question['kind']): Question {
  const card = fixtureCards.find((each) => each.kind === kind);
  if (card === undefined) throw new Error(`no ${kind} card`);
  return { ...card, seed: 1 };
}

/** A card of our decks as it is asked. */
export function ofOurs(key: string): Question {
  const card = findCard(DECKS, key);
  if (card === undefined) throw new Error(`no card ${key}`);
  return drawQuestion(card, 1);
}

/** A question of a drill of which one wrong option stands for this belief alone, and that option's letter. */
export function withBelief(drillCard: string, belief: string): { question: Question; key: string } {
  const drill = findDrill(drillCard);
  if (drill === undefined) throw new Error(`no drill ${drillCard}`);
  for (let seed = 0; seed < 200; seed++) {
    const question = drawDrill(drill, seed, 2);
    const option = question.options?.find((each) => !each.correct && beliefsOf(each).join() === belief);
    if (option !== undefined) return { question, key: option.key };
  }
  throw new Error(`${drillCard} draws no ${belief}`);
}
