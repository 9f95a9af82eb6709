/** Labels and annotations (kustomize api/internal/konfig/builtinpluginconsts: commonlabels.go, commonannotations.go). */
import type { Json, JsonObject } from '../../json.ts';
import { type Built, isAt, kindOf, podSpecPath, withAt } from './resource.ts';

type Pairs = Readonly<Record<string, string>>;

const added =
  (pairs: Pairs) =>
  (old: Json | undefined): Json => ({ ...((old ?? {}) as JsonObject), ...pairs });

/** How far labels go: metadata alone, pod templates too, selectors too. */
export interface Reach {
  readonly templates: boolean;
  readonly selectors: boolean;
}

export function labelled(one: Built, pairs: Pairs, { templates, selectors }: Reach): Built {
  const kind = kindOf(one);
  let object = withAt(one.object, ['metadata', 'labels'], added(pairs));
  if (templates || selectors)
    for (const path of templatesOf(kind))
      object = withAt(object, [...path, 'metadata', 'labels'], added(pairs));
  if ((templates || selectors) && kind === 'StatefulSet' && isAt(object, ['spec', 'volumeClaimTemplates']))
    object = withAt(object, ['spec', 'volumeClaimTemplates'], (claims) =>
      Array.isArray(claims)
        ? (claims as readonly JsonObject[]).map((claim) =>
            withAt(claim, ['metadata', 'labels'], added(pairs)),
          )
        : claims,
    );
  if (!selectors) return { ...one, object };
  if (kind === 'Service') object = withAt(object, ['spec', 'selector'], added(pairs));
  if (['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].includes(kind))
    object = withAt(object, ['spec', 'selector', 'matchLabels'], added(pairs));
  const path =
    kind === 'Job'
      ? ['spec', 'selector', 'matchLabels']
      : ['spec', 'jobTemplate', 'spec', 'selector', 'matchLabels'];
  if ((kind === 'Job' || kind === 'CronJob') && isAt(object, path))
    object = withAt(object, path, added(pairs));
  return { ...one, object };
}

export function annotated(one: Built, pairs: Pairs): Built {
  let object = withAt(one.object, ['metadata', 'annotations'], added(pairs));
  for (const path of templatesOf(kindOf(one)))
    object = withAt(object, [...path, 'metadata', 'annotations'], added(pairs));
  return { ...one, object };
}

/** Where a kind has templates with metadata of their own. */
function templatesOf(kind: string): readonly (readonly string[])[] {
  const path = podSpecPath(kind);
  if (path === undefined || kind === 'Pod') return [];
  const template = path.slice(0, -1);
  return kind === 'CronJob' ? [['spec', 'jobTemplate'], template] : [template];
}

/** Selectors below a pod's spec, which labels reach too and Podium leaves alone. */
export function hasInnerSelectors({ object }: Built): boolean {
  const path = podSpecPath(String(object.kind));
  return (
    path !== undefined &&
    ['affinity', 'topologySpreadConstraints'].some((key) => isAt(object, [...path, key]))
  );
}
