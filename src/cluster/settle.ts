/** The cluster's own work: what controllers and the kubelet do while nobody types. */
import { reconcile } from './controllers/index.ts';
import type { Draft } from './draft.ts';
import { forgetOldEvents } from './events.ts';
import { probeContainer, signalContainer, syncPod, wakeContainer } from './kubelet/index.ts';
import type { Due } from './state.ts';

/** Does all that can be done at this very moment: controllers until nothing changes, then the kubelet, until both rest. */
export function settle(draft: Draft): void {
  for (;;) {
    reconcile(draft);
    const next = earliest(draft);
    if (next === undefined || next.at > draft.now || draft.works <= 0) return;
    perform(draft, next);
  }
}

/** Lets the clock run on for `ms`, doing on the way what becomes due. */
export function advance(draft: Draft, ms: number): void {
  advanceUntil(draft, draft.now + ms, () => false);
  forgetOldEvents(draft);
}

/**
 * Lets the clock run until `done` holds or the deadline (ms of the cluster's clock) is reached, and says which: `kubectl
 * wait`, `rollout status`, a pod that `run -it` waits for.
 */
export function advanceUntil(draft: Draft, deadline: number, done: () => boolean): boolean {
  settle(draft);
  while (!done()) {
    const next = earliest(draft);
    if (next === undefined || next.at > deadline || draft.works <= 0) {
      draft.now = Math.max(draft.now, deadline);
      return false;
    }
    draft.now = Math.max(draft.now, next.at);
    settle(draft);
  }
  return true;
}

function earliest(draft: Draft): Due | undefined {
  let first: Due | undefined;
  for (const due of draft.due) {
    if (first === undefined || due.at < first.at || (due.at === first.at && due.order < first.order))
      first = due;
  }
  return first;
}

function perform(draft: Draft, due: Due): void {
  draft.works -= 1;
  draft.due = draft.due.filter((one) => one !== due);
  const { work } = due;
  if (work.kind === 'pod') syncPod(draft, work.uid);
  else if (work.kind === 'wake') wakeContainer(draft, work.container);
  else if (work.kind === 'signal') signalContainer(draft, work.container);
  else if (work.kind === 'probe') probeContainer(draft, work.container, work.probe);
  else {
    draft.touched.add(work.key);
    draft.failing = work.failures === undefined ? null : { key: work.key, failures: work.failures };
    reconcile(draft);
    draft.failing = null;
  }
}
