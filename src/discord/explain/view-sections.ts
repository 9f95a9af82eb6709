import type {
  ContainerExplanation,
  EffectiveField,
  Explanation,
  Finding,
  PodExplanation,
  Repair,
  Severity,
} from '../../manifest/explanation.ts';
import { asMeant } from '../../manifest/fate.ts';
import { joined, type Shown, said } from '../platform/components.ts';
import { CARD, code, type Detail, sentence, valueText } from '../platform/markdown.ts';
import { fieldLine, identityWords, nameOf, otherFields } from './view-container.ts';

const SIGN: Readonly<Record<Severity, string>> = { error: '⛔', warning: '⚠️', hint: '💡' };
const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

/** Errors first, each severity in the order of the paste. */
export function sortedFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

/** Sign, line, path; the sentence; the fix. */
export function findingBlock(finding: Finding, detail: Detail): Shown {
  const place = [
    ...(finding.line === undefined ? [] : [`**line ${finding.line}**`]),
    ...(finding.path === '' ? [] : [code(finding.path, detail.value)]),
  ];
  const where = place.length === 0 ? '**whole paste**' : joined(place, ' · ');
  return joined(
    [
      said`${SIGN[finding.severity]} ${where}`,
      sentence(finding.message, detail.sentence),
      ...(finding.fix === undefined ? [] : [said`-# → ${sentence(finding.fix, detail.sentence)}`]),
    ],
    '\n',
  );
}

/** `2 errors, 1 warning`; empty when there is nothing to say. */
export function findingsCount(findings: readonly Finding[]): string {
  const count = (severity: Severity, one: string, many: string): readonly string[] => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`];
  };
  return [
    ...count('error', 'error', 'errors'),
    ...count('warning', 'warning', 'warnings'),
    ...count('hint', 'hint', 'hints'),
  ].join(', ');
}

/** `Deployment web · namespace shop · line 1`. */
export function podTitle(pod: PodExplanation, detail: Detail): Shown {
  const nameless = pod.readFrom === undefined ? 'without a name' : '';
  const name = pod.name === null ? nameless : code(pod.name, detail.name);
  const namespace = pod.namespace === null ? '' : said` · namespace ${code(pod.namespace, detail.name)}`;
  const kind = sentence(pod.kind, detail.name);
  return said`**${name === '' ? kind : said`${kind} ${name}`}**${namespace} · line ${pod.line}`;
}

/** Whether the API server would take it at all; empty when it does. */
export function acceptance(pod: PodExplanation): string {
  const { strict, ignore } = pod.accepted;
  if (pod.mended !== undefined)
    return '⛔ **The API server refuses this manifest** as it stands. With the fixes told below it would be:';
  if (ignore === false)
    return '⛔ **The API server refuses this manifest.** Below is what it says all the same:';
  if (ignore === null && pod.readFrom !== undefined) return '';
  if (strict === null)
    return '❔ **Not known whether this is accepted:** a part of it was not read or is not known.';
  if (ignore === null)
    return '⚠️ **`kubectl apply` refuses this manifest** for its unknown fields. Whether it is accepted without strict validation is not known.';
  if (strict) return '';
  return '⚠️ **`kubectl apply` refuses this manifest** for its unknown fields. Without strict validation they are dropped:';
}

/** Pod-level fields that every container has from the same line: told once instead of in every container. */
export function sharedFields(pod: PodExplanation): ReadonlyMap<string, EffectiveField> {
  const [first, ...rest] = pod.containers;
  if (first === undefined || rest.length === 0) return new Map();
  const same = (name: string, field: EffectiveField): boolean =>
    rest.every((container) => sameField(container.fields[name], field));
  return new Map(otherFields(first).filter(([name, field]) => field.source === 'pod' && same(name, field)));
}

/** What holds for all containers, and the settings of the pod itself; empty when nothing is set. */
export function podBlock(
  pod: PodExplanation,
  shared: ReadonlyMap<string, EffectiveField>,
  detail: Detail,
): Shown {
  const lines = [...shared, ...Object.entries(pod.pod).filter(([name]) => !shared.has(name))].map(
    ([name, field]) => fieldLine(name, field, detail),
  );
  return lines.length === 0 ? said`` : joined(['**The whole pod**', ...lines], '\n');
}

/** The Pod Security level met, and what keeps the pod from the next one. */
export function securityBlock(pod: PodExplanation, detail: Detail): Shown {
  const { level } = pod.security;
  if (level === null)
    return said`🔒 Pod Security: **not known**, since something that decides it is missing, was not read or is not known`;
  const head = `🔒 Pod Security: **${level}**`;
  if (level === 'restricted') return said`${head}, the strictest`;
  const next = level === 'privileged' ? 'baseline' : 'restricted';
  const reasons = pod.security[next];
  const most = detail.value === Infinity ? reasons.length : 8;
  const more = reasons.length - most;
  const { text, cut } = joined(
    [
      `${head}. What keeps it from *${next}*:`,
      ...reasons.slice(0, most).map((reason) => said`- ${code(reason, detail.value)}`),
      ...(more > 0 ? [`- and ${more} more`] : []),
    ],
    '\n',
  );
  return { text, cut: cut || more > 0 };
}

/** One thing that had to be done to the paste before it could be read. */
export function repairBlock(repair: Repair, detail: Detail): Shown {
  return said`🔧 ${sentence(repair.message, detail.sentence)}`;
}

/** One line that says how a reading ends: `app UID 2000 (container), GID 3000 (pod)`. At most three containers. */
export function readingSummary(explanation: Explanation): Shown {
  const containers = allContainers(explanation);
  const shown = containers
    .slice(0, 3)
    .map((each) => said`${code(nameOf(each), 24)} ${identityWords(each, CARD)}`);
  const more = containers.length - shown.length;
  return said`${joined(shown, '; ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The containers of all pods, in the order of the paste, slips mended. */
export function allContainers(explanation: Explanation): readonly ContainerExplanation[] {
  return explanation.pods.flatMap((pod) => asMeant(pod).containers);
}

function sameField(a: EffectiveField | undefined, b: EffectiveField): boolean {
  return (
    a !== undefined &&
    a.source === b.source &&
    a.line === b.line &&
    a.overrides === undefined &&
    b.overrides === undefined &&
    valueText(a.value) === valueText(b.value)
  );
}

/** The repairs that all readings share: they are told once. */
export function sharedRepairs(all: readonly (readonly Repair[])[]): readonly Repair[] {
  const [first = [], ...rest] = all;
  return first.filter((repair) =>
    rest.every((others) =>
      others.some((each) => each.code === repair.code && each.message === repair.message),
    ),
  );
}

/** A reading's repairs without those told already. */
export function ownRepairs(repairs: readonly Repair[], shared: readonly Repair[]): readonly Repair[] {
  return repairs.filter(
    (repair) => !shared.some((each) => each.code === repair.code && each.message === repair.message),
  );
}
