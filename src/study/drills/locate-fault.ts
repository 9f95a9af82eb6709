import { type Explanation, explain, type Finding, fieldsAt, ManifestError } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { drawWorkload } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput, type Wrong } from './kit/drill.ts';
import { FAULT_KINDS, type Place } from './kit/faults.ts';
import type { Scene } from './kit/scene.ts';
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
  ['seccompProfile', () => ({ type: 'RuntimeDefault' })],
  ['readOnlyRootFilesystem', () => true],
  ['allowPrivilegeEscalation', () => false],
  ['capabilities', () => ({ drop: ['ALL'] })],
];

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
    least: input.difficulty === 4 ? 2 : 1,
    pod: some('pod', happens(random, 25) ? 1 : 3),
    container: () => some('container', happens(random, 25) ? 1 : 2),
  });
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
  'forbidden-value',
]);

/** The API server's words where its refusal is about the value of this line; of others it names a whole object. */
const ONE_LINE = [
  'must be between',
  'can only be set when',
  '`hostUsers` must be false',
  'may not be specified when',
];

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
  if (fault.code === 'invalid-value' && !ONE_LINE.some((each) => fault.api?.detail.startsWith(each) === true))
    return undefined;
  return { ...fault, line: fault.line };
}

/** A text as a scene; undefined where it had to be repaired to be read. */
function sceneOf(manifest: string): Scene | undefined {
  const explanation = explain(manifest);
  const [pod] = explanation.pods;
  if (pod === undefined || explanation.repairs.length > 0) return undefined;
  return { manifest, explanation, pod, containers: pod.containers, imageUsers: {}, whose: '' };
}

/** The manifest without one line and what it holds, all others in their places; undefined where it cannot be read. */
function without(manifest: string, line: number): Explanation | undefined {
  const lines = manifest.split('\n');
  const depth = (text: string): number => text.search(/\S/);
  const own = lines[line - 1] ?? '';
  const next = lines.findIndex((each, index) => index >= line && depth(each) <= depth(own));
  const end = own.trimEnd().endsWith(':') || own.trim().startsWith('- ') ? next : line;
  const text = lines.map((each, index) => (index >= line - 1 && index < end ? '#' : each)).join('\n');
  try {
    return explain(text);
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

/** Who knows a field of that level: a securityContext, or the pod spec itself. */
function ownerOf(level: Place, field: string): string {
  if (level === 'container') return "a container's securityContext";
  return fieldsAt('spec').includes(field) ? 'the pod spec' : "the pod's securityContext";
}

/** Every line that sets something a container has in the end, or had not the container overridden it. */
function innocents({ pods }: Explanation, lines: readonly string[]): readonly Wrong[] {
  const found = new Map<number, Wrong>();
  const add = (path: string, line: number | undefined, level: 'pod' | 'container'): void => {
    const field = path.slice(path.lastIndexOf('.') + 1);
    const text = (lines[(line ?? 0) - 1] ?? '').trim();
    if (line === undefined || text.length > LINE_MAX || !text.startsWith(`${field}:`)) return;
    const ofPod = level === 'pod';
    found.set(line, {
      line,
      text,
      misconception: ofPod ? `${field} cannot stand in the pod` : `a container may not set ${field} itself`,
      why: `\`${field}\` is spelt right, its value has the right type, and ${ownerOf(level, field)} knows it.`,
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
  const why = `${said}${/[.`]$/.test(said) ? '' : '.'} ${fix}`.trim();
  return why.length <= WHY_MAX ? why : said.slice(0, WHY_MAX);
}

/**
 * Whether the API server would be content without this line as well: of two fields that cannot stand together it
 * names one, and the other is no wrong answer.
 */
function mendsToo(manifest: string, { code }: Finding, { line = 0 }: Wrong): boolean {
  if (code !== 'forbidden-value' && code !== 'invalid-value') return false;
  const rest = without(manifest, line);
  return rest !== undefined && !hasFault(rest);
}

function draw(input: DrillInput): Scene | undefined {
  const { random, difficulty } = input;
  const fresh = freshIds(random);
  const kind = oneOf(
    random,
    FAULT_KINDS.filter((each) => each.difficulty === difficulty),
  );
  const whole = draft(input, fresh);
  const at = oneOf(random, kind.places) === 'pod' ? -1 : random.below(whole.containers.length);
  const manifest = kind.spoil(whole, { random, fresh, at });
  const scene = manifest === undefined ? undefined : sceneOf(manifest);
  const fault = scene === undefined ? undefined : faultOf(scene.explanation);
  if (scene === undefined || fault === undefined) return undefined;
  const same = twins(scene.manifest, fault.line).length > 0;
  // At 4 the same field stands elsewhere by right; at 2 nothing gives its level away or hides it.
  return (difficulty === 4 && !same) || (difficulty === 2 && same) ? undefined : scene;
}

/** Lines with the same key as the one at fault. */
function twins(manifest: string, line: number): readonly number[] {
  const lines = manifest.split('\n');
  const key = /^[\s-]*([A-Za-z]+):/.exec(lines[line - 1] ?? '')?.[1];
  return lines.flatMap((each, index) =>
    index + 1 !== line && key !== 'securityContext' && each.trim().startsWith(`${key}:`) ? [index + 1] : [],
  );
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
    wrongs: shuffle(innocents(rest, lines), random).filter((each) => !mendsToo(manifest, fault, each)),
    explanation: `Line ${fault.line}: ${why}${dropped}`,
    source: SOURCES.reference,
  };
};

/**
 * Which line does the API server refuse? 1: the line is wrong wherever it stands; 2: it stands at the wrong level; 3: its
 * value has the wrong shape, or a word that is not known; 4: the same field stands elsewhere by right; 5: another
 * field forbids it.
 */
export const faultDrill: Drill = { id: 'fault', version: 4, topic: 'misplaced fields', ...asking(draw, ask) };
