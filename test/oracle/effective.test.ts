import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type ContainerExplanation,
  type Explanation,
  explain,
  ManifestError,
} from '../../src/manifest/index.ts';

/** Cases that cannot agree because the oracle is wrong: id → reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

interface OracleField {
  readonly value: unknown;
  readonly source: string;
  readonly username?: string;
  readonly noNewPrivs?: boolean;
}

interface Kubelet {
  readonly verdict: 'ok' | 'error';
  readonly code?: string;
  readonly message?: string;
}

interface OracleContainer {
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, OracleField>>;
  readonly kubelet?: Kubelet;
  readonly byImageUser?: Readonly<
    Record<string, { readonly runAsUser: OracleField; readonly kubelet: Kubelet }>
  >;
}

interface OracleError {
  readonly path: string;
  readonly type: string;
  readonly message: string;
  readonly detail: string;
}

interface OracleObject {
  readonly index: number;
  readonly kind?: string;
  readonly name?: string;
  readonly podBearing: boolean;
  readonly podSpecPath?: string;
  readonly skipped?: string;
  readonly accepted?: { readonly strict: boolean; readonly ignore: boolean };
  readonly decode?: { readonly strict?: readonly string[]; readonly fatal?: string; readonly stage?: string };
  readonly errors?: readonly OracleError[];
  readonly warnings?: readonly string[];
  readonly pod?: Readonly<Record<string, unknown>>;
  readonly psa?: { readonly baseline: readonly string[]; readonly restricted: readonly string[] };
  readonly containers: readonly OracleContainer[];
}

interface Case {
  readonly id: string;
  readonly category: string;
  readonly yaml: string;
  readonly imageUsers: Readonly<Record<string, string>>;
  readonly expect: {
    readonly parseError?: string;
    readonly duplicateKeys?: readonly string[];
    readonly objects: readonly OracleObject[];
  };
}

const oracle = JSON.parse(readFileSync(new URL('./effective.json', import.meta.url), 'utf8')) as {
  readonly count: number;
  readonly cases: readonly Case[];
};

/** null of the unset fields that the oracle leaves out. */
function fieldsOf(container: ContainerExplanation): Record<string, OracleField> {
  const entries = Object.entries(container.fields).map(([name, field]) => {
    const { value, source, username, noNewPrivs } = field;
    const seen: OracleField = {
      value,
      source,
      ...(username === undefined ? {} : { username }),
      ...(noNewPrivs === undefined ? {} : { noNewPrivs }),
    };
    return [name, seen] as const;
  });
  return Object.fromEntries(entries);
}

function kubeletOf(container: ContainerExplanation): Kubelet | string {
  const { start } = container;
  if (start.verdict === 'starts') return { verdict: 'ok' };
  if (start.verdict === 'refused') return { verdict: 'error', code: start.code, message: start.reason };
  return start.verdict;
}

const api = (explanation: Explanation, document: number, type: (one: string) => boolean) =>
  explanation.findings.flatMap((finding) =>
    finding.document === document && finding.api !== undefined && type(finding.api.type)
      ? [{ path: finding.path, ...finding.api, said: finding.message }]
      : [],
  );

