/** Judges a step of a lab by the state of its cluster; nothing that was typed is looked at. Pure, and on copies. */
import type { Cluster } from '../../cluster/index.ts';
import type { Goal, Predicate } from './goal.ts';
import { judgeExec, judgeFile, judgeLine, wantedExec, wantedFile, wantedLine } from './goals/commands.ts';
import { judgeEffective, wantedEffective } from './goals/effective.ts';
import { judgeAbsent, judgeExists, judgeKept, judgeSecurity, judgeValue } from './goals/objects.ts';
import { judgeProcess, wantedProcess } from './goals/process.ts';
import { judgeRunning, judgeState, wantedRunning, wantedState } from './goals/running.ts';
import type { Attempt, GoalResult, LabStep } from './lab.ts';
import { type Found, nameOf, rested, type Sight } from './sight.ts';
import { code, listed } from './words.ts';

/**
 * What is met of a step's goals, in their order. `start` is the lab's cluster as it began (`startLab`), `cluster` the
 * learner's own, whatever shell or editor is open there; neither is changed.
 */
export function judgeStep(step: LabStep, start: Cluster, cluster: Cluster): readonly GoalResult[] {
  return judgeGoals(step.goals, { start, now: rested(cluster) });
}

/** The same, with the attempt that the state is recognised as, where goals are unmet and one fits. */
export function judge(
  step: LabStep,
  start: Cluster,
  cluster: Cluster,
): { readonly results: readonly GoalResult[]; readonly attempt: Attempt | null } {
  const sight: Sight = { start, now: rested(cluster) };
  const results = judgeGoals(step.goals, sight);
  const unmet = new Set(results.filter(({ met }) => !met).map(({ id }) => id));
  const attempt = step.attempts.find(
    (each) =>
      each.unmet.every((id) => unmet.has(id)) && each.when.every((goal) => found(goal, sight) === null),
  );
  return { results, attempt: unmet.size === 0 ? null : (attempt ?? null) };
}

function judgeGoals(goals: readonly Goal[], sight: Sight): readonly GoalResult[] {
  return goals.map((goal) => {
    const instead = found(goal, sight);
    return { id: goal.id, met: instead === null, wanted: wantedOf(goal), found: instead };
  });
}

/** What is to be, in one line of Markdown: the author's own words, or what follows from the predicate. */
export function wantedOf(goal: Goal): string {
  return goal.say ?? derived(goal);
}

function derived(goal: Predicate): string {
  switch (goal.kind) {
    case 'effective':
      return wantedEffective(goal);
    case 'process':
      return wantedProcess(goal);
    case 'running':
      return wantedRunning(goal);
    case 'state':
      return wantedState(goal);
    case 'exists':
      return `${nameOf(goal)} is there`;
    case 'absent':
      return `${nameOf(goal)} is gone`;
    case 'value':
      return `${code(goal.jsonpath)} of ${nameOf(goal)} is ${goal.is === '' ? 'not set' : code(goal.is)}`;
    case 'exec':
      return wantedExec(goal);
    case 'line':
      return wantedLine(goal);
    case 'file':
      return wantedFile(goal);
    case 'security':
      return `${nameOf(goal)} meets the level ${code(goal.level)}`;
    case 'kept':
      return goal.paths === undefined
        ? `${nameOf(goal)} is ${goal.same === 'uid' ? 'still the same object' : 'as it was'}`
        : `${listed(goal.paths.map(code))} of ${nameOf(goal)} ${goal.paths.length === 1 ? 'is' : 'are'} as before`;
  }
}

function found(goal: Predicate, sight: Sight): Found {
  switch (goal.kind) {
    case 'effective':
      return judgeEffective(goal, sight);
    case 'process':
      return judgeProcess(goal, sight);
    case 'running':
      return judgeRunning(goal, sight);
    case 'state':
      return judgeState(goal, sight);
    case 'exists':
      return judgeExists(goal, sight);
    case 'absent':
      return judgeAbsent(goal, sight);
    case 'value':
      return judgeValue(goal, sight);
    case 'exec':
      return judgeExec(goal, sight);
    case 'line':
      return judgeLine(goal, sight);
    case 'file':
      return judgeFile(goal, sight);
    case 'security':
      return judgeSecurity(goal, sight);
    case 'kept':
      return judgeKept(goal, sight);
  }
}
