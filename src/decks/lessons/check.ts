import { explain } from '../../manifest/index.ts';
import type { Lesson, LessonStep } from '../../study/lessons/index.ts';
import type { DeckText } from '../deck-text.ts';
import { type Complaint, misnamed, unknown } from '../labs/complaint.ts';
import { byPlace } from '../load.ts';
import type { Problem } from '../problem.ts';
import type { DeckPath } from '../subject.ts';
import { refuteClaims } from '../verify.ts';
import { wordsIn } from './check-words.ts';
import { type ReadLesson, readLessons } from './load.ts';
import { playLesson } from './play.ts';

/** What lessons are held against: what there is beside them. */
export interface KnownToLessons {
  /** Keys of every card of ours. */
  readonly cards: readonly string[];
  /** Id of each lab → ids of its steps. */
  readonly labs: Readonly<Record<string, readonly string[]>>;
  /** Id of each lesson that is not among those being checked → its place. */
  readonly lessons: Readonly<Record<string, number>>;
}

export interface CheckedLessons {
  readonly lessons: readonly Lesson[];
  readonly problems: readonly Problem[];
  /** Claims about manifests that were put to the engine. */
  readonly claims: number;
  /** Lines that were typed on a cluster. */
  readonly lines: number;
}

/**
 * Everything `podium lessons check` says: the format, ids, the order of the course, what a lesson refers to, its words,
 * every claim about a manifest put to the engine, every output played. All problems of all files, in the order of the
 * files and lines.
 */
export function checkLessons(files: readonly DeckText[], known: KnownToLessons): CheckedLessons {
  const { read, problems } = readLessons(files);
  const all = [
    ...problems,
    ...read.flatMap((each) =>
      [
        ...inCourse(each, read, known),
        ...referred(each.value, known),
        ...wordsIn(each.value),
        ...claimed(each.value),
        ...playLesson(each.value),
      ].map(({ path, ...what }) => each.at(path, what)),
    ),
  ];
  const steps = read.flatMap(({ value }) => value.steps);
  return {
    lessons: read.map(({ value }) => value),
    problems: all.toSorted(byPlace(files)),
    claims: sum(steps, ({ manifest }) => manifest?.claims.length ?? 0),
    lines: sum(steps, ({ terminal }) => terminal.length),
  };
}

function sum(steps: readonly LessonStep[], of: (step: LessonStep) => number): number {
  return steps.reduce((total, step) => total + of(step), 0);
}

/** A lesson has a place of its own, and what is to be known before it comes before it: so the course has no circle. */
function inCourse(
  { value: lesson, file }: ReadLesson,
  read: readonly ReadLesson[],
  known: KnownToLessons,
): readonly Complaint[] {
  const others = new Map([
    ...Object.entries(known.lessons),
    ...read.map(({ value }) => [value.id, value.place] as const),
  ]);
  others.delete(lesson.id);
  const [taken] = [...others].find(([, place]) => place === lesson.place) ?? [];
  return [
    ...misnamed(file, lesson.id),
    ...(taken === undefined
      ? []
      : [
          {
            code: 'place-taken',
            path: ['place'],
            message: `is ${lesson.place}, as that of the lesson "${taken}": give one of them another place`,
          },
        ]),
    ...lesson.after.flatMap((id, index): readonly Complaint[] => {
      const place = others.get(id);
      const path = ['after', index];
      if (place === undefined) return [unknown(path, `is "${id}", which is no other lesson`)];
      return place < lesson.place
        ? []
        : [
            {
              code: 'out-of-order',
              path,
              message: `is "${id}", which comes later in the course (place ${place}, this one ${lesson.place})`,
            },
          ];
    }),
  ];
}

/** What a lesson names and nobody has: cards, labs and their steps. A card is asked once. */
function referred({ steps }: Lesson, { cards, labs }: KnownToLessons): readonly Complaint[] {
  const keys = new Set(cards);
  return steps.flatMap(({ question, lab }, index): readonly Complaint[] => {
    const at = (...path: DeckPath): DeckPath => ['steps', index, ...path];
    const complaints: Complaint[] = [];
    if (question !== undefined && !keys.has(question))
      complaints.push(unknown(at('question'), `is "${question}", which is no card of ours: write DECK/CARD`));
    if (question !== undefined && steps.findIndex((step) => step.question === question) < index)
      complaints.push({
        code: 'asked-twice',
        path: at('question'),
        message: `is "${question}", which this lesson has asked before: ask another card`,
      });
    if (lab === undefined) return complaints;
    const has = Object.hasOwn(labs, lab.lab) ? labs[lab.lab] : undefined;
    if (has === undefined)
      complaints.push(unknown(at('lab', 'id'), `is "${lab.lab}", which is no lab of ours`));
    else if (!has.includes(lab.step))
      complaints.push(
        unknown(at('lab', 'step'), `is "${lab.step}", but the lab's steps are ${has.join(', ')}`),
      );
    return complaints;
  });
}

/** What the engine contradicts of what is said about manifests. */
function claimed({ steps }: Lesson): readonly Complaint[] {
  return steps.flatMap(({ manifest }, index) =>
    manifest === undefined
      ? []
      : refuteClaims(manifest.text, manifest.imageUsers, manifest.claims, explain).map(
          ({ path, message }) => ({
            code: 'verify',
            path: ['steps', index, 'manifest', ...(path[0] === 'manifest' ? ['text'] : path)],
            message,
          }),
        ),
  );
}
