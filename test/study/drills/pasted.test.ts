import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  type ContainerExplanation,
  type Explanation,
  explain,
  ManifestError,
  type PodExplanation,
} from '../../../src/manifest/index.ts';
import { hurdles, levelText } from '../../../src/study/drills/security-level.ts';
import {
  canDrillOn,
  DRILLS,
  drillCard,
  drillOn,
  forgetPaste,
  isForgotten,
  type Question,
} from '../../../src/study/index.ts';
import { fault } from './properties.ts';

interface Case {
  readonly id: string;
  readonly yaml: string;
  readonly imageUsers?: Readonly<Record<string, string>>;
  readonly expect: { readonly objects: readonly { readonly accepted?: { readonly strict: boolean } }[] };
}

const oracle = JSON.parse(readFileSync(new URL('../../oracle/effective.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};
const manifests = new URL('../../../../shared/manifests/', import.meta.url);

function explained(text: string, imageUsers: Readonly<Record<string, string>>): Explanation | undefined {
  try {
    return explain(text, { imageUsers });
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

/** The pod and the container that the prompt names. */
function asked(
  { prompt }: Question,
  { pods }: Explanation,
): readonly [PodExplanation, ContainerExplanation?] {
  const [, kind, name] = / of ([A-Z]\w+) `([^`]+)`/.exec(prompt) ?? [];
  const pod = kind === undefined ? pods[0] : pods.find((each) => each.kind === kind && each.name === name);
  if (pod === undefined || (kind === undefined && pods.length > 1)) throw new Error(`no pod for: ${prompt}`);
  const of = /container `([^`]+)`/.exec(prompt)?.[1];
  const container = pod.containers.find((each) => each.name === of);
  if (of !== undefined && container === undefined) throw new Error(`no container for: ${prompt}`);
  return container === undefined ? [pod] : [pod, container];
}

/** What `privileges` says of a container whose lists mean the same to every runtime. */
function amount({ fields, process }: ContainerExplanation): string {
  const { add, drop } = (fields.capabilities?.value ?? { add: [], drop: [] }) as {
    add: string[];
    drop: string[];
  };
  const some = add.join(', ');
  const granted =
    fields.privileged?.value === true
      ? 'all capabilities'
      : drop.includes('ALL')
        ? add.length === 0
          ? 'no capability'
          : `only ${some}`
        : add.length === 0
          ? 'the default capabilities'
          : `the defaults and ${some}`;
  const held = process.uid === 0 ? granted : 'no capability';
  return `${held}; \`NoNewPrivs: ${fields.allowPrivilegeEscalation?.value === false ? 1 : 0}\``;
}

/** The right options, worked out from the engine's explanation of the manifest that the question shows. */
function truth(question: Question, explanation: Explanation): readonly string[] {
  const texts = (question.options ?? []).map(({ text }) => text);
  if (question.card === 'drill/fault') {
    const errors = explanation.findings.filter(
      ({ severity, code }) =>
        severity === 'error' && code !== 'refused-by-kubelet' && code !== 'unsafe-sysctl',
    );
    return errors.map(({ line = 0 }) => (question.manifest?.split('\n')[line - 1] ?? '').trim());
  }
  const [pod, container] = asked(question, explanation);
  if (question.card === 'drill/roots')
    return pod.containers
      .filter(({ process, start }) => process.uid === 0 && start.verdict === 'starts')
      .map(({ name }) => name);
  if (question.card === 'drill/security-level')
    return [levelText(pod.security.level ?? 'privileged', hurdles(pod.security)[0])];
  if (container === undefined)
    throw new Error(
      `no container in: ${question.prompt}\nIf ${question.card} asks about a whole pod, it needs a case above this line of truth().`,
    );
  const { uid, gid, groups } = container.process;
  const { start } = container;
  switch (question.card) {
    case 'drill/uid':
      return [`UID ${uid}`];
    case 'drill/gid':
      return [`GID ${gid}`];
    case 'drill/id-output':
      return [`uid=${uid} gid=${gid} groups=${groups.join(',')}`];
    case 'drill/owner':
      return [`user ${uid}, group ${container.fields.fsGroup?.value ?? gid}`];
    case 'drill/privileges':
      return [amount(container)];
    case 'drill/start':
      if (start.verdict === 'starts') return texts.filter((text) => text.startsWith('It starts'));
      if (start.verdict !== 'refused') return [];
      return texts.filter((text) => start.reason.startsWith(text.replaceAll('`', '')));
    default:
      throw new Error(`${question.card} has no case in truth() of test/study/drills/pasted.test.ts`);
  }
}

/** Fails unless every question about the text is sound and right; gives the cards asked, each once. */
function everyCard(
  text: string,
  imageUsers: Readonly<Record<string, string>>,
  seeds: number,
): ReadonlySet<string> {
  const explanation = explained(text, imageUsers);
  const cards = new Set<string>();
  if (explanation === undefined) return cards;
  for (let seed = 0; seed < seeds; seed++) {
    for (const seen: string[] = []; ; ) {
      const question = drillOn(explanation, seed, { imageUsers, seen });
      // The button shows exactly where pressing it leads to a question.
      expect(canDrillOn(explanation, { imageUsers, seen })).toBe(question !== undefined);
      if (question === undefined) break;
      seen.push(question.card);
      cards.add(question.card);
      const problem = fault(question, [1, 4]);
      const shown = explain(question.manifest ?? '', { imageUsers });
      const right = (question.options ?? []).filter((each) => each.correct).map((each) => each.text);
      if (problem !== undefined || right.toSorted().join() !== truth(question, shown).toSorted().join())
        expect.fail(
          `${problem ?? `says ${right}, is ${truth(question, shown)}`}\n${JSON.stringify(question, null, 1)}`,
        );
    }
  }
  return cards;
}

const ASKABLE = DRILLS.filter(({ ask }) => ask !== undefined).map(drillCard);

test('of the 873 manifests of the oracle only what Kubernetes refuses is asked for its line, and that alone', () => {
  const counts = new Map<string, number>();
  for (const { id, yaml, imageUsers = {}, expect: label } of oracle.cases) {
    const cards = everyCard(yaml, imageUsers, 2);
    const refused = label.objects.some(({ accepted }) => accepted?.strict === false);
    if (refused && [...cards].some((card) => card !== 'drill/fault')) expect.fail(`${id} asks ${[...cards]}`);
    if (!refused && cards.has('drill/fault')) expect.fail(`${id} asks for a line of what is accepted`);
    for (const card of cards) counts.set(card, (counts.get(card) ?? 0) + 1);
  }
  expect([...counts.keys()].toSorted()).toEqual(ASKABLE.toSorted());
  expect(Math.min(...counts.values())).toBeGreaterThan(4);
}, 120_000);

test.skipIf(!existsSync(manifests))(
  'every manifest of ../shared/manifests (skipped where absent) too',
  () => {
    const cards = new Set<string>();
    const files = readdirSync(manifests, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.ya?ml$/.test(name),
    );
    for (const name of files) {
      const text = readFileSync(new URL(name, manifests), 'utf8');
      for (const imageUsers of [{}, { '*': '' }, { '*': '101' }, { '*': 'app' }] as Readonly<
        Record<string, string>
      >[])
        for (const card of everyCard(text, imageUsers, 2)) cards.add(card);
    }
    expect(files.length).toBeGreaterThan(10);
    expect(cards.size).toBeGreaterThan(5);
  },
  120_000,
);

const pod = (rest: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${rest}`;
const ONE = pod(
  '  containers:\n  - name: app\n    image: i\n    securityContext:\n      runAsUser: 7\n      runAsGroup: 8\n',
);

test.each([
  [
    'a piece of a manifest',
    'containers:\n- name: app\n  image: i\n  securityContext:\n    runAsUser: 7\n',
    {},
  ],
  ['a template', ONE.replace('8', '{{ .Values.group }}'), {}],
  ['a key that stands twice', `${ONE}      runAsUser: 9\n`, {}],
  [
    'a Windows pod',
    ONE.replace('spec:\n', 'spec:\n  os:\n    name: windows\n').replace(/ {4}securityContext:[\s\S]*/, ''),
    {},
  ],
  ['two faults', ONE.replace('runAsUser', 'runasUser').replace('runAsGroup', 'runasGroup'), {}],
])('nothing is asked of %s', (_, text, imageUsers) => {
  const explanation = explained(text, imageUsers);
  expect(explanation).toBeDefined();
  if (explanation !== undefined) expect(drillOn(explanation, 1, { imageUsers })).toBeUndefined();
});

test('a paste that had to be repaired is asked about as it was read, with the lines of what is shown', () => {
  const both = ONE.replace('spec:\n', 'spec:\n  securityContext:\n    runAsUser: 5\n');
  const flat = both
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
  const question = drillOn(explain(flat), 3, { seen: ASKABLE.filter((card) => card !== 'drill/uid') });
  expect(question?.manifest).toContain('      runAsUser: 7');
  const line = Number(/in line (\d+)/.exec(question?.explanation ?? '')?.[1]);
  expect(question?.manifest?.split('\n')[line - 1]).toContain('runAsUser: 7');
});

test('of several pods the prompt says which one is meant', () => {
  const two = `${ONE}---\n${ONE.replace('name: web', 'name: api')}`;
  const question = drillOn(explain(two), 5, { seen: ASKABLE.filter((card) => card !== 'drill/gid') });
  expect(question?.prompt).toMatch(/container `app` of Pod `(web|api)` have/);
});

test('what is kept of an answered question names nothing of the paste', () => {
  const question = drillOn(explain(ONE), 1);
  if (question === undefined) throw new Error('no question');
  const kept = forgetPaste(question);
  expect(isForgotten(question)).toBe(false);
  expect(isForgotten(kept)).toBe(true);
  expect(JSON.stringify(kept)).not.toMatch(/app|UID 7|runAsUser: /);
  expect(kept).toMatchObject({ card: question.card, kind: question.kind, difficulty: question.difficulty });
});
