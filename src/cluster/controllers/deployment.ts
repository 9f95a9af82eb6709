import type { Condition, KubeObject, LabelSelector } from '../api/types.ts';
import type { Json } from '../json.ts';
import { scaled, type Template } from './work.ts';

/** A Deployment as it is stored: defaulted. */
export interface Deployment extends KubeObject {
  readonly spec: {
    readonly replicas: number;
    readonly minReadySeconds?: number;
    readonly paused?: boolean;
    readonly revisionHistoryLimit: number;
    readonly progressDeadlineSeconds: number;
    readonly selector: LabelSelector;
    readonly strategy: {
      readonly type: string;
      readonly rollingUpdate?: {
        readonly maxSurge: number | string;
        readonly maxUnavailable: number | string;
      };
      readonly [key: string]: Json | undefined;
    };
    readonly template: Template;
    readonly [key: string]: Json | undefined;
  };
  readonly status: {
    readonly observedGeneration?: number;
    readonly conditions?: readonly Condition[];
    readonly [key: string]: Json | undefined;
  };
}

/** Annotation: which template of the Deployment's a ReplicaSet is for, counted. */
export const REVISION = 'deployment.kubernetes.io/revision';
/** How many pods beside and how many fewer than asked for a rollover may have (ResolveFenceposts). */
export function fenceposts({ spec }: Deployment): { readonly surge: number; readonly unavailable: number } {
  const rolling = spec.strategy.type === 'RollingUpdate' ? spec.strategy.rollingUpdate : undefined;
  if (rolling === undefined) return { surge: 0, unavailable: 0 };
  const surge = scaled(rolling.maxSurge, spec.replicas, true);
  const unavailable = scaled(rolling.maxUnavailable, spec.replicas, false);
  if (surge === 0 && unavailable === 0) return { surge, unavailable: 1 };
  return { surge, unavailable: Math.min(unavailable, spec.replicas) };
}
