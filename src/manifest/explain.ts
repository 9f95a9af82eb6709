import { doubtsByDocument } from './doubts.ts';
import type { LineOf } from './effective.ts';
import {
  type ExplainOptions,
  type Explanation,
  type Finding,
  ManifestError,
  type PodExplanation,
} from './explanation.ts';
import { asMeant } from './fate.ts';
import {
  escapeRefused,
  findingsOf,
  notReadFinding,
  pasteFindings,
  problemWords,
  refusalFinding,
  refusedAsPasted,
  tabsRefused,
} from './findings.ts';
import { fragmentFinding, fragmentRoot } from './fragment.ts';
import { type Located, locate } from './locate.ts';
import { spacedText, spaceFindings } from './mend/spaces.ts';
import { judge } from './object.ts';
import { type Reading, readPaste, reindent, repair } from './read/index.ts';
import { type Doubts, moreDoubts, NO_DOUBTS } from './read/pasted.ts';
import { withoutBadPieces } from './read/seams.ts';
import { asWritten } from './read/written.ts';
import { stopsBefore } from './stops.ts';
import { readYaml, withKnownEscapes } from './yaml/index.ts';
import type { Yaml, YamlProblem } from './yaml/node.ts';

/**
 * Explains what was pasted: every container's effective values, where each came from, whether it starts, and what
 * is wrong. Throws a ManifestError for a paste that cannot be read or holds no pod spec.
 */
export function explain(paste: string, options: ExplainOptions = {}): Explanation {
  return explainRest(paste, NO_DOUBTS, options);
}

/** As `explain`, for a text that is what is left of a paste: `doubts` tell by lines of the text what it leaves open. */
export function explainRest(paste: string, doubts: Doubts, options: ExplainOptions = {}): Explanation {
  const [main, ...others] = readingsOf(paste).map((one) => withDoubts(one, doubts));
  if (main === undefined) throw new RangeError('a paste with no reading');
  const first = explainReading(main, options);
  if (others.length === 0) return first;
  return {
    ...first,
    readings: [...first.readings, ...others.map((reading) => explainReading(reading, options))],
  };
}

function withDoubts(parsed: Parsed, more: Doubts): Parsed {
  if (more === NO_DOUBTS) return parsed;
  const doubts = moreDoubts(parsed.reading.doubts ?? NO_DOUBTS, more);
  return { ...parsed, reading: { ...parsed.reading, doubts } };
}

/** Every reading with its documents. A text that looked clean and is not gets the second look that the others get. */
function readingsOf(paste: string): readonly Parsed[] {
  const [first, ...others] = readPaste(paste);
  if (others.length > 0 || first.repairs.length > 0 || first.text !== paste) return all([first, ...others]);
  const yaml = readYaml(first.text);
  if (yaml.problem === undefined) return [{ reading: first, yaml, refused: [] }];
  try {
    const again = repair(paste);
    if (again.some((reading) => reading.text !== paste)) return all(again);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
  }
  return all([first]);

  function all(readings: readonly Reading[]): readonly Parsed[] {
    return readings.flatMap((reading) => parsed(reading, paste));
  }
}

/** The reading that `explain` puts first: the text of it, and what it leaves open. Throws as `explain` does. */
export function readingOf(paste: string): Reading {
  const [first] = readingsOf(paste);
  if (first === undefined) throw new RangeError('a paste with no reading');
  return first.reading;
}

/** A reading with its documents; `refused`: why kubectl does not take the paste as it stands. */
interface Parsed {
  readonly reading: Reading;
  readonly yaml: Yaml;
  readonly refused: readonly Finding[];
}

/** What the YAML reader refuses for this is a line that stands too far left or right. */
const INDENTATION_PROBLEMS: ReadonlySet<string> = new Set([
  'map-indentation',
  'list-indentation',
  'misplaced-list',
  'misplaced-key',
  'misplaced-value',
]);

/**
 * The documents of a reading. Colons that lack their space are read as if they had it. Where only the indentation
 * keeps the text from being YAML, it is rebuilt from the shape of the API, unless that leaves a key without a place;
 * that kubectl refuses it as pasted is still said.
 */
function parsed(read: Reading, paste: string): readonly Parsed[] {
  const joined = withoutBadPieces({ reading: read, yaml: readYaml(read.text) }, readYaml);
  if (joined.yaml.problem?.code === 'bad-escape') return escaped(joined.reading, joined.yaml.problem, paste);
  const { reading, yaml } = joined;
  const refused = reading.repairs.some(({ code }) => code === 'tabs') ? [tabsRefused(paste)] : [];
  const { problem } = yaml;
  const spaced = problem === undefined ? undefined : spacedText(reading.text, problem);
  if (problem !== undefined && spaced !== undefined) {
    const told = spaceFindings(spaced.glued, problem, (line) => reading.lines[line - 1] ?? line);
    return [{ reading, yaml: spaced.yaml, refused: [...refused, ...told] }];
  }
  if (problem !== undefined && INDENTATION_PROBLEMS.has(problem.code)) {
    const again = reindented(reading).map((one) => ({ reading: one, yaml: readYaml(one.text) }));
    const sound = again.every(
      (one) =>
        one.yaml.problem === undefined &&
        one.reading.repairs.every(({ code }) => code !== 'key-out-of-place'),
    );
    const line = reading.lines[problem.line - 1] ?? problem.line;
    if (again.length > 0 && sound)
      return again.map((one) => ({ ...one, refused: [...refused, refusedAsPasted(problem, line)] }));
  }
  return [{ reading, yaml, refused }];
}