function compare(one: Case): void {
  const { objects, parseError, duplicateKeys } = one.expect;
  const bearing = objects.filter((object) => object.podBearing);
  const unknownImages = one.category === 'image-user-unknown';
  const options = unknownImages ? {} : { imageUsers: { '*': '', ...one.imageUsers } };
  let explanation: Explanation;
  try {
    explanation = explain(one.yaml, options);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    expect(bearing, error.message).toEqual([]);
    const refused = objects.find((object) => object.decode?.fatal !== undefined);
    const ours = error.code === 'cannot-decode' || error.code === 'no-such-kind';
    if (refused !== undefined && ours) expect(error.message).toContain(refused.decode?.fatal);
    if (parseError !== undefined)
      expect(error.message).toContain(parseError.replace(/^.*?(?=yaml:|json:)/, ''));
    return;
  }
  if (parseError !== undefined && explanation.repairs.length > 0) {
    // What kubectl cannot read was repaired before it was read, and the repair is named.
    expect(explanation.repairs.map((repair) => repair.code)).toContain('tabs');
    return;
  }
  if (bearing.length === 0) {
    // kubectl refuses it; Podium reads it as a piece of a Pod, or as what its header is meant to say, and says so.
    expect(objects.every((object) => object.decode?.stage === 'client')).toBe(true);
    if (explanation.findings.some((finding) => finding.code === 'fragment')) return;
    expect(explanation.pods.map((pod) => pod.accepted)).toEqual(
      objects.map(() => ({ strict: false, ignore: false })),
    );
    const refusals = explanation.findings.flatMap(({ api }) => (api?.type === 'decode' ? [api.message] : []));
    expect(refusals).toEqual(objects.map((object) => object.decode?.fatal));
    return;
  }
  const stopped = explanation.findings.find((finding) => finding.code === 'not-yaml');
  expect(stopped?.api?.message).toBe(parseError);
  const doubles = explanation.findings.filter((finding) => finding.code === 'duplicate-key');
  expect(doubles.length > 0).toBe(duplicateKeys !== undefined);
  expect(explanation.pods.map((pod) => pod.document)).toEqual(bearing.map((object) => object.index));

  bearing.forEach((object, i) => {
    const pod = explanation.pods[i];
    if (pod === undefined) throw new Error('a pod is missing');
    expect(pod.kind).toBe(object.kind);
    expect(pod.path).toBe(object.podSpecPath);
    expect(pod.accepted).toEqual(object.accepted);
    const fatal = api(explanation, object.index, (type) => type === 'decode').map((reply) => reply.message);
    expect(fatal).toEqual(object.decode?.fatal === undefined ? [] : [object.decode.fatal]);
    const unknown = api(explanation, object.index, (type) => type === 'unknown');
    expect(unknown.map((reply) => reply.message)).toEqual(object.decode?.strict ?? []);
    const errors = api(explanation, object.index, (type) => type.startsWith('FieldValue'));
    expect(errors.map(({ path, type, detail, message }) => ({ path, type, detail, message }))).toEqual(
      (object.errors ?? []).map(({ path, type, detail, message }) => ({ path, type, detail, message })),
    );
    for (const error of errors) expect(error.said).toContain(error.detail || error.message);
    const warnings = api(explanation, object.index, (type) => type === 'warning');
    expect(warnings.map((reply) => reply.message)).toEqual(object.warnings ?? []);
    if (object.decode?.fatal !== undefined) {
      expect(pod.containers).toEqual([]);
      return;
    }
    expect({ baseline: pod.security.baseline, restricted: pod.security.restricted }).toEqual(object.psa);
    const wide = Object.fromEntries(Object.entries(pod.pod).map(([name, field]) => [name, field.value]));
    expect(wide).toEqual(object.pod ?? {});
    const written = pod.containers.filter((container) => container.assumed !== true);
    expect(written.map(({ name, role, path }) => ({ name, kind: role, path }))).toEqual(
      object.containers.map(({ name, kind, path }) => ({ name, kind, path })),
    );
    object.containers.forEach((wanted, c) => {
      const container = pod.containers[c];
      if (container === undefined) throw new Error('a container is missing');
      if (wanted.byImageUser === undefined) {
        expect(fieldsOf(container)).toEqual(wanted.fields);
        expect(kubeletOf(container)).toEqual(wanted.kubelet);
        return;
      }
      const { runAsUser: _, ...rest } = fieldsOf(container);
      expect(rest).toEqual(wanted.fields);
      const verdicts = new Set<string>();
      for (const [user, then] of Object.entries(wanted.byImageUser)) {
        const said = explain(one.yaml, { imageUsers: { [container.name]: user } }).pods[i]?.containers[c];
        if (said === undefined) throw new Error('a container is missing');
        expect(fieldsOf(said).runAsUser).toEqual(then.runAsUser);
        expect(kubeletOf(said)).toEqual(then.kubelet);
        verdicts.add(JSON.stringify(then.kubelet));
        if (container.start.verdict === 'depends-on-image') {
          expect(container.start.cases.find((known) => known.imageUser === user)?.start).toEqual(said.start);
        }
      }
      expect(container.start.verdict === 'depends-on-image').toBe(verdicts.size > 1);
    });
  });
}

describe('every labelled manifest agrees with Kubernetes', () => {
  it('has no exceptions', () => {
    expect(EXCEPTIONS).toEqual({});
    expect(oracle.cases.length).toBe(oracle.count);
  });

  it.each(oracle.cases.map((one) => [one.id, one.category, one] as const))('%s %s', (_id, _category, one) => {
    compare(one);
  });
});
