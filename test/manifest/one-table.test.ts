import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { explain, type Field, fields } from '../../src/manifest/index.ts';

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url));
const TABLE = 'manifest/fields.ts';

/**
 * Files that name fields, and why that is no second table: what they know of a field is something else than at which
 * levels it may stand and how it merges. A folder ends with a slash.
 */
const NAMED_FOR_A_REASON: Readonly<Record<string, string>> = {
  'manifest/validate/': "the API server's rules of a field's own value",
  'manifest/pod-security/': 'the checks of Pod Security admission, which are about these fields',
  'manifest/annotations.ts': 'the annotations that came before two of the fields',
  'manifest/findings.ts': 'the line that a refusal of the kubelet points at',
  'manifest/habits.ts': 'each hint is about one field and what people get wrong with it',
  'manifest/correct/': 'what a refused value of a field is corrected to, and what would lower security',
  'manifest/doubts.ts': "what the kubelet's checks hang on, where a value is not known",
  'manifest/programs.ts':
    'which images cannot run as another user, or on a root filesystem that is read-only',
  'manifest/sysctls.ts': 'which sysctls a kubelet refuses',
  'manifest/effective.ts': 'what the kubelet makes of a value once the table has merged it, and of none',
  'manifest/object.ts': 'the level of Pod Security that is called like a field',
  'manifest/pod.ts': 'a user namespace of its own changes what other rules ask',
  'manifest/messages/': 'what the messages of the cluster object to, in their own words',
  'manifest/verdict.ts': "the kubelet's non-root check",
  'cluster/':
    'what a cluster does with a value that the engine has judged: a process, its files, what is printed',
  'study/labs/goals/': 'which field made a process what a goal found it to be',
  'study/lessons/effective-table.ts': 'who a process is stands in a lesson also where nobody set it',
  'decks/labs/goal-schema.ts': 'the capabilities of a process, which a goal may ask for',
  'study/topics.ts': 'many a topic is called after its field',
  'study/diagnosis.ts': 'where a wrong number may come from: users and groups',
  'study/draw.ts': 'which claim of a card measures a user or a group',
  'study/question.ts': 'a number asked for is a user or a group',
  'study/separating.ts': 'which drill asks about groups',
  'study/mends/mark.ts': 'which fields make a process what a goal asks of it',
  'study/drills/repair.ts': 'how often a drawn manifest sets what; the engine judges the mend',
  'study/drills/kit/damages.ts': 'what is spoilt in a manifest; the engine judges it',
  'study/drills/kit/beliefs.ts': 'misconceptions about users and groups, each about one field',
  'study/drills/change.ts': 'asks about the user or the primary group; the engine judges every change',
  'study/drills/kit/draw-workload.ts':
    'how often a drawn manifest sets what; the engine judges whether it may',
  'study/drills/gid.ts': 'asks about the primary group',
  'study/drills/kit/faults.ts': 'what people write wrongly; the engine judges it',
  'study/drills/kit/identities.ts': 'how often a drawn manifest sets users and groups, and by which rule',
  'study/drills/kit/image-process.ts': "what is left to the image's files of users and groups",
  'study/drills/kit/security-reasons.ts':
    'the reasons of Pod Security admission, and what gives rise to them',
  'study/drills/kit/start-beliefs.ts': "what people believe of the kubelet's non-root check",
  'study/drills/kit/goals.ts': 'what a field brings about, in words; its levels are from the table',
  'study/drills/home.ts': 'how often a drawn manifest sets what; every place is tried with the engine',
  'study/drills/id-output.ts': 'what `id` prints comes from these fields',
  'study/drills/locate-fault.ts': 'values to draw from; their levels are from the table',
  'study/drills/owner.ts': 'asks about the owner of a file',
  'study/drills/pasted.ts': 'no drill asks about Windows',
  'study/drills/privileges.ts': 'what a runtime makes of privileges',
  'study/drills/kit/provenance.ts': 'the sentence about groups and that about root',
  'study/drills/roots.ts': 'asks who is root',
  'study/drills/security-level.ts': 'the reasons of Pod Security admission',
  'study/drills/kit/sources.ts': 'a page that is called like a field',
  'study/drills/start.ts': "asks about the kubelet's non-root check",
  'study/drills/uid.ts': 'asks about the user',
  'pictures/levels/fields.ts': 'which fields say who the process is, and that fsGroup is one of its groups',
  'pictures/volume/index.ts': 'what fsGroup does to the files of a volume; the rule is the cluster’s',
  'discord/explain/buttons.ts': "whether anybody need say the image's user",
  'discord/explain/view-container.ts': 'which fields say who the process is',
  'discord/explain/view-table.ts':
    'which fields say who the process is, and what the kubelet makes of groups',
};

