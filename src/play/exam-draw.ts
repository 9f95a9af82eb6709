import type { ExamItem } from '../store/store.ts';
import {
  type Blueprint,
  type BlueprintSection,
  TASK_KINDS,
  type TaskKind,
  WORTH,
} from '../study/exams/blueprint.ts';
import { choices, levelsOf, type TaskShelf } from '../study/exams/tasks.ts';
import { type Deck, DRILLS, drillCard, findDrill, type Question } from '../study/index.ts';
import type { Lab } from '../study/labs/index.ts';
import { randomFrom, seedFrom, shuffle } from '../study/random.ts';
import { labQuestion } from './labs-card.ts';
import type { QuestionSource } from './library.ts';

type Task = Pick<ExamItem, 'section' | 'question' | 'worth'>;

/** What exams are drawn from: the decks, drills and labs that come with Podium. */
export function taskShelf(decks: readonly Deck[], labs: readonly Lab[]): TaskShelf {
  return {
    cards: decks.flatMap(({ cards }) => cards),
    drills: DRILLS.map((drill) => ({ ...drill, key: drillCard(drill) })),
    labs,
  };
}

/**
 * The tasks of an exam: the same blueprint, decks and seed give the same. Each card comes once, and of a family one
 * alone; a section that asks for more than there is gets what there is. Section by section; in each of them the labs
 * come last, because they take longest.
 */
export function drawTasks(
  { sections }: Pick<Blueprint, 'sections'>,
  { questions, labs }: { readonly questions: QuestionSource; readonly labs: readonly Lab[] },
  seed: number,
): readonly Task[] {
  const shelf = taskShelf(questions.whole, labs);
  const families = new Map(
    questions.pool({ deck: null, topic: null }).map(({ card, family }) => [card, family]),
  );
  const taken = new Set<string>();
  const draw = (kind: TaskKind, section: BlueprintSection, key: string): Question | undefined => {
    const own = seedFrom(seed, key);
    if (kind === 'labs') {
      const lab = labs.find(({ id }) => id === key);
      return lab === undefined ? undefined : labQuestion(lab, own);
    }
    const drill = findDrill(key);
    if (drill === undefined) return questions.drawCard(key, own);
    const levels = levelsOf(section, drill);
    return questions.drawCard(key, own, levels[randomFrom(own).below(levels.length)]);
  };
  return sections.flatMap((section, index) => {
    const there = choices(section, shelf);
    return TASK_KINDS.flatMap((kind) => {
      const tasks: Task[] = [];
      for (const key of shuffle(there[kind], randomFrom(seedFrom(seed, `${index} ${kind}`)))) {
        if (tasks.length === section[kind]) break;
        const names = [key, ...(families.get(key) === undefined ? [] : [`family ${families.get(key)}`])];
        if (names.some((name) => taken.has(name))) continue;
        const question = draw(kind, section, key);
        if (question === undefined) continue;
        for (const name of names) taken.add(name);
        tasks.push({ section: index, question, worth: WORTH[kind] });
      }
      return tasks;
    });
  });
}