/** The readings of a text with its unknown escapes read as meant; that kubectl refuses them is said. */
function escaped(read: Reading, problem: YamlProblem, paste: string): readonly Parsed[] {
  const finding = escapeRefused(problem, read.lines[problem.line - 1] ?? problem.line);
  const text = withKnownEscapes(read.text);
  const yaml = readYaml(text);
  if (text === read.text || yaml.problem?.code === 'bad-escape')
    return [{ reading: read, yaml: readYaml(read.text), refused: [] }];
  return parsed({ ...read, text }, paste).map((one) => ({ ...one, refused: [finding, ...one.refused] }));
}

/** Too large to rebuild is no worse than it was: the YAML reader's own words stay. */
function reindented(reading: Reading): readonly Reading[] {
  try {
    return reindent(reading) ?? [];
  } catch (error) {
    if (error instanceof ManifestError) return [];
    throw error;
  }
}

function explainReading({ reading, yaml, refused }: Parsed, options: ExplainOptions): Explanation {
  const manifest = asWritten(reading.text, (i) => reading.lines[i], reading.written);
  const told = [...refused, ...(reading.findings ?? [])];
  const { pods, findings, second } = judgeAll(reading, yaml, options, told);
  const lost = [...(reading.doubts?.unread ?? [])].sort((a, b) => a - b);
  const unread = lost.length === 0 ? {} : { unread: lost };
  const notRead = lost.length === 0 ? [] : [notReadFinding(lost)];
  return {
    pods,
    findings: [
      ...refused,
      ...notRead,
      ...strangerFindings(pods, options),
      ...(reading.findings ?? []),
      ...findings,
    ],
    repairs: reading.repairs,
    ...unread,
    readings:
      second === undefined
        ? []
        : [{ ...second, repairs: reading.repairs, ...unread, readings: [], manifest }],
    manifest,
  };
}

/** Who is given an image's USER, and is no container of the manifest. */
function strangerFindings(pods: readonly PodExplanation[], options: ExplainOptions): readonly Finding[] {
  const named = Object.keys(options.imageUsers ?? {}).filter((name) => name !== '*');
  if (named.length === 0) return [];
  const names = new Set(pods.flatMap((pod) => asMeant(pod).containers.map(({ name }) => name)));
  const shown = [...names].filter((name) => name !== '').slice(0, MOST_NAMES);
  const known = shown.map((name) => `\`${name}\``).join(', ');
  return named
    .filter((name) => !names.has(name))
    .map((name) => ({
      severity: 'warning',
      code: 'no-such-container',
      path: '',
      message: `You said what USER the image of \`${name}\` has, but no container here has that name, so it changes nothing.`,
      fix:
        known === '' ? 'Leave the name out: the USER is then that of every image.' : `Name one of ${known}.`,
    }));
}

/** Names of containers that are offered in place of one that does not exist. */
const MOST_NAMES = 8;

interface Result {
  readonly pods: Explanation['pods'];
  readonly findings: readonly Finding[];
  readonly second?: { readonly pods: Explanation['pods']; readonly findings: readonly Finding[] };
}

/** The reading of documents that were parsed already; `told`: findings about the text, at some of which kubectl stops. */
export function judgeAll(
  reading: { readonly text: string; readonly lines: readonly number[]; readonly doubts?: Doubts },
  yaml: Yaml,
  options: ExplainOptions,
  told: readonly Finding[] = [],
): Result {
  const line: LineOf = (number) => reading.lines[number - 1] ?? number;
  const objects = locate(yaml);
  const doubts = doubtsByDocument(reading.doubts, yaml, line);
  const sent = stopsBefore(told, yaml, line);
  const pods: PodExplanation[] = [];
  const findings: Finding[] = [...pasteFindings(yaml, line)];
  let second: Result['second'];
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
    for (const one of findingsOf(judged, line)) findings.push(one);
    if (other?.type !== undefined) {
      const also = judge(other, other.type, line, options, doubts(located.yamlDocument));
      second = { pods: [sent(also)], findings: findingsOf(also, line) };
    }
  }
  if (pods.length === 0) throw nothingToExplain(objects, findings, yaml, line);
  const result = { pods, findings };
  return second === undefined ? result : { ...result, second };
}

function nothingToExplain(
  objects: readonly Located[],
  findings: readonly Finding[],
  yaml: Yaml,
  line: LineOf,
): ManifestError {
  if (yaml.problem !== undefined) {
    const { line: where, column } = yaml.problem;
    const message = problemWords(yaml.problem);
    return new ManifestError('not-yaml', `This is not YAML that Kubernetes can read: ${message}.`, {
      line: line(where),
      column,
    });
  }
  const refused = findings.find(
    (finding) => finding.code === 'cannot-decode' || finding.code === 'no-such-kind',
  );
  if (refused !== undefined) {
    const at = refused.line === undefined ? undefined : { line: refused.line };
    return new ManifestError(refused.code, [refused.message, refused.fix ?? ''].join(' ').trim(), at);
  }
  const kinds = [...new Set(objects.map((object) => object.kind).filter((kind) => kind !== undefined))];
  if (kinds.length > 0) {
    const said = kinds.slice(0, 3).join(', ');
    return new ManifestError(
      'no-pod-spec',
      `This holds ${said}, which has no pod spec and so runs nothing. Paste the Pod or the workload (kubectl get deployment NAME -o yaml).`,
    );
  }
  return new ManifestError(
    'nothing-here',
    'There is no object in this paste. Paste a manifest, for instance the output of kubectl get pod NAME -o yaml.',
  );
}
