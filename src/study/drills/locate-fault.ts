import { explain, type Finding } from '../../manifest/index.ts';
import type { QuestionOption } from '../question.ts';
import { type Random, shuffle } from '../random.ts';
import { freshIds, oneOf } from './chance.ts';
import { drawWorkload } from './draw-workload.ts';
import type { Drawing, Drill, DrillInput } from './drill.ts';
import { untilDrawn } from './options.ts';
import { SOURCES } from './sources.ts';
import { type Settings, type Workload, writeWorkload } from './workload.ts';

const POD_ONLY: readonly (readonly [key: string, value: (fresh: () => number) => Settings[string]])[] = [
  ['fsGroup', (fresh) => fresh()],
  ['supplementalGroups', (fresh) => [fresh()]],
  ['fsGroupChangePolicy', () => 'OnRootMismatch'],
];
const CONTAINER_ONLY: readonly (readonly [key: string, value: Settings[string]])[] = [
  ['privileged', false],
  ['allowPrivilegeEscalation', false],
  ['readOnlyRootFilesystem', true],
];

type Level = 'pod' | 'container';

function draft(input: DrillInput, fresh: () => number): Workload {
  const { random } = input;
  const some = (settings: Settings, count: number): Settings => {
    const kept = new Set(shuffle(Object.keys(settings), random).slice(0, count));
    return Object.fromEntries(Object.entries(settings).filter(([key]) => kept.has(key)));
  };
  return drawWorkload({
    ...input,
    pod: some({ runAsUser: fresh(), runAsGroup: fresh(), runAsNonRoot: true, fsGroup: fresh() }, 3),
    container: () =>
      some(
        {
          runAsUser: fresh(),
          runAsGroup: fresh(),
          runAsNonRoot: true,
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
        },
        input.difficulty === 1 ? 3 : 2,
      ),
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
  level: Level,
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
  if (level === 'pod') return replace(...oneOf(random, CONTAINER_ONLY));
  const [name, of] = oneOf(random, POD_ONLY);
  return replace(name, of(fresh));
}

function place(workload: Workload, holder: number, settings: Settings): Workload {
  if (holder < 0) return { ...workload, pod: settings };
  const containers = workload.containers.map((each, index) =>
    index === holder ? { ...each, settings } : each,
  );
  return { ...workload, containers };
}

function innocent(line: number, text: string, podLines: ReadonlySet<number>): QuestionOption {
  const key = text.slice(0, text.indexOf(':'));
  const ofPod = podLines.has(line);
  return {
    key: String(line),
    text,
    correct: false,
    misconception: ofPod ? `${key} cannot stand in the pod` : `a container may not set ${key} itself`,
    why: `\`${key}\` is spelt right, its value has the right type, and ${ofPod ? "the pod's" : "a container's"} securityContext knows it.`,
  };
}

/** The finding without the API server's long path, and its remedy. */
function whyOf({ message, fix = '' }: Finding): string {
  const said = message.replace(/ kubectl refuses it \(unknown field "[^"]*"\);.*$/, ' kubectl refuses it.');
  const why = `${said} ${fix}`.trim();
  return why.length <= 300 ? why : said.slice(0, 300);
}

/** Numbers of the lines that set something in a securityContext, and those of them that are the pod's. */
function settingLines(manifest: string): {
  readonly all: readonly number[];
  readonly pod: ReadonlySet<number>;
} {
  const all: number[] = [];
  const pod = new Set<number>();
  let depth = -1;
  let inContainers = false;
  manifest.split('\n').forEach((line, index) => {
    const indent = line.length - line.trimStart().length;
    if (indent <= depth) depth = -1;
    if (/^(initContainers|containers):/.test(line.trim())) inContainers = true;
    if (depth >= 0) {
      all.push(index + 1);
      if (!inContainers) pod.add(index + 1);
    }
    if (line.trim() === 'securityContext:') depth = indent;
  });
  return { all, pod };
}

function attempt(input: DrillInput, rank: number): Drawing | undefined {
  const { random } = input;
  const fresh = freshIds(random);
  const whole = draft(input, fresh);
  const holder = random.below(whole.containers.length + 1) - 1;
  const settings = holder < 0 ? whole.pod : (whole.containers[holder]?.settings ?? {});
  const key = oneOf(random, Object.keys(settings));
  const faulty = spoiled(random, holder < 0 ? 'pod' : 'container', settings, key, fresh);
  const manifest = writeWorkload(place(whole, holder, faulty));
  const [finding, ...more] = explain(manifest).findings.filter((each) => each.severity === 'error');
  if (finding?.line === undefined || more.length > 0) return undefined;
  const { line } = finding;
  const { all, pod } = settingLines(manifest);
  const before = shuffle(
    all.filter((each) => each < line),
    random,
  ).slice(0, rank);
  const after = shuffle(
    all.filter((each) => each > line),
    random,
  ).slice(0, 3 - rank);
  if (before.length + after.length < 3) return undefined;
  const lines = manifest.split('\n');
  const why = whyOf(finding);
  const options = [...before, line, ...after]
    .toSorted((a, b) => a - b)
    .map((each): QuestionOption => {
      const text = (lines[each - 1] ?? '').trim();
      return each === line ? { key: String(each), text, correct: true, why } : innocent(each, text, pod);
    });
  return {
    kind: 'locate',
    prompt: 'Which line makes `kubectl apply` fail?',
    manifest,
    options,
    explanation: `Line ${line}: ${why}`,
    source: SOURCES.reference,
  };
}

/** Which line does the API server refuse? One field is misplaced, in the wrong case or of the wrong type. */
export const faultDrill: Drill = {
  id: 'fault',
  version: 1,
  topic: 'Levels',
  draw: (input) => {
    const rank = input.random.below(4);
    return untilDrawn(() => attempt(input, rank));
  },
};
