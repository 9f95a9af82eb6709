import { type Explanation, explain, type Finding, fieldsAt, ManifestError } from '../../manifest/index.ts';
import { type Random, shuffle } from '../random.ts';
import { freshIds, oneOf } from './kit/chance.ts';
import { drawWorkload } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput, type Wrong } from './kit/drill.ts';
import { drawnScene, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';
import type { Settings, Workload } from './kit/workload.ts';

type Value = (fresh: () => number) => Settings[string];

/** What a sound manifest here is made of; the table says at which levels each may stand. */
const SOUND: readonly (readonly [key: string, value: Value])[] = [
  ['runAsUser', (fresh) => fresh()],
  ['runAsGroup', (fresh) => fresh()],
  ['runAsNonRoot', () => true],
  ['fsGroup', (fresh) => fresh()],
  ['supplementalGroups', (fresh) => [fresh()]],
  ['fsGroupChangePolicy', () => 'OnRootMismatch'],
  ['readOnlyRootFilesystem', () => true],
  ['allowPrivilegeEscalation', () => false],
];
/** What is put at a level that does not know it. */
const MISPLACED: typeof SOUND = [
  ['fsGroup', (fresh) => fresh()],
  ['supplementalGroups', (fresh) => [fresh()]],
  ['fsGroupChangePolicy', () => 'OnRootMismatch'],
  ['privileged', () => false],
  ['allowPrivilegeEscalation', () => false],
  ['readOnlyRootFilesystem', () => true],
];

type Place = 'pod' | 'container';

function draft(input: DrillInput, fresh: () => number): Workload {
  const { random } = input;
  const some = (level: Place, count: number): Settings => {
    const known = new Set(fieldsAt(level));
    const all = SOUND.flatMap(([key, value]) => (known.has(key) ? [[key, value(fresh)] as const] : []));
    const kept = new Set(
      shuffle(
        all.map(([key]) => key),
        random,
      ).slice(0, count),
    );
    return Object.fromEntries(all.filter(([key]) => kept.has(key)));
  };
  return drawWorkload({
    ...input,
    pod: some('pod', 3),
    container: () => some('container', input.difficulty === 1 ? 3 : 2),
  });
}

/** `runAsUser` as people miswrite it: `runasUser`, `RunAsUser`, `runAsuser`. */
function miscased(random: Random, key: string): string {
  const capitals = [...key].flatMap((letter, index) => (/[A-Z]/.test(letter) ? [index] : []));
  if (random.below(3) === 0) return key.charAt(0).toUpperCase() + key.slice(1);
  const at = oneOf(random, capitals);
  return key.slice(0, at) + key.charAt(at).toLowerCase() + key.slice(at + 1);
}

/** The settings with the fault in place of `key`: misplaced, in the wrong case, or of the wrong type. */
function spoiled(
  random: Random,
  level: Place,
  settings: Settings,
  key: string,
  fresh: () => number,
): Settings {
  const replace = (name: string, value: Settings[string]): Settings =>
    Object.fromEntries(Object.entries(settings).map((entry) => (entry[0] === key ? [name, value] : entry)));
  const value = settings[key] ?? null;
  const fault = random.below(4);
  if (fault === 0) return replace(miscased(random, key), value);
  if (fault === 1) return replace(key, String(value));
  const known = new Set(fieldsAt(level));
  const [name, of] = oneOf(
    random,
    MISPLACED.filter(([each]) => !known.has(each)),
  );
  return replace(name, of(fresh));
}

function place(workload: Workload, holder: number, settings: Settings): Workload {
  if (holder < 0) return { ...workload, pod: settings };
  const containers = workload.containers.map((each, index) =>
    index === holder ? { ...each, settings } : each,
  );
  return { ...workload, containers };
}

const WHY_MAX = 300;
/** Of a line that is offered: longer ones would be cut in a select. */
const LINE_MAX = 80;

/** The codes of findings that stand for one line, and that line alone. */
const OF_ONE_LINE: ReadonlySet<string> = new Set([
  'unknown-field',
  'cannot-decode',
  'unsupported-value',
  'invalid-value',
]);

const OF_THE_KUBELET: ReadonlySet<string> = new Set(['refused-by-kubelet', 'unsafe-sysctl']);

/** What the API server objects to. */
function faultsOf({ findings }: Explanation): readonly Finding[] {
  return findings.filter(({ severity, code }) => severity === 'error' && !OF_THE_KUBELET.has(code));
}

/** True when the API server objects to something, wherever in the manifest. */
export function hasFault(explanation: Explanation): boolean {
  return faultsOf(explanation).length > 0;
}

/** The one line that the API server objects to; undefined where there are several, or where two lines contradict. */
function faultOf(explanation: Explanation): (Finding & { readonly line: number }) | undefined {
  const errors = faultsOf(explanation);
  const [fault] = errors;
  if (fault?.line === undefined || errors.length > 1 || !OF_ONE_LINE.has(fault.code)) return undefined;
  if (fault.code === 'invalid-value' && fault.api?.detail.startsWith('must be between') !== true)
    return undefined;
  return { ...fault, line: fault.line };
}

/** The manifest without one line, all others in their places; undefined where that cannot be read any more. */
function without(manifest: string, line: number): Explanation | undefined {
  const text = manifest
    .split('\n')
    .map((each, index) => (index === line - 1 ? '#' : each))
    .join('\n');
  try {
    return explain(text);
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

/** Every line that sets something a container has in the end, or had not the container overridden it. */
function innocents({ pods }: Explanation, lines: readonly string[]): readonly Wrong[] {
  const found = new Map<number, Wrong>();
  const add = (field: string, line: number | undefined, level: 'pod' | 'container'): void => {
    const text = (lines[(line ?? 0) - 1] ?? '').trim();
    if (line === undefined || text.length > LINE_MAX || !text.startsWith(`${field}:`)) return;
    const ofPod = level === 'pod';
    found.set(line, {
      line,
      text,
      misconception: ofPod ? `${field} cannot stand in the pod` : `a container may not set ${field} itself`,
      why: `\`${field}\` is spelt right, its value has the right type, and ${ofPod ? "the pod's" : "a container's"} securityContext knows it.`,
    });
  };
  for (const pod of pods) {
    for (const [field, { line }] of Object.entries(pod.pod)) add(field, line, 'pod');
    for (const { fields } of pod.containers)
      for (const [field, { source, line, overrides }] of Object.entries(fields)) {
        if (source === 'container' || source === 'pod') add(field, line, source);
        if (overrides?.source === 'pod') add(field, overrides.line, 'pod');
      }
  }
  return [...found.values()];
}

/** The finding without the API server's long path, and its remedy. */
function whyOf({ message, fix = '', code, api }: Finding): string {
  const said =
    code === 'cannot-decode' && api !== undefined
      ? `The value has the wrong type. The API server says: \`${api.detail}\`.`
      : message.replace(/ kubectl refuses it \(unknown field "[^"]*"\);.*/s, ' kubectl refuses it.');
  const why = `${said} ${fix}`.trim();
  return why.length <= WHY_MAX ? why : said.slice(0, WHY_MAX);
}

function draw(input: DrillInput): Scene {
  const { random } = input;
  const fresh = freshIds(random);
  const whole = draft(input, fresh);
  const holder = random.below(whole.containers.length + 1) - 1;
  const settings = holder < 0 ? whole.pod : (whole.containers[holder]?.settings ?? {});
  const key = oneOf(random, Object.keys(settings));
  const faulty = spoiled(random, holder < 0 ? 'pod' : 'container', settings, key, fresh);
  return drawnScene(place(whole, holder, faulty));
}

const ask: Asker = ({ manifest, explanation }, random) => {
  const fault = faultOf(explanation);
  if (fault === undefined) return undefined;
  const rest = without(manifest, fault.line);
  // Proof that it is this line and no other: without it the API server has nothing to say.
  const sound = rest?.pods.every(({ accepted }) => accepted.strict) === true && !hasFault(rest);
  if (rest === undefined || !sound) return undefined;
  const lines = manifest.split('\n');
  const why = whyOf(fault);
  const dropped =
    fault.code === 'unknown-field'
      ? ' A server that is asked not to validate drops the line without a word.'
      : '';
  return {
    kind: 'locate',
    prompt: 'Which line makes `kubectl apply` fail?',
    manifest,
    right: { line: fault.line, text: (lines[fault.line - 1] ?? '').trim(), why },
    wrongs: shuffle(innocents(rest, lines), random),
    explanation: `Line ${fault.line}: ${why}${dropped}`,
    source: SOURCES.reference,
  };
};

/** Which line does the API server refuse? One field is misplaced, in the wrong case or of the wrong type. */
export const faultDrill: Drill = { id: 'fault', version: 3, topic: 'misplaced fields', ...asking(draw, ask) };
