import { type Finding, ManifestError } from '../../manifest/index.ts';
import { type Fact, type Facts, factsOf, factValue, sameFact } from './facts.ts';
import { type JudgedGoal, judgeGoals } from './goals.ts';
import type { Mend, MendGoal } from './mend.ts';
import { type NotAsWritten, readWritten, type Written } from './written.ts';

/** Something that was changed and is neither wanted nor part of reaching the goals. */
interface Astray {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What became of a mended manifest. */
export interface MendMark {
  readonly correct: boolean;
  /** Why kubectl would not take it as it is written. */
  readonly stumble?: NotAsWritten;
  readonly goals: readonly JudgedGoal[];
  /** What else was changed. */
  readonly astray: readonly Astray[];
  /** Errors and warnings that were not there before. */
  readonly worse: readonly Pick<Finding, 'message' | 'line'>[];
}

/**
 * Marks a manifest that was mended: it is right where kubectl takes it as it is written, every goal is met, nothing else
 * is changed, and nothing is found in it that was not found before. How it is written is free: keys in any order,
 * quotes, comments, a value at either level where the effective value is what counts.
 * @throws ManifestError where the text is no manifest.
 */
export function markMend(original: string, submitted: string, mend: Mend): MendMark {
  const now = readWritten(submitted.replaceAll('\r\n', '\n'), mend.imageUsers);
  const solution = readWritten(mend.solution, mend.imageUsers);
  // A manifest with a blank in the place of a key is none: then nothing but the blank can be changed.
  const before = noManifest(original, mend) === undefined ? readWritten(original, mend.imageUsers) : solution;
  const goals = judgeGoals(mend, now);
  // Of what kubectl cannot read, the rest is a guess: only the stumble is told.
  if (now.stumble !== undefined)
    return { correct: false, stumble: now.stumble, goals, astray: [], worse: [] };
  const told = mend.goals.filter((_, index) => goals[index]?.met === false);
  const astray = strayed(factsOf(before), factsOf(now), factsOf(solution))
    .filter(({ of }) => !told.some((goal) => isAbout(goal, of)))
    .map(({ name, before: was, after }) => ({ name, before: was, after }));
  const worse = worseThan(now, before, solution);
  const stumble = notAccepted(now);
  const others = worse.filter(({ message }) => message !== stumble?.message);
  const correct =
    stumble === undefined && goals.every(({ met }) => met) && astray.length === 0 && worse.length === 0;
  return { correct, ...(stumble === undefined ? {} : { stumble }), goals, astray, worse: others };
}

/** Whether a text is a manifest at all; what is wrong with it otherwise, with its line. */
function noManifest(text: string, mend: Pick<Mend, 'imageUsers'>): ManifestError | undefined {
  try {
    readWritten(text, mend.imageUsers);
    return undefined;
  } catch (error) {
    if (error instanceof ManifestError) return error;
    throw error;
  }
}

/**
 * What differs from the original and is left alone by the solution too. What the solution changes may be changed to
 * anything: whether it was to the right thing is what the goals say.
 */
function strayed(before: Facts, now: Facts, solution: Facts): readonly (Astray & Pick<Fact, 'of'>)[] {
  const touched = touchedLists(before, solution);
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].flatMap((key) => {
    const [was, is, wanted] = [before.get(key), now.get(key), solution.get(key)];
    if (sameFact(was, is) || sameFact(is, wanted) || !sameFact(was, wanted)) return [];
    const of = is ?? was;
    if (of?.list !== undefined && touched.has(of.list)) return [];
    const about = of?.of === undefined ? {} : { of: of.of };
    return [{ name: of?.name ?? key, before: factValue(was), after: factValue(is), ...about }];
  });
}

/** Fields that decide a part of who a process is. */
const DECIDE = {
  uid: ['runAsUser'],
  gid: ['runAsGroup'],
  groups: ['supplementalGroups', 'fsGroup'],
} as const;

/** Whether a goal that is missed tells already what became of a fact; an fsGroup is among the groups, too. */
function isAbout(goal: MendGoal, of: Fact['of']): boolean {
  if (of === undefined || !('container' in goal || 'field' in goal)) return false;
  if (goal.container !== undefined && goal.container !== '*' && goal.container !== of.container) return false;
  if ('process' in goal)
    return (['uid', 'gid', 'groups'] as const).some(
      (part) => goal.process[part] !== undefined && DECIDE[part].some((field) => field === of.field),
    );
  if (!('field' in goal)) return false;
  const [field] = goal.field.split('.');
  return field === of.field || (field === 'fsGroup' && of.field === 'supplementalGroups');
}

/** Lists of which the solution adds, takes away or changes items: another name there is as good. */
function touchedLists(before: Facts, solution: Facts): ReadonlySet<string> {
  const differs = (a: Facts, b: Facts): readonly string[] =>
    [...a.values()].flatMap((fact: Fact) =>
      fact.list === undefined || sameFact(fact, b.get(fact.key)) ? [] : [fact.list],
    );
  return new Set([...differs(before, solution), ...differs(solution, before)]);
}

function notAccepted({ explanation }: Written): NotAsWritten | undefined {
  const refused = explanation.pods.find(({ accepted }) => accepted.strict === false);
  if (refused === undefined) return undefined;
  const error = explanation.findings.find(({ severity }) => severity === 'error');
  return {
    ...(error?.line === undefined ? {} : { line: error.line }),
    message: error?.message ?? 'The API server refuses it.',
  };
}

function worseThan(now: Written, before: Written, solution: Written): MendMark['worse'] {
  const known = new Set([...codes(before), ...codes(solution)]);
  return grave(now)
    .filter((finding) => !known.has(codeOf(finding)))
    .map(({ message, line }) => ({ message, ...(line === undefined ? {} : { line }) }));
}

function grave({ explanation }: Written): readonly Finding[] {
  return explanation.findings.filter(({ severity }) => severity !== 'hint');
}

function codes(written: Written): readonly string[] {
  return grave(written).map(codeOf);
}

/** A finding wherever its line is by now. */
function codeOf({ code, path }: Finding): string {
  return `${code} ${path ?? ''}`;
}