/** `os` and `privileged` mean other things elsewhere: a platform, a level of Pod Security. */
const NAMES = fields.map(({ name }) => name).filter((name) => name !== 'os' && name !== 'privileged');
const NAMED = new RegExp(
  `['"](${NAMES.join('|')})['"]|[.?](${NAMES.join('|')})\\b|^\\s*(${NAMES.join('|')}):`,
);
/** What only the table may say of a field; `/field` has words for each way to merge. */
const MERGE = /'(?:pod|container)-only'|levels: \[/;
const SAYS_MERGE = 'discord/field/view.ts';

interface Line {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

function codeOf(file: string): readonly Line[] {
  return readFileSync(join(SOURCE, file), 'utf8')
    .split('\n')
    .map((text, index) => ({ file, line: index + 1, text }))
    .filter(({ text }) => !/^\s*(?:\/?\*|\/\/)/.test(text));
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && file !== TABLE);

function reasonFor(file: string): string | undefined {
  return Object.keys(NAMED_FOR_A_REASON).find((each) =>
    each.endsWith('/') ? file.startsWith(each) : file === each,
  );
}

test('no field of the table is named elsewhere without a reason, and no merge or level is said again', () => {
  const again = files.flatMap((file) =>
    codeOf(file).filter(
      ({ text }) =>
        (MERGE.test(text) && file !== SAYS_MERGE) || (reasonFor(file) === undefined && NAMED.test(text)),
    ),
  );
  expect(again.map(({ file, line, text }) => `${file}:${line}: ${text.trim()}`)).toEqual([]);
});

test('every reason still has a file that needs it', () => {
  const needed = new Set(
    files.filter((file) => codeOf(file).some(({ text }) => NAMED.test(text))).map(reasonFor),
  );
  expect(Object.keys(NAMED_FOR_A_REASON).filter((each) => !needed.has(each))).toEqual([]);
});

/** The table's own sample of a field, as lines without indentation. */
function sampleOf({ examples }: Field): readonly string[] {
  const lines = Object.values(examples)[0]?.split('\n') ?? [];
  const known =
    /^ *(?:spec|securityContext|containers):$|^ *- name: app$|^ *image: registry.k8s.io\/pause:3.10$|^$/;
  const sample = lines.filter((line) => !known.test(line));
  const indent = Math.min(...sample.map((line) => line.search(/\S/)));
  return sample.map((line) => line.slice(indent));
}

type Place = 'pod' | 'container';

/** What the engine says of a pod with one container, in which each of these places sets the field's sample. */
function explained(field: Field, ...places: readonly Place[]) {
  const at = (place: Place, indent: string): readonly string[] =>
    places.includes(place)
      ? [`${indent}securityContext:`, ...sampleOf(field).map((line) => `${indent}  ${line}`)]
      : [];
  const text = [
    'apiVersion: v1',
    'kind: Pod',
    'metadata: {name: web}',
    'spec:',
    ...at('pod', '  '),
    '  containers:',
    '  - name: app',
    '    image: nginx:1.28',
    ...at('container', '    '),
  ].join('\n');
  const [pod] = explain(text).pods;
  const container = pod?.containers[0];
  if (pod === undefined || container === undefined) throw new Error(`no pod in ${text}`);
  const own = Object.entries(container.fields).filter(
    ([name]) => name === field.name || name.startsWith(`${field.name}.`),
  );
  return { pod, sources: own.map(([, { source }]) => source), fields: own.map(([, found]) => found) };
}

const placed = fields.filter(({ levels }) => !levels.includes('spec'));

describe('the merge does what the table says', () => {
  test.each(placed.filter(({ levels }) => levels.length === 2).map((field) => [field.name, field] as const))(
    '%s: container over pod',
    (_, field) => {
      expect(new Set(explained(field, 'pod').sources)).toEqual(new Set(['pod']));
      expect(new Set(explained(field, 'container').sources)).toEqual(new Set(['container']));
      const both = explained(field, 'pod', 'container');
      expect(new Set(both.sources)).toEqual(new Set(['container']));
      expect(both.fields.every(({ overrides }) => overrides?.source === 'pod')).toBe(true);
      expect(both.pod.accepted.strict).toBe(true);
    },
  );

  test.each(placed.filter(({ levels }) => levels.length === 1).map((field) => [field.name, field] as const))(
    '%s: at one level only, and dropped at the other',
    (_, field) => {
      const level: Place = field.levels[0] === 'pod' ? 'pod' : 'container';
      const right = explained(field, level);
      const found = field.podWide === true ? right.pod.pod[field.name]?.source : right.sources[0];
      expect(found).toBe(level);
      expect(right.pod.accepted.strict).toBe(true);
      const wrong = explained(field, level === 'pod' ? 'container' : 'pod');
      expect(wrong.pod.accepted.strict).toBe(false);
      expect(wrong.pod.pod[field.name]).toBeUndefined();
      expect(wrong.sources.filter((source) => source === 'pod' || source === 'container')).toEqual([]);
    },
  );
});
