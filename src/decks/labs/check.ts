import type { Lab } from '../../study/labs/index.ts';
import { byPlace } from '../load.ts';
import type { Problem } from '../problem.ts';
import { answersIn } from './check-answers.ts';
import { type Complaint, misnamed, unknown } from './complaint.ts';
import { doubles, type LabText, type ReadLab, readLabs } from './load.ts';
import { playLab } from './play.ts';

/** What labs are held against: what there is beside them. */
export interface Known {
  /** Keys of every card of ours. */
  readonly cards: readonly string[];
  /** Topics of these cards. */
  readonly topics: readonly string[];
  /** Ids of labs that are not among those being checked. */
  readonly labs: readonly string[];
}

export interface CheckedLabs {
  readonly labs: readonly Lab[];
  readonly problems: readonly Problem[];
  /** How many goals were put to the judge, before and after their solution. */
  readonly goals: number;
}

/**
 * Everything `podium labs check` says: the format, ids, what a lab refers to, its texts, and what playing it shows:
 * each goal unmet before its step and met after it, each attempt unmet and recognised. All problems of all files, in
 * the order of the files and lines.
 */
export function checkLabs(files: readonly LabText[], known: Known): CheckedLabs {
  const { read, problems } = readLabs(files);
  const all = [
    ...problems,
    ...doubles(read),
    ...read.flatMap((each) =>
      [...referred(each, read, known), ...answersIn(each.value), ...playLab(each.value)].map(
        ({ path, ...what }) => each.at(path, what),
      ),
    ),
  ];
  return {
    labs: read.map(({ value }) => value),
    problems: all.toSorted(byPlace(files)),
    goals: read.flatMap(({ value }) => value.steps).reduce((sum, { goals }) => sum + goals.length, 0),
  };
}

/** What a lab names and nobody has: cards, a topic, labs before it; and its own name against its file's. */
function referred(
  { value: lab, file }: ReadLab,
  read: readonly ReadLab[],
  known: Known,
): readonly Complaint[] {
  const [cards, labs] = [
    new Set(known.cards),
    new Set([...known.labs, ...read.map((each) => each.value.id)]),
  ];
  return [
    ...misnamed(file, lab.id),
    ...(known.topics.includes(lab.topic)
      ? []
      : [
          unknown(['topic'], `is "${lab.topic}", which no card has: write one of ${known.topics.join(', ')}`),
        ]),
    ...lab.teaches.flatMap((key, index) =>
      cards.has(key)
        ? []
        : [unknown(['teaches', index], `is "${key}", which is no card of ours: write DECK/CARD`)],
    ),
    ...lab.after.flatMap((id, index) =>
      labs.has(id) && id !== lab.id ? [] : [unknown(['after', index], `is "${id}", which is no other lab`)],
    ),
  ];
}
