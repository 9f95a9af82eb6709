import type { Finding, PodExplanation } from './explanation.ts';

/**
 * How much it matters: something is refused; something that was written is dropped, or is overruled by another value;
 * a part is not known; or it is good to know.
 */
export type Urgency = 'refused' | 'dropped' | 'not-known' | 'overruled' | 'hint';

/** In the order in which a person wants to know. */
export const URGENCIES: readonly Urgency[] = ['refused', 'not-known', 'dropped', 'overruled', 'hint'];

/**
 * Who refuses, in the order in which it matters: kubectl cannot send it; the API server refuses it in every mode; it does
 * so because kubectl asks for strict validation; the kubelet, which comes last.
 */
export type Refuser = 'kubectl' | 'api-server' | 'strict-validation' | 'kubelet';

export const REFUSERS: readonly Refuser[] = ['kubectl', 'api-server', 'strict-validation', 'kubelet'];

/**
 * Errors by who refuses. kubectl turns the YAML into JSON and looks the kind up before it sends anything (cli-runtime
 * pkg/resource/visitor.go, builder.go); unknown fields are refused because kubectl asks for it (--validate=strict).
 */
const BY: Readonly<Record<string, Refuser>> = {
  'not-yaml': 'kubectl',
  'unknown-escape': 'kubectl',
  'tab-indentation': 'kubectl',
  'document-separator': 'kubectl',
  'space-after-colon': 'kubectl',
  'space-after-dash': 'kubectl',
  'child-on-key-line': 'kubectl',
  'stray-character': 'kubectl',
  'list-of-objects': 'kubectl',
  'missing-api-version': 'kubectl',
  'missing-kind': 'kubectl',
  'missing-metadata': 'kubectl',
  'misspelt-key': 'kubectl',
  'wrong-kind': 'kubectl',
  'wrong-api-version': 'kubectl',
  'removed-api-version': 'kubectl',
  'no-such-kind': 'kubectl',
  'unknown-field': 'strict-validation',
  'cannot-decode': 'api-server',
  'invalid-value': 'api-server',
  'required-value': 'api-server',
  'forbidden-value': 'api-server',
  'unsupported-value': 'api-server',
  'duplicate-value': 'api-server',
  'not-found': 'api-server',
  'too-long': 'api-server',
  'refused-by-kubelet': 'kubelet',
  'unsafe-sysctl': 'kubelet',
};

/** Who refuses because of it; undefined where nobody does, or where that is not known. */
export function refuserOf({ severity, code, path }: Finding): Refuser | undefined {
  if (severity !== 'error') return undefined;
  // What has no path was no object that could be sent.
  return code === 'cannot-decode' && path === '' ? 'kubectl' : BY[code];
}

const NOT_KNOWN: ReadonlySet<string> = new Set([
  'not-read',
  'template-value-unknown',
  'placeholder',
  'too-many-parts',
]);
const OVERRULED: ReadonlySet<string> = new Set(['overridden-everywhere', 'ignored-when-privileged']);

/** How much a finding matters. */
export function urgencyOf({ severity, code }: Finding): Urgency {
  if (NOT_KNOWN.has(code)) return 'not-known';
  if (severity === 'error') return 'refused';
  if (OVERRULED.has(code)) return 'overruled';
  return severity === 'warning' ? 'dropped' : 'hint';
}

/** Who can stop an object before any kubelet sees it. */
export type Stopper = Exclude<Refuser, 'kubelet'>;

/** Who stops a pod's object; undefined where nobody is known to. */
export type StoppedBy = (pod: PodExplanation) => Stopper | undefined;

/**
 * Answers by the findings of one reading. What kubectl cannot read may stand anywhere in the text, so such a finding need
 * not be the object's own.
 */
export function stoppers(findings: readonly Finding[]): StoppedBy {
  const own = new Map<number, Stopper>();
  let text: Stopper | undefined;
  for (const finding of findings) {
    const refuser = refuserOf(finding);
    if (refuser !== 'kubectl' && refuser !== 'api-server') continue;
    const { document } = finding;
    if (document === undefined) text ??= refuser;
    else if (refuser === 'kubectl' || !own.has(document)) own.set(document, refuser);
  }
  return ({ accepted, document }) => {
    if (accepted.ignore === false) return own.get(document) ?? text ?? 'api-server';
    return accepted.strict === false ? 'strict-validation' : undefined;
  };
}
