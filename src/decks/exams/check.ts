import {
  type Blueprint,
  type BlueprintSection,
  EXAM_LIMITS,
  TASK_KINDS,
  type TaskKind,
  tasksOf,
} from '../../study/exams/blueprint.ts';
import { choices, type TaskShelf } from '../../study/exams/tasks.ts';
import { TOPICS, topicNamed } from '../../study/topics.ts';
import type { DeckText } from '../deck-text.ts';
import { type Complaint, misnamed, unknown } from '../labs/complaint.ts';
import { byPlace } from '../load.ts';
import type { Problem } from '../problem.ts';
import type { DeckPath } from '../subject.ts';
import { readExams } from './load.ts';

export interface CheckedExams {
  readonly exams: readonly Blueprint[];
  readonly problems: readonly Problem[];
  /** Tasks that the exams ask for. */
  readonly tasks: number;
}

/**
 * Everything `podium exams check` says: the format, ids, topics, weights that make a whole, and that there are at least
 * as many different tasks as each section asks for. All problems of all files, in the order of the files and lines.
 */
export function checkExams(files: readonly DeckText[], shelf: TaskShelf): CheckedExams {
  const { read, problems } = readExams(files);
  const all = [
    ...problems,
    ...read.flatMap(({ file, value, at }) =>
      [...misnamed(file, value.id), ...wholeOf(value), ...value.sections.flatMap(sectionIn(shelf))].map(
        ({ path, ...what }) => at(path, what),
      ),
    ),
  ];
  return {
    exams: read.map(({ value }) => value),
    problems: all.toSorted(byPlace(files)),
    tasks: read.reduce((sum, { value }) => sum + tasksOf(value), 0),
  };
}

function wholeOf(exam: Blueprint): readonly Complaint[] {
  const weights = exam.sections.reduce((sum, { weight }) => sum + weight, 0);
  const tasks = tasksOf(exam);
  return [
    ...(weights === 100
      ? []
      : [complaint(['sections'], `have weights that make ${weights}: let them make 100 together`)]),
    ...(tasks <= EXAM_LIMITS.tasks
      ? []
      : [complaint(['sections'], `ask for ${tasks} tasks, at most ${EXAM_LIMITS.tasks} fit: ask for fewer`)]),
  ];
}

const NAMES: Readonly<Record<TaskKind, string>> = {
  questions: 'questions',
  drills: 'drills',
  repairs: 'manifests to fix',
  labs: 'labs of the kind task with one step',
};

function sectionIn(shelf: TaskShelf) {
  return (section: BlueprintSection, index: number): readonly Complaint[] => {
    const at = (...path: DeckPath): DeckPath => ['sections', index, ...path];
    const there = choices(section, shelf);
    const [least, most] = section.difficulty;
    return [
      ...section.topics.flatMap((topic, place) =>
        topicNamed(topic) === undefined
          ? [
              unknown(
                at('topics', place),
                `is "${topic}", which is no topic of ours: write one of ${TOPICS.map(({ name }) => name).join(', ')}`,
              ),
            ]
          : [],
      ),
      ...(least <= most
        ? []
        : [complaint(at('difficulty'), `is from ${least} to ${most}: write the lower number first`)]),
      ...(TASK_KINDS.some((kind) => section[kind] > 0)
        ? []
        : [complaint(at(), 'has no task: write how many questions, drills, repairs or labs it has')]),
      ...TASK_KINDS.flatMap((kind) =>
        section[kind] <= there[kind].length
          ? []
          : [
              complaint(
                at(kind),
                `is ${section[kind]}, but there are ${there[kind].length} ${NAMES[kind]} about these topics at this difficulty: ask for fewer, or for more topics`,
              ),
            ],
      ),
    ];
  };
}

function complaint(path: DeckPath, message: string): Complaint {
  return { code: 'exam', path, message };
}
