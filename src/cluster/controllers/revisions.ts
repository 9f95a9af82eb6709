/** What `rollout history` and `undo` know of DaemonSets and StatefulSets (pkg/controller/history). */
import type { KubeObject } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import type { KeptRevision } from '../state.ts';
import type { Template } from './work.ts';

/** Old templates that are kept (revisionHistoryLimit). */
const USUAL = 10;

/** Notes the template that a set has now; one that it had before becomes the newest again. */
export function keepRevision(
  draft: Draft,
  set: KubeObject & {
    readonly spec: { readonly template: Template; readonly revisionHistoryLimit?: unknown };
  },
  hash: string,
): void {
  const { uid, annotations = {} } = set.metadata;
  const before = draft.revisions?.[uid] ?? [];
  const last = before.at(-1);
  if (last?.hash === hash) return;
  const limit = typeof set.spec.revisionHistoryLimit === 'number' ? set.spec.revisionHistoryLimit : USUAL;
  const { 'kubernetes.io/change-cause': cause } = annotations;
  const now: KeptRevision = {
    number: (last?.number ?? 0) + 1,
    hash,
    template: set.spec.template,
    ...(cause === undefined ? {} : { cause }),
  };
  const there = new Set(Object.values(draft.objects).map(({ metadata }) => metadata.uid));
  const others = Object.entries(draft.revisions ?? {}).filter(([owner]) => there.has(owner));
  const kept = [...before.filter((one) => one.hash !== hash).slice(-limit), now];
  draft.revisions = { ...Object.fromEntries(others), [uid]: kept };
}
