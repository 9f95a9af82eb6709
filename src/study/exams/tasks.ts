import type { Card } from '../deck.ts';
import type { Difficulty, Drill } from '../drills/index.ts';
import type { Lab } from '../labs/index.ts';
import type { BlueprintSection, TaskKind } from './blueprint.ts';

/** What a section's tasks may be chosen from. */
export interface TaskShelf {
  readonly cards: readonly Pick<Card, 'key' | 'topic' | 'kind' | 'difficulty'>[];
  readonly drills: readonly (Pick<Drill, 'id' | 'topic' | 'difficulties'> & { readonly key: string })[];
  readonly labs: readonly Pick<Lab, 'id' | 'topic' | 'kind' | 'difficulty' | 'steps'>[];
}

/** The drill whose answer is typed: a manifest to fix. */
const REPAIR_DRILL = 'repair';

/**
 * What a section may ask, by kind: keys of cards, and ids of labs. A card that its person judges by themselves is no
 * task, and neither is a lab that leads from step to step.
 */
export function choices(
  section: BlueprintSection,
  shelf: TaskShelf,
): Readonly<Record<TaskKind, readonly string[]>> {
  const topics = new Set(section.topics.map((topic) => topic.toLowerCase()));
  const about = ({ topic }: { readonly topic: string }): boolean => topics.has(topic.toLowerCase());
  const [least, most] = section.difficulty;
  const within = (difficulty: number): boolean => difficulty >= least && difficulty <= most;
  const cards = shelf.cards.filter(
    (card) => about(card) && within(card.difficulty) && card.kind !== 'recall',
  );
  const drills = shelf.drills.filter((drill) => about(drill) && levelsOf(section, drill).length > 0);
  const labs = shelf.labs.filter(
    (lab) => about(lab) && lab.kind === 'task' && lab.steps.length === 1 && within(lab.difficulty),
  );
  const keys = (all: readonly { readonly key: string }[]): readonly string[] => all.map(({ key }) => key);
  return {
    questions: keys(cards.filter(({ kind }) => kind !== 'repair')),
    drills: keys(drills.filter(({ id }) => id !== REPAIR_DRILL)),
    repairs: [
      ...keys(cards.filter(({ kind }) => kind === 'repair')),
      ...keys(drills.filter(({ id }) => id === REPAIR_DRILL)),
    ],
    labs: labs.map(({ id }) => id),
  };
}

/** The difficulties of a drill that a section asks for. */
export function levelsOf(
  { difficulty: [least, most] }: Pick<BlueprintSection, 'difficulty'>,
  { difficulties = [1, 2, 3, 4, 5] }: Pick<Drill, 'difficulties'>,
): readonly Difficulty[] {
  return difficulties.filter((each) => each >= least && each <= most);
}
