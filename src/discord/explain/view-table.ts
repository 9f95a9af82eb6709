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
  readonly line: number | undefined;
  readonly unknown?: true;
}

/** Longest value in the table; the container in full has all of it. */
const VALUE_MAX = 60;

/** One line: what the pod sets, once for all its containers; empty where it sets nothing. */
export function podLine(pod: PodExplanation, detail: Detail): Shown {
  const sets = [...setsOf(pod)];
  if (sets.length === 0) return said``;
  const parts = sets.map(([name, { value, line, unknown }], i) => {
    const shown =
      unknown === true ? said`not known` : code(valueText(value), Math.min(VALUE_MAX, detail.value));
    return said`${shortName(name)} ${shown}${place(line, i === 0)}`;
  });
  return said`**The pod sets** ${joined(parts, ' · ')}`;
}

function setsOf(pod: PodExplanation): ReadonlyMap<string, PodSets> {
  const sets = new Map<string, PodSets>();
  for (const { fields } of pod.containers)
    for (const [name, field] of Object.entries(fields)) {
      const set =
        field.source === 'pod' ? field : field.overrides?.source === 'pod' ? field.overrides : undefined;
      if (set === undefined || sets.has(name)) continue;
      const { value, line, unknown } = set;
      sets.set(name, { value, line, ...(unknown === true ? { unknown } : {}) });
    }
  for (const [name, { value, line, unknown }] of Object.entries(pod.pod))
    sets.set(name, { value, line, ...(unknown === true ? { unknown } : {}) });
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

/** One container in a line: who it runs as, and only what differs from the pod, each with its level and line. */
export function containerLine(
  written: PodExplanation,
  container: ContainerExplanation,
  { stoppedBy, deciders }: Scene,
  detail: Detail,
): Shown {
  const stopped = stoppedBy(written) !== undefined;
  const fate = fateOf(asMeant(written), container);
  const { user, but } = whoOf(container, deciders, detail);
  const { runAsUser } = container.fields;
  const role = ROLE_WORDS[container.role];
  const head = said`${stopped ? '' : SIGNS[fate.verdict]}${code(nameOf(container), detail.name)}${role === '' ? '' : ` (${role})`} **${user}**${but === '' ? '' : `, ${but}`}${levelOf(runAsUser)}`;
  const own = Object.entries(container.fields)
    .filter(([name, field]) => name !== 'runAsUser' && differs(field))
    .map(([name, field]) => ownField(name, field, detail));
  return joined([head, ...own, ...(stopped ? [] : fateParts(fate))], ' · ');
}

/** Set on the container itself (or by an annotation): what the pod sets is told in the pod's line. */
function differs({ source }: EffectiveField): boolean {
  return source === 'container' || source === 'annotation';
}

function ownField(name: string, field: EffectiveField, detail: Detail): Shown {
  const value =
    field.unknown === true
      ? said`not known`
      : code(valueText(field.value), Math.min(VALUE_MAX, detail.value));
  return said`${shortName(name)} ${value}${place(field.line, false)}`;
}

function fateParts(fate: Fate): readonly Shown[] {
  return fate.verdict === 'depends-on-image' ? [casesWords(fate.cases)] : [];
}

function levelOf(field: EffectiveField | undefined): string {
  if (field === undefined || !isSet(field.source)) return '';
  return ` (${field.source}${field.line === undefined ? '' : `, line ${field.line}`})`;
}

const SHORT: Readonly<Record<string, string>> = { runAsUser: 'UID', runAsGroup: 'GID' };

function shortName(name: string): string {
  return SHORT[name] ?? `\`${name}\``;
}

function place(line: number | undefined, first: boolean): string {
  return line === undefined ? '' : ` (${first ? 'line ' : ''}${line})`;
}
