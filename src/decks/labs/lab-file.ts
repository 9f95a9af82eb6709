import type { Goal, Lab, LabStep, Move, Predicate } from '../../study/labs/index.ts';
import { answerOf, filesAfter, type Texts } from './answer.ts';
import type { GoalFile, SignFile } from './goal-schema.ts';
import type { LabFile, MoveFile } from './schema.ts';

type Written = Readonly<Record<string, unknown>>;

/** Members that are there, under the names that the judge knows. */
function kept(written: Written, names: Readonly<Record<string, string>>): Written {
  return Object.fromEntries(
    Object.entries(names).flatMap(([from, to]) => (written[from] === undefined ? [] : [[to, written[from]]])),
  );
}

const CONTAINER = { namespace: 'namespace', container: 'container' };
const OUTPUT = { status: 'status', prints: 'prints', includes: 'includes' };

/** For each kind: the keys of the file → members of the predicate. */
const MEMBERS: Readonly<Record<Predicate['kind'], Readonly<Record<string, string>>>> = {
  effective: {
    effective: 'field',
    is: 'value',
    includes: 'includes',
    level: 'level',
    of: 'object',
    ...CONTAINER,
  },
  process: { of: 'object', ...CONTAINER },
  running: { running: 'object', restarts: 'restarts', ...CONTAINER },
  state: { state: 'reason', of: 'object', ...CONTAINER },
  exists: { exists: 'object', namespace: 'namespace' },
  absent: { absent: 'object', namespace: 'namespace' },
  value: { value: 'jsonpath', is: 'is', of: 'object', namespace: 'namespace' },
  exec: { exec: 'command', ...OUTPUT, of: 'object', ...CONTAINER },
  line: { line: 'command', ...OUTPUT },
  file: {
    file: 'path',
    uid: 'uid',
    gid: 'gid',
    mode: 'mode',
    text: 'text',
    includes: 'includes',
    of: 'object',
    ...CONTAINER,
  },
  security: { security: 'level', of: 'object', namespace: 'namespace' },
  kept: { kept: 'object', paths: 'paths', same: 'same', namespace: 'namespace' },
};

/** The kind of a goal: the one key of it that names a kind. */
export function kindIn(written: object): Predicate['kind'] | undefined {
  const kinds = (Object.keys(MEMBERS) as Predicate['kind'][]).filter((kind) => Object.hasOwn(written, kind));
  const [only] = kinds;
  return kinds.length === 1 ? only : undefined;
}

function predicateOf(written: GoalFile | SignFile): Predicate {
  const kind = kindIn(written);
  if (kind === undefined) throw new TypeError('a goal without a kind passed the schema');
  const { process } = written as { readonly process?: object };
  return { kind, ...kept(written, MEMBERS[kind]), ...process } as Predicate;
}

function goalOf(written: GoalFile): Goal {
  const { id, say, holds } = written;
  return {
    id,
    ...(say === undefined ? {} : { say }),
    ...(holds === undefined ? {} : { already: true }),
    ...predicateOf(written),
  };
}

/** What an author wrote down as done. */
function moveOf(move: MoveFile): Move {
  if (typeof move === 'string') return { kind: 'line', text: move.trimEnd() };
  return 'edit' in move ? { kind: 'edit', text: move.edit } : { kind: 'change', replace: move.change };
}

function stepOf(step: LabFile['steps'][number], files: Texts): LabStep {
  const solution = step.solution.map(moveOf);
  const [nudge = '', more = '', answer] = step.hints;
  return {
    id: step.id,
    title: step.title,
    words: step.words.trimEnd(),
    goals: step.goals.map(goalOf),
    hints: [nudge.trimEnd(), more.trimEnd(), answer?.trimEnd() ?? answerOf(solution, files)],
    quick: step.quick ?? [],
    solution,
    attempts: (step.attempts ?? []).map((attempt) => ({
      id: attempt.id,
      typed: attempt.typed.map(moveOf),
      unmet: attempt.unmet,
      remark: attempt.remark.trimEnd(),
      when: attempt.when.map((sign, index) => ({ id: `when-${index + 1}`, ...predicateOf(sign) })),
    })),
  };
}

/** What a cluster begins with, everything that was left out filled in. */
export function startOf(start: LabFile['start']): Lab['start'] {
  return {
    seed: start?.seed ?? 1,
    files: start?.files ?? {},
    images: start?.images ?? {},
    manifests: start?.manifests ?? [],
    lines: start?.lines ?? [],
  };
}

/** A lab file that the schema accepts, as the lab the rest of the program knows. */
export function labOf(file: LabFile): Lab {
  return {
    id: file.id,
    revision: file.revision ?? 1,
    title: file.title,
    topic: file.topic,
    kind: file.kind,
    difficulty: file.difficulty as Lab['difficulty'],
    minutes: file.minutes,
    exams: file.exams ?? [],
    story: file.story.trimEnd(),
    after: file.after ?? [],
    teaches: file.teaches,
    start: startOf(file.start),
    steps: stepsOf(file),
  };
}

/** Each step with the files that the steps before it leave behind. */
function stepsOf({ start, steps }: LabFile): readonly LabStep[] {
  let files: Texts = start?.files ?? {};
  return steps.map((written) => {
    const step = stepOf(written, files);
    files = filesAfter(files, step.solution);
    return step;
  });
}
