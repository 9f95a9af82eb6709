import { DRILLS, drillCard } from '../study/index.ts';
import { labCard } from './labs-card.ts';
import type { LabSource } from './labs-source.ts';
import type { QuestionSource } from './library.ts';

/** Card → topic, of everything that comes with Podium: the decks, the drills and the labs. */
export function topicsOfOurs(questions: QuestionSource, labs: LabSource): ReadonlyMap<string, string> {
  return new Map([
    ...questions.whole.flatMap(({ cards }) => cards.map(({ key, topic }) => [key, topic] as const)),
    ...DRILLS.map((drill) => [drillCard(drill), drill.topic] as const),
    ...labs.all.map(({ id, topic }) => [labCard(id), topic] as const),
  ]);
}
