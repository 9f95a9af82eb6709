import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asMeant, correct, type Explanation, explain, fateOf } from '../../src/manifest/index.ts';

/** What people really pasted (test/trials, our own wording): each NN-name.md says what the right answer is. */
const TRIALS = new URL('../trials/', import.meta.url);
const paste = (name: string): string => readFileSync(new URL(`${name}.yaml`, TRIALS), 'utf8');

/**
 * What a trial's page asks for; only what is named is compared. Words, corrections and what else belongs to one trial
 * alone stand in trials-correct.test.ts and trials-kinds.test.ts.
 */
interface Right {
  /** `pods[i].accepted`; null: not known. */
  readonly accepted?: { readonly strict: boolean | null; readonly ignore: boolean | null };
  readonly level?: 'privileged' | 'baseline' | 'restricted' | null;
  /** Values by container name (of all pods, as they are meant), then by field; `start` is what comes of it. */
  readonly containers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Values of the pod as a whole. */
  readonly pod?: Readonly<Record<string, unknown>>;
  /** Findings that must be there: code, and the line where it matters. */
  readonly findings?: readonly (readonly [code: string, line?: number])[];
  /** Codes of findings that must not be there. */
  readonly without?: readonly string[];
  readonly repairs?: readonly string[];
  /** Codes of the messages of a cluster that are explained. */
  readonly messages?: readonly string[];
  /** The only errors there may be, by code. */
  readonly errors?: readonly string[];
  /** Whatever else the page asks for. */
  readonly also?: (answer: Explanation, name: string) => void;
}

