import type {
  ContainerExplanation,
  EffectiveField,
  Json,
  PodExplanation,
} from '../../manifest/explanation.ts';
import { asMeant, type Fate, fateOf } from '../../manifest/fate.ts';
import { joined, type Shown, said } from '../platform/components.ts';
import { code, type Detail, valueText } from '../platform/markdown.ts';
import { isSet, nameOf, ROLE_WORDS, type Scene } from './view-container.ts';
import { casesWords, whoOf } from './view-who.ts';

/** What the pod itself sets of a field, and where. */
interface PodSets {
  readonly value: Json;
  readonly line?: number;
  readonly unknown?: true;
}

/** Longest value in the table; the container in full has all of it. */
const VALUE_MAX = 60;

/** One line: what the pod sets, once for all its containers; empty where it sets nothing. */
export function podLine(pod: PodExplanation, detail: Detail): Shown {
  const sets = [...setsOf(pod)];
  if (sets.length === 0) return said``;
  const parts = sets.map(([name, set], i) => valueAt(name, set, detail, i === 0));
  return said`-# **Pod:** ${joined(parts, ' · ')}`;
}

function setsOf(pod: PodExplanation): ReadonlyMap<string, PodSets> {
  const sets = new Map<string, PodSets>();
  for (const { fields } of pod.containers)
    for (const [name, field] of Object.entries(fields)) {
      const set =
        field.source === 'pod' ? field : field.overrides?.source === 'pod' ? field.overrides : undefined;
      if (set === undefined || sets.has(name)) continue;
      const { value, line, unknown } = set;
      sets.set(name, {
        value,
        ...(line === undefined ? {} : { line }),
        ...(unknown === true ? { unknown } : {}),
      });
    }
  const [groups, fsGroup] = [sets.get('supplementalGroups'), sets.get('fsGroup')];
  // The kubelet hands fsGroup on as the first of them.
  if (groups !== undefined && Array.isArray(groups.value) && groups.value[0] === fsGroup?.value)
    sets.set('supplementalGroups', { ...groups, value: groups.value.slice(1) });
  for (const [name, { value, line, unknown }] of Object.entries(pod.pod))
    sets.set(name, {
      value,
      ...(line === undefined ? {} : { line }),
      ...(unknown === true ? { unknown } : {}),
    });
  return sets;
}

const SIGNS: Readonly<Record<Fate['verdict'], string>> = {
  starts: '✅ ',
  refused: '⛔ ',
  'pod-refused': '',
  'not-created': '',
  'depends-on-image': '❔ ',
  'not-known': '❔ ',
};

/** One container in a line of small print: who it runs as, what says so and what differs from the pod, by level and line. */
export function containerLine(
  written: PodExplanation,
  container: ContainerExplanation,
  { stoppedBy, deciders }: Scene,
  detail: Detail,
): Shown {
  const stopped = stoppedBy(written) !== undefined;
  const fate = fateOf(asMeant(written), container);
  const { user, but } = whoOf(container, deciders, detail);
  const role = ROLE_WORDS[container.role];
  const name = said`${stopped ? '' : SIGNS[fate.verdict]}${code(nameOf(container), detail.name)}${role === '' ? '' : ` (${role})`}`;
  const head = said`${name} **${user}**${but === '' ? '' : `, ${but}`}${levelOf(container.fields.runAsUser)}`;
  const own = Object.entries(container.fields)
    .filter(
      ([field, { source }]) => field !== 'runAsUser' && (source === 'container' || source === 'annotation'),
    )
    .map(([field, set]) => valueAt(field, set, detail, false));
  const waits = !stopped && fate.verdict === 'depends-on-image' ? [casesWords(fate.cases)] : [];
  const below = [...own, ...waits];
  return said`-# ${joined([head, ...below], ' · ')}`;
}

/** ` (container 12)`: the level and the line that decide the user. */
function levelOf(field: EffectiveField | undefined): string {
  if (field === undefined || !isSet(field.source)) return '';
  return ` (${field.source}${field.line === undefined ? '' : ` ${field.line}`})`;
}

/** `GID 3000 (line 7)`. */
function valueAt(name: string, { value, line, unknown }: PodSets, detail: Detail, first: boolean): Shown {
  const short = name === 'runAsUser' ? 'UID' : name === 'runAsGroup' ? 'GID' : name;
  return said`${short} ${unknown === true ? said`not known` : plain(value, detail)}${place(line, first)}`;
}

/** Numbers and booleans as they are, and what a stranger may have written as code. */
function plain(value: Json, detail: Detail): Shown {
  return typeof value === 'number' || typeof value === 'boolean'
    ? said`${String(value)}`
    : code(valueText(value), Math.min(VALUE_MAX, detail.value));
}

function place(line: number | undefined, first: boolean): string {
  return line === undefined ? '' : ` (${first ? 'line ' : ''}${line})`;
}
