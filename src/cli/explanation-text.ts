import type {
  ClusterMessage,
  ContainerExplanation,
  EffectiveField,
  Explanation,
  Fate,
  Finding,
  PodExplanation,
} from '../manifest/index.ts';
import { asMeant, type Deciders, decidersOf, fateOf, identityOf } from '../manifest/index.ts';
import { remediesText } from './remedies-text.ts';

type Paint = (text: string, code: number) => string;

/** An Explanation as lines a person reads in a terminal; colours only where `colour` says so. */
export function explanationText(explanation: Explanation, colour: boolean): string {
  const paint: Paint = (text, code) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const lines: string[] = [];
  for (const repair of explanation.repairs) lines.push(paint(`Read with a repair: ${repair.message}`, 33));
  if (explanation.repairs.length > 0) lines.push('');
  body(lines, explanation, paint);
  explanation.readings.forEach((reading, i) => {
    lines.push('', paint(`It can also be read another way (${i + 2}):`, 33));
    for (const repair of reading.repairs) lines.push(`  ${repair.message}`);
    lines.push('');
    body(lines, reading, paint);
  });
  return `${lines.join('\n')}\n`;
}

function body(lines: string[], explanation: Explanation, paint: Paint): void {
  for (const message of explanation.messages ?? []) ofMessage(lines, message, paint);
  explanation.pods.forEach((pod, i) => {
    if (i > 0) lines.push('');
    ofPod(lines, pod, decidersOf(explanation.findings), paint);
  });
  if (explanation.findings.length === 0) return;
  lines.push('', paint('Findings', 1));
  for (const finding of explanation.findings) ofFinding(lines, finding, paint);
}

function ofMessage(
  lines: string[],
  { by, line, message, clauses, next, code }: ClusterMessage,
  paint: Paint,
): void {
  lines.push(`${paint(`A message of ${by}`, 1)} (line ${line}): ${message} [${code}]`);
  for (const clause of clauses) {
    lines.push('', `  ${paint(clause.said, 2)}`, `    ${clause.message}`, `    → ${clause.fix}`);
  }
  lines.push('', next);
}

function ofPod(lines: string[], pod: PodExplanation, deciders: Deciders, paint: Paint): void {
  const name = pod.name === null ? pod.kind : `${pod.kind} ${pod.name}`;
  const shown = asMeant(pod);
  const { level, baseline } = shown.security;
  const why = level === 'privileged' && baseline.length > 0 ? ` (${baseline.join(', ')})` : '';
  const mended = shown === pod ? '' : '; with the fixes below:';
  lines.push(
    `${paint(name, 1)} (${pod.path || 'fragment'}, line ${pod.line}): ${acceptedWords(pod, paint)}${mended}; Pod Security: ${level ?? 'not known'}${why}`,
  );
  for (const container of shown.containers) ofContainer(lines, shown, container, deciders, paint);
  lines.push(...remediesText(shown, (text) => paint(text, 1)));
}

function acceptedWords({ accepted: { strict, ignore }, readFrom }: PodExplanation, paint: Paint): string {
  if (ignore === false) return paint('refused by the API server', 31);
  if (strict === true) return paint('accepted', 32);
  if (ignore === true) return paint('refused by kubectl’s strict validation, accepted without it', 33);
  if (readFrom !== undefined)
    return paint('only a part was read, so whether it is accepted is not known', 33);
  if (strict === false)
    return paint('refused by kubectl’s strict validation; not known whether it is accepted without it', 33);
  return paint('not known whether it is accepted: a part of it was not read or is not known', 33);
}