const RIGHT: Readonly<Record<string, Right>> = {
  '01-foreign-line-inside': {
    containers: { app: { privileged: true, runAsUser: 0, uid: 0 } },
    level: 'privileged',
    repairs: ['foreign-line'],
    also: ({ repairs, pods }) => {
      expect(repairs.find(({ code }) => code === 'foreign-line')?.message).toContain('Line 9 ');
      expect(pods[0]?.containers[0]?.fields.privileged?.line).toBe(11);
    },
  },
  '03-marked-line-before-prose': {
    containers: { app: { privileged: true, uid: 1000 } },
    level: 'privileged',
    repairs: ['marked-line', 'text-around'],
  },
  '05-helm-values-two-contexts': {
    containers: { '': { uid: 4401, groups: [4400], runAsNonRoot: true, capabilities: { drop: ['ALL'] } } },
    accepted: { strict: null, ignore: null },
    findings: [['helm-values']],
    without: ['unknown-field'],
    errors: [],
  },
  '07-helm-values-image-mapping': {
    containers: { '': { uid: 0 } },
    level: null,
    findings: [['helm-values']],
    errors: [],
    also: ({ pods }) => expect(pods[0]?.containers[0]).toMatchObject({ assumed: true, image: null }),
  },
  '09-crd-rollout': {
    containers: { shop: { uid: 4401, fsGroup: 4500, groups: [4500] } },
    accepted: { strict: null, ignore: null },
    findings: [['foreign-kind', 2]],
    errors: [],
  },
  '11-crd-same-kind-other-group': {
    containers: { db: { uid: 4400 } },
    accepted: { strict: null, ignore: null },
    findings: [['foreign-kind']],
    errors: [],
    also: ({ findings }) =>
      expect(findings.map(({ message, fix }) => `${message} ${fix}`).join()).not.toMatch(/refuses|apps\/v1/),
  },
  '14-helm-template-name-not-invalid': {
    containers: { '{{ .Chart.Name }}': { uid: 4400 } },
    accepted: { strict: null, ignore: null },
    errors: [],
    findings: [
      ['template-value-unknown', 4],
      ['template-value-unknown', 17],
      ['template-value-unknown', 19],
    ],
  },
  '16-truncated-volume-not-found': {
    containers: { store: { fsGroup: 4400, uid: null } },
    accepted: { strict: null, ignore: null },
    level: null,
    errors: [],
    repairs: ['truncated'],
  },
  '17-pod-level-without-containers': {
    containers: { '': { uid: 4400, gid: 4401, groups: [4401, 4402], runAsNonRoot: true } },
    accepted: { strict: false, ignore: false },
    level: null,
    errors: ['required-value'],
  },
  '19-containers-as-mapping': {
    containers: { app: { uid: 0, privileged: false } },
    accepted: { strict: false, ignore: false },
    errors: ['cannot-decode'],
    findings: [['cannot-decode', 7]],
  },
  '21-children-not-indented': {
    repairs: ['indentation-lost'],
    also: (answer, name) => {
      const [pod, container] = [answer, ...answer.readings];
      expect(pod?.pods[0]?.containers[0]?.process).toMatchObject({ uid: 4400, gid: 4401 });
      expect(pod?.pods[0]?.containers[0]?.process.groups).toContain(4402);
      expect(container?.findings).toContainEqual(expect.objectContaining({ code: 'unknown-field', line: 2 }));
      expect(correct(paste(name)).manifest).toContain(
        'securityContext:\n  fsGroup: 4402\n  runAsGroup: 4401\n  runAsNonRoot: true\n  runAsUser: 4400',
      );
    },
  },
  '22-no-space-after-colon': {
    containers: { app: { runAsUser: 4400, runAsGroup: 4401 } },
    errors: ['space-after-colon'],
    findings: [['space-after-colon', 7]],
    accepted: { strict: false, ignore: false },
  },
  '24-first-child-on-key-line': {
    containers: { mail: { uid: 4400, capabilities: { add: [], drop: ['ALL'] } } },
    errors: ['child-on-key-line'],
    findings: [['child-on-key-line', 4]],
    accepted: { strict: false, ignore: false },
    also: ({ pods, repairs }) => {
      expect(pods[0]?.containers[0]?.fields.runAsUser?.line).toBe(8);
      expect(repairs.map(({ code }) => code)).not.toContain('line-breaks-lost');
    },
  },
  '25-message-kubelet-nonroot': { messages: ['image-runs-as-root'], errors: [] },
  '26-message-pod-security': {
    messages: ['pod-security-violation'],
    errors: [],
    also: ({ messages }) => {
      const [web, profile] = messages?.[0]?.clauses ?? [];
      expect(web).toMatchObject({
        containers: ['web'],
        fix: expect.stringContaining('allowPrivilegeEscalation: false'),
      });
      expect(profile?.fix).toContain('RuntimeDefault');
    },
  },
  '28-kind-lower-case': {
    containers: { app: { uid: 4400 } },
    accepted: { strict: false, ignore: false },
    errors: ['wrong-kind'],
    findings: [['wrong-kind', 2]],
  },
  '29-api-version-line-lost': {
    containers: { app: { fsGroup: 4402, groups: [4402] } },
    accepted: { strict: false, ignore: false },
    errors: ['missing-api-version'],
    also: ({ findings }) => expect(findings[0]?.fix).toContain('v1'),
  },
  '30-callouts': {
    containers: { app: { uid: 4400, runAsNonRoot: true } },
    pod: { hostUsers: false },
    accepted: { strict: true, ignore: true },
    errors: [],
  },
  '32-bold-marks': { containers: { app: { uid: 4400, groups: [4402] } }, errors: [] },
  '34-box-drawing': { containers: { app: { uid: 4400 } }, errors: [], repairs: ['frame'] },
  '35-inside-jenkinsfile': {
    containers: { build: { privileged: true, uid: null } },
    accepted: { strict: true, ignore: true },
    errors: [],
    findings: [['jenkinsfile']],
  },
  '36-json-patch': {
    containers: { '': { uid: 4400, fsGroup: 4402, readOnlyRootFilesystem: true } },
    accepted: { strict: null, ignore: null },
    errors: [],
    findings: [['patch']],
  },
  '38-piece-starting-deeper': {
    containers: {
      '': { uid: 4400, allowPrivilegeEscalation: false, runAsNonRoot: true, start: 'starts' },
    },
    errors: [],
    repairs: ['piece'],
  },
  '40-dockerfile-and-manifest': {
    containers: { '': { username: 'shop', runAsNonRoot: true, start: 'refused' } },
    errors: ['refused-by-kubelet'],
    findings: [['dockerfile', 5]],
  },
  '41-windows-node-selector': {
    containers: { app: { uid: null, start: 'starts' } },
    accepted: { strict: true, ignore: true },
    errors: [],
    findings: [['windows-node', 6]],
  },
  '43-container-key-singular': {
    containers: { '': { uid: 4400, privileged: true, start: 'not-created' } },
    findings: [['unknown-field', 1], ['invalid-value']],
  },
  '44-env-number': {
    containers: { app: { uid: 4400 } },
    accepted: { strict: false, ignore: false },
    errors: ['cannot-decode'],
    findings: [['cannot-decode', 13]],
  },
  '45-unsafe-sysctl-headline': {
    containers: { app: { start: 'pod-refused' } },
    accepted: { strict: true, ignore: true },
    errors: ['unsafe-sysctl'],
  },
  '48-correct-invents-key-0': {
    containers: { '': { uid: 4400 } },
    findings: [['unknown-field', 10]],
    also: (_, name) => expect(correct(paste(name))).toMatchObject({ manifest: paste(name), changes: [] }),
  },
  '49-correct-loses-field': {
    containers: { '': { uid: 4400, fsGroup: 4402 } },
    findings: [['unknown-field', 4]],
    also: (_, name) => expect(correct(paste(name)).manifest).toContain('allowPrivilegeEscalation: false'),
  },
  '51-separator-glued': {
    containers: { app: { uid: 4400 } },
    errors: ['document-separator'],
    findings: [['document-separator', 8]],
    accepted: { strict: false, ignore: false },
  },
  '54-escaped-slash': {
    containers: { app: { uid: 4400 } },
    errors: ['unknown-escape'],
    findings: [['unknown-escape', 9]],
    accepted: { strict: false, ignore: false },
    also: ({ findings }) =>
      expect(findings[0]?.api?.message).toContain('yaml: line 9: found unknown escape character'),
  },
};

