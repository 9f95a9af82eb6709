/** Who a pod has to get past, in this order. */
export const STATIONS = ['kubectl', 'api-server', 'admission', 'kubelet', 'runtime', 'program'] as const;
export type StationId = (typeof STATIONS)[number];

/**
 * What becomes of the pod at a station. `depends`: on what the manifest does not say; `not-reached`: it was stopped
 * before; `not-known`: a part was not read, or nobody judges it from a manifest.
 */
export type Outcome = 'passes' | 'stops' | 'depends' | 'not-reached' | 'not-known';

export interface Stop {
  readonly station: StationId;
  readonly outcome: Outcome;
  /** A sentence: why. */
  readonly words: string;
}

/** A pod's way past everybody who may refuse it. */
export interface Pass {
  readonly title: string;
  readonly stops: readonly Stop[];
}

/** What each looks at. */
export const LOOKS_AT: Readonly<Record<StationId, { readonly name: string; readonly looks: string }>> = {
  // kubectl itself decodes nothing: it asks the API server for fieldValidation=Strict.
  kubectl: { name: 'kubectl', looks: 'asks for strict decoding: is every field known where it stands?' },
  'api-server': { name: 'API server', looks: 'decodes and validates: types, ranges, contradictions' },
  admission: { name: 'Admission', looks: 'Pod Security and webhooks: does this namespace allow it?' },
  kubelet: { name: 'Kubelet', looks: 'sysctls, profiles, runAsNonRoot against the UID' },
  runtime: {
    name: 'Container runtime',
    looks: 'makes the process: user in /etc/passwd, profiles on the node',
  },
  program: { name: 'The program', looks: 'runs as that user: may it read, write, listen?' },
};
