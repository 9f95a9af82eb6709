/** The clock while somebody waits for what was typed. */
import type { Draft } from '../draft.ts';
import { advanceUntil } from '../settle.ts';
import type { World } from '../shell/world.ts';
import type { ContainerRecord } from '../state.ts';

/** How long a person waits for one `sleep` that was typed, in ms of the cluster's clock; then Ctrl-C is pressed. */
const PATIENCE = 24 * 3_600_000;
/** How long for what sleeps again and again: a loop that never ends. */
const LOOP_PATIENCE = 5 * 60_000;

/** Lets the clock run where a command sleeps, as long as its container (null: the learner's machine) lives. */
export function passing(draft: Draft, container: Pick<ContainerRecord, 'id'> | null): World['sleep'] {
  const began = draft.now;
  const alive = (): boolean => container === null || draft.containers[container.id]?.exitCode === null;
  let slept = false;
  return (ms) => {
    if (draft.now + ms > began + (slept ? LOOP_PATIENCE : PATIENCE)) return 'too-long';
    slept = true;
    advanceUntil(draft, draft.now + ms, () => !alive());
    return alive() ? 'passed' : 'gone';
  };
}