function containersOf(answer: Explanation): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    answer.pods
      .flatMap((pod) => asMeant(pod).containers.map((one) => [one, fateOf(asMeant(pod), one)] as const))
      .map(([one, fate]) => [
        one.name,
        {
          ...Object.fromEntries(Object.entries(one.fields).map(([key, field]) => [key, field.value])),
          ...one.process,
          start: fate.verdict,
        },
      ]),
  );
}

describe('what people really pasted is answered as its page says', () => {
  const names = readdirSync(TRIALS)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length));
  for (const name of names) {
    const right = RIGHT[name];
    it(name, () => {
      if (right === undefined) throw new Error('the table has no row for it');
      const answer = explain(paste(name));
      const [first] = answer.pods;
      const pod = answer.pods.find(({ containers }) => containers.length > 0) ?? first;
      if (right.accepted !== undefined) expect(pod?.accepted).toEqual(right.accepted);
      if (right.level !== undefined) expect(pod?.security.level).toBe(right.level);
      if (right.containers !== undefined) expect(containersOf(answer)).toMatchObject(right.containers);
      for (const [field, value] of Object.entries(right.pod ?? {}))
        expect(pod?.pod[field]?.value, field).toEqual(value);
      for (const [code, line] of right.findings ?? [])
        expect(answer.findings).toContainEqual(
          expect.objectContaining(line === undefined ? { code } : { code, line }),
        );
      const codes = answer.findings.map((finding) => finding.code);
      for (const code of right.without ?? []) expect(codes).not.toContain(code);
      const repairs = answer.repairs.map((repair) => repair.code);
      for (const code of right.repairs ?? []) expect(repairs).toContain(code);
      if (right.messages !== undefined)
        expect(answer.messages?.map(({ code }) => code)).toEqual(right.messages);
      if (right.errors !== undefined) {
        const errors = answer.findings.filter(({ severity }) => severity === 'error');
        expect([...new Set(errors.map(({ code }) => code))].sort()).toEqual([...right.errors].sort());
      }
      right.also?.(answer, name);
    });
  }

  it('has no row for a trial that is not there', () => {
    expect(Object.keys(RIGHT).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('takes every trial to correct() without a throw that explain does not have', () => {
    for (const name of names) {
      const text = paste(name);
      let refused = false;
      try {
        explain(text);
      } catch {
        refused = true;
      }
      if (!refused) expect(() => correct(text), name).not.toThrow();
    }
  });
});
