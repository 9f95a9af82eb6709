import { doubtsByDocument } from './doubts.ts';
import type { LineOf } from './effective.ts';
import { type Explanation, type Finding, ManifestError, type PodExplanation } from './explanation.ts';
import { findingsOf, pasteFindings, problemWords, refusalFinding } from './findings.ts';
import { fragmentFinding, fragmentRoot } from './fragment.ts';
import { kindsWithoutPods } from './kinds/without-pods.ts';
import { type Located, locate } from './locate.ts';
import { type JudgeOptions, judge } from './object.ts';
import { headerFindings, insideFindings, partFindings } from './part-findings.ts';
import type { Doubts } from './read/pasted.ts';
import { stopsBefore } from './stops.ts';
import type { Yaml } from './yaml/node.ts';

interface Result {
  readonly pods: Explanation['pods'];
  readonly findings: readonly Finding[];
  readonly second?: { readonly pods: Explanation['pods']; readonly findings: readonly Finding[] };
}

/** What judging needs to know of a text beside its documents. */
interface Beside {
  /** Findings about the text, at some of which kubectl stops. */
  readonly told?: readonly Finding[];
  readonly objects?: readonly Located[];
}

/** More pods or pieces of one are not explained together: nobody would read it, and each takes its time. */
const MOST_PODS = 1_000;

/** @throws ManifestError `too-many-pods`, before any of them is judged. */
export function refuseManyPods(objects: readonly Located[]): void {
  const count = objects.filter(({ type, fragment }) => type !== undefined || fragment !== undefined).length;
  if (count <= MOST_PODS) return;
  throw new ManifestError(
    'too-many-pods',
    `More than ${MOST_PODS} pods or pieces of pods are not explained at once. Paste fewer of them, or send them in several files.`,
  );
}

/** The reading of documents that were parsed already. */
export function judgeAll(
  reading: { readonly text: string; readonly lines: readonly number[]; readonly doubts?: Doubts },
  yaml: Yaml,
  options: JudgeOptions,
  { told = [], objects = locate(yaml, reading.text) }: Beside = {},
): Result {
  refuseManyPods(objects);
  const line: LineOf = (number) => reading.lines[number - 1] ?? number;
  const doubts = doubtsByDocument(reading.doubts, yaml, line);
  const sent = stopsBefore(told, yaml, line);
  const pods: PodExplanation[] = [];
  const findings: Finding[] = [...pasteFindings(yaml, line)];
  const secondPods: PodExplanation[] = [];
  const secondFindings: Finding[] = [];
  for (const located of objects) {
    const whole = fragmentRoot(located);
    const readings = whole.length > 0 ? whole : [located];
    const [object, other] = readings;
    if (object?.type === undefined) {
      if (located.refused !== undefined) findings.push(refusalFinding(located, line));
      continue;
    }
    const judged = judge(object, object.type, line, options, doubts(located.yamlDocument));
    pods.push(sent(judged));
    if (located.fragment !== undefined) findings.push(fragmentFinding(located, other !== undefined, line));
    for (const one of insideFindings(located, line)) findings.push(one);
    for (const one of headerFindings(located, line)) findings.push(one);
    const found = findingsOf(judged, line);
    for (const one of located.part === undefined ? found : partFindings(located.part, found, line))
      findings.push(one);
    if (other?.type !== undefined) {
      const also = judge(other, other.type, line, options, doubts(located.yamlDocument));
      secondPods.push(sent(also));
      for (const one of findingsOf(also, line)) secondFindings.push(one);
    }
  }
  if (pods.length === 0) throw nothingToExplain(objects, findings, yaml, line);
  const result = { pods, findings };
  if (secondPods.length === 0) return result;
  return { ...result, second: { pods: secondPods, findings: secondFindings } };
}

function nothingToExplain(
  objects: readonly Located[],
  findings: readonly Finding[],
  yaml: Yaml,
  line: LineOf,
): ManifestError {
  if (yaml.problem !== undefined) {
    const { line: where, column } = yaml.problem;
    const { json } = yaml.problem;
    const why = problemWords(yaml.problem);
    const message =
      json === undefined
        ? `This is not YAML that Kubernetes can read: ${why}.`
        : `This is neither JSON nor YAML that Kubernetes can read. kubectl takes it for JSON: ${json}. As YAML: ${why}.`;
    return new ManifestError('not-yaml', message, {
      line: line(where),
      column,
    });
  }
  const refused = findings.find(
    (finding) => finding.code === 'cannot-decode' || finding.code === 'no-such-kind',
  );
  if (refused !== undefined && objects.every(({ root }) => root.kind === 'seq')) {
    const at = refused.line === undefined ? undefined : { line: refused.line };
    const message =
      'This is a list, and none of its items is an object, a container or an operation of a patch. Paste the manifest itself: kubectl get pod NAME -o yaml prints it.';
    return new ManifestError(refused.code, message, at);
  }
  if (refused !== undefined) {
    const at = refused.line === undefined ? undefined : { line: refused.line };
    return new ManifestError(refused.code, [refused.message, refused.fix ?? ''].join(' ').trim(), at);
  }
  const without = kindsWithoutPods(objects);
  if (without !== undefined) return without;
  return new ManifestError(
    'nothing-here',
    'There is no object in this paste. Paste a manifest, for instance the output of kubectl get pod NAME -o yaml.',
  );
}
