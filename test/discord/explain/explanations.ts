import type {
  ContainerExplanation,
  EffectiveField,
  Explanation,
  Finding,
  PodExplanation,
  SecurityRemedy,
} from '../../../src/manifest/explanation.ts';

/** Explanations made by hand, so that the views are tested without the engine. */
export function containerOf(over: Partial<ContainerExplanation> = {}): ContainerExplanation {
  return {
    name: 'app',
    role: 'container',
    image: 'nginx:1.28',
    path: 'spec.containers[0]',
    line: 10,
    fields: {
      runAsUser: {
        value: 2000,
        source: 'container',
        line: 13,
        overrides: { value: 1000, source: 'pod', line: 7 },
      },
      runAsGroup: { value: 3000, source: 'pod', line: 8 },
      runAsNonRoot: { value: null, source: 'unset' },
      fsGroup: { value: null, source: 'unset' },
      supplementalGroups: { value: [], source: 'unset' },
      privileged: { value: false, source: 'default' },
    },
    process: { uid: 2000, gid: 3000, groups: [3000] },
    start: { verdict: 'starts' },
    ...over,
  };
}

export function podOf(over: Partial<PodExplanation> = {}): PodExplanation {
  return {
    kind: 'Pod',
    name: 'secure-pod',
    namespace: null,
    path: 'spec',
    document: 0,
    line: 1,
    accepted: { strict: true, ignore: true },
    security: {
      level: 'baseline',
      restricted: ['runAsNonRoot != true'],
      baseline: [],
      remedies: { restricted: [remedyOf('runAsNonRoot != true')], baseline: [] },
    },
    pod: {},
    containers: [containerOf()],
    ...over,
  };
}

export function explanationOf(over: Partial<Explanation> = {}): Explanation {
  return { pods: [podOf()], findings: [], repairs: [], readings: [], manifest: 'kind: Pod\n', ...over };
}

export function findingOf(over: Partial<Finding> = {}): Finding {
  return {
    severity: 'error',
    code: 'unknown-field',
    path: 'spec.containers[0].securityContext.fsGroup',
    line: 14,
    message: 'fsGroup has no place in a container: the API server drops it.',
    fix: 'Move fsGroup to spec.securityContext.',
    ...over,
  };
}

export function fieldOf(value: EffectiveField['value'], over: Partial<EffectiveField> = {}): EffectiveField {
  return { value, source: 'container', line: 20, ...over };
}

/** What to write for a check of Pod Security, at the pod. */
export function remedyOf(reason: string, over: Partial<SecurityRemedy> = {}): SecurityRemedy {
  return {
    check: 'runAsNonRoot',
    reason,
    steps: [
      {
        action: 'add',
        level: 'pod',
        containers: [],
        keys: ['securityContext', 'runAsNonRoot'],
        value: true,
        yaml: ['securityContext:', '  runAsNonRoot: true'],
        lines: [6],
      },
    ],
    together: [],
    ...over,
  };
}