function ofContainer(
  lines: string[],
  pod: PodExplanation,
  container: ContainerExplanation,
  deciders: Deciders,
  paint: Paint,
): void {
  const role = container.role === 'container' ? '' : ` (${container.role})`;
  const name =
    container.assumed === true ? '(any container that sets nothing itself)' : container.name || '(no name)';
  lines.push('', `  ${paint(name, 1)}${role} · ${starts(fateOf(pod, container), paint)}`);
  const { runAsUser: user } = container.fields;
  const identity = identityOf(container, deciders);
  const userOpen = identity.who === 'not-known';
  const rows: [string, string, string][] = Object.entries(container.fields)
    .filter(([, field]) => field.source !== 'unset')
    .map(([key, field]) => [key, shown(field, field === user && userOpen), origin(field)]);
  const wide = Math.max(...rows.map(([key]) => key.length), 0);
  const wider = Math.min(Math.max(...rows.map(([, value]) => value.length), 0), 40);
  for (const [key, value, from] of rows) {
    lines.push(`    ${key.padEnd(wide)}  ${value.padEnd(wider)}  ${paint(from, 2)}`);
  }
  const { uid, gid, groups } = container.process;
  const { runAsUser, runAsGroup, supplementalGroups } = container.fields;
  const known = (id: number | null, field: EffectiveField | undefined): string => {
    if (id !== null) return String(id);
    if (field?.unknown === true) return 'not known';
    return typeof field?.value === 'number' ? `none (${field.value} is no id)` : 'from the image';
  };
  const list = groups.length === 0 ? 'from the image' : groups.join(', ');
  const others = supplementalGroups?.unknown === true ? 'not known' : list;
  lines.push(
    `    id: uid ${userOpen ? 'not known' : (container.process.username ?? known(uid, runAsUser))}, gid ${known(gid, runAsGroup)}, groups ${others}`,
  );
}

/** So many lines are named that a verdict hangs on. */
const MOST_PLACES = 5;

function starts(start: Fate, paint: Paint): string {
  if (start.verdict === 'starts') return paint('the kubelet starts it', 32);
  if (start.verdict === 'refused') return paint(`does not start: ${start.reason}`, 31);
  if (start.verdict === 'pod-refused') return paint(`the kubelet refuses the pod: ${start.reason}`, 31);
  if (start.verdict === 'not-created') return paint('not created', 31);
  if (start.verdict === 'not-known') {
    const where = `${start.lines.length === 1 ? 'line' : 'lines'} ${start.lines.slice(0, MOST_PLACES).join(', ')}`;
    const why = start.field === undefined ? `${where} may change it` : `${start.field} is not (${where})`;
    return paint(`not known whether it starts: ${why}`, 33);
  }
  const cases = start.cases.map(({ imageUser, start: then }) => {
    const user = imageUser === '' ? 'no USER' : `USER ${imageUser}`;
    return `${user}: ${then.verdict === 'starts' ? 'starts' : 'refused'}`;
  });
  return paint(`depends on the image (${cases.join('; ')})`, 33);
}

function shown(field: EffectiveField, notKnown: boolean): string {
  if (notKnown || field.unknown === true) return 'not known';
  if (field.username !== undefined) return field.username;
  if (field.source === 'image' && field.value === null) return "the image's USER";
  return typeof field.value === 'string' ? field.value : JSON.stringify(field.value);
}

function origin(field: EffectiveField): string {
  const line = field.line === undefined ? '' : `, line ${field.line}`;
  const lost = field.overrides;
  const over =
    lost === undefined
      ? ''
      : `; overrides ${lost.unknown === true ? 'what is not known' : JSON.stringify(lost.value)} (${lost.source}, line ${lost.line})`;
  return `${field.source}${line}${over}`;
}

const COLOURS = { error: 31, warning: 33, hint: 36 } as const;

function ofFinding(lines: string[], finding: Finding, paint: Paint): void {
  const place = finding.line === undefined ? '' : `line ${finding.line}: `;
  lines.push(
    `  ${paint(finding.severity, COLOURS[finding.severity])} ${place}${finding.message} [${finding.code}]`,
  );
  if (finding.fix !== undefined) lines.push(`    → ${finding.fix}`);
}
