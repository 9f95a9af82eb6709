import type { Finding } from '../explanation.ts';
import type { PartRoot } from '../part.ts';
import type { MapNode } from '../yaml/node.ts';

/** What a patch is applied to, as far as it is said. */
export interface Target {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  /** Of the object in the paste. */
  readonly index: number;
}

interface Made {
  readonly spec: MapNode;
  /** Of the pod spec in the patched object. */
  readonly path: string;
  readonly shown: (path: string) => string;
  /** `a JSON patch`. */
  readonly what: string;
  readonly notes: readonly Finding[];
  readonly target: Target;
}

/** A pod spec of which only what a patch sets is known. */
export function patchPart({ spec, path, shown, what, notes, target }: Made): PartRoot {
  const kind = target.kind ?? kindAt(path);
  const hint: Finding = {
    severity: 'hint',
    code: 'patch',
    path: '',
    line: spec.line,
    document: target.index,
    message: `This is ${what}: shown is what it sets and at which level. What the object sets besides is not known here, and may override it or be overridden.`,
    fix: 'For the whole answer paste the object as it is after the patch (kubectl get -o yaml, or kustomize build).',
  };
  return {
    root: spec,
    type: 'v1.PodSpec',
    specPath: '',
    kind,
    line: spec.line,
    part: {
      readFrom: 'patch',
      name: target.name,
      namespace: undefined,
      shown,
      whole: false,
      unknown: 'Once the patch is applied, the API server refuses it or drops it without a word.',
      notes: [hint, ...notes],
    },
  };
}

/** The kind that has its pod spec there; of `spec.template.spec` there are several. */
function kindAt(path: string): string {
  if (path === 'spec') return 'Pod';
  return path.startsWith('spec.jobTemplate') ? 'CronJob' : 'Workload';
}
