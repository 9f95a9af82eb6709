import type { GoalResult } from './lab.ts';

/**
 * The results as a list shows them: of goals in a row that miss for the same reason, the last one says it. A pod that is
 * not there yet is otherwise told once a goal, and what differs is lost among it.
 */
export function saidOnce(results: readonly GoalResult[]): readonly GoalResult[] {
  return results.map((result, index) =>
    result.found !== null && results[index + 1]?.found === result.found ? { ...result, found: null } : result,
  );
}
