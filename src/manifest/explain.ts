import { doubtsByDocument } from './doubts.ts';
import type { LineOf } from './effective.ts';
import { type Source, sourceIn } from './embedded/index.ts';
import { languageOf } from './embedded/languages.ts';
import {
  type ClusterMessage,
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
import { kindsWithoutPods } from './kinds/without-pods.ts';
import { type Located, locate, locatePatch } from './locate.ts';
import { spacedText, spaceFindings } from './mend/spaces.ts';
import { messagesIn } from './messages/index.ts';
import { type JudgeOptions, judge } from './object.ts';
import { headerFindings, insideFindings, partFindings } from './part-findings.ts';
import type { Target } from './patches/part.ts';
import { inLines, type Reading, readPaste, reindent, repair } from './read/index.ts';
import { type Doubts, moreDoubts, NO_DOUBTS } from './read/pasted.ts';
import { withoutBadPieces } from './read/seams.ts';
import { asWritten } from './read/written.ts';
import { stopsBefore } from './stops.ts';
import { readYaml, withKnownEscapes } from './yaml/index.ts';
import type { Yaml, YamlProblem } from './yaml/node.ts';

/**
 * Explains what was pasted: every container's effective values, where each came from, whether it starts, and what
 * is wrong; of a paste that is a message of the cluster, what it means. Throws a ManifestError for a paste that is
 * neither.
 */
export function explain(paste: string, options: ExplainOptions = {}): Explanation {
  try {
    return withMessages(paste, options);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const messages = messagesIn(paste);
    if (messages.length === 0) throw languageOf(paste) ?? error;
    return { pods: [], findings: [], repairs: [], readings: [], messages, manifest: paste };
  }
}

/**
 * What stands around a manifest may say why it was pasted, and even which USER the image has: looked at only where
 * something was left out.
 */
function withMessages(paste: string, options: ExplainOptions): Explanation {
  const explanation = explainSource(paste, options);
  if (explanation.repairs.length === 0) return explanation;
  const messages = messagesIn(paste);
  if (messages.length === 0) return explanation;
  const imageUsers = imageUsersSaid(messages, explanation);
  const known = { ...options, imageUsers: { ...imageUsers, ...options.imageUsers } };
  return { ...(imageUsers === undefined ? explanation : explainSource(paste, known)), messages };
}

/** By the container a message names; where none of that name is there, the only one it can be about. */
function imageUsersSaid(
  messages: readonly ClusterMessage[],
  { pods }: Explanation,
): Readonly<Record<string, string>> | undefined {
  const said = messages.flatMap(({ imageUser, clauses }) =>
    imageUser === undefined ? [] : [[clauses[0]?.containers[0] ?? '*', imageUser] as const],
  );
  if (said.length === 0) return undefined;
  const names = new Set(pods.flatMap(({ containers }) => containers.map(({ name }) => name)));
  const [only] = said;
  const unnamed = said.length === 1 && only !== undefined && !names.has(only[0]) && names.size === 1;
  return Object.fromEntries(unnamed ? [['*', only[1]]] : said);
}

function explainSource(paste: string, options: ExplainOptions): Explanation {
  const source = sourceIn(paste);
  if (source === undefined) return explainText(paste, options);
  const { findings, patch } = source;
  const all = known(source, options);
  const inside =
    patch === undefined
      ? explainText(source.text, all, { lines: source.lines })
      : explainPatch(source.text, patch, all);
  if (inside === undefined) return explainText(paste, options);
  const found = (one: Explanation): Explanation => ({ ...one, findings: [...findings, ...one.findings] });
  return { ...found(inside), readings: inside.readings.map(found) };
}

/** What is asked, with what stands around the manifest; what whoever asks says of an image wins. */
export function known(source: Source | undefined, options: ExplainOptions): JudgeOptions {
  const { filled, imageUsers, refused } = source ?? {};
  return {
    ...options,
    ...(refused === undefined ? {} : { refused }),
    ...(filled === undefined ? {} : { filled }),
    ...(imageUsers === undefined ? {} : { imageUsers: { ...imageUsers, ...options.imageUsers } }),
  };
}

/** What is known of a text that is only what is left of a paste. */
interface TextOptions {
  /** The line of the paste for each line of the text, where the two are not the same. */
  readonly lines?: readonly number[] | undefined;
  /** What it leaves open beside what shows in it, by lines of the text. */
  readonly doubts?: Doubts;
}

/** The same for a text that is the manifest itself. */
export function explainText(
  text: string,
  options: JudgeOptions,
  { lines, doubts = NO_DOUBTS }: TextOptions = {},
): Explanation {
  const [main, ...others] = readingsOf(text, lines).map((one) => withDoubts(one, doubts));
  if (main === undefined) throw new RangeError('a paste with no reading');
  const first = explainReading(main, options);
  if (others.length === 0) return first;
  return {
    ...first,
    readings: [...first.readings, ...others.map((reading) => explainReading(reading, options))],
  };
}

/** The patch of a command; undefined where it is not about a pod. */
function explainPatch(text: string, target: Target, options: JudgeOptions): Explanation | undefined {
  const yaml = readYaml(text);
  const objects = locatePatch(yaml, target);
  if (objects.length === 0) return undefined;
  const { pods, findings } = judgeAll({ text, lines: [] }, yaml, options, { objects });
  return { pods, findings, repairs: [], readings: [], manifest: text };
}

function withDoubts(parsed: Parsed, more: Doubts): Parsed {
  if (more === NO_DOUBTS) return parsed;
  const doubts = moreDoubts(parsed.reading.doubts ?? NO_DOUBTS, more);
  return { ...parsed, reading: { ...parsed.reading, doubts } };
}

/**
 * Every reading with its documents. A text that looked clean and is not gets the second look that the others get.
 * `lines`: the line of the paste for each line of the text.
 */
function readingsOf(paste: string, lines?: readonly number[]): readonly Parsed[] {
  const [first, ...others] = readPaste(paste);
  if (others.length > 0 || first.repairs.length > 0 || first.text !== paste) return all([first, ...others]);
  const yaml = readYaml(first.text);
  if (yaml.problem === undefined) return [{ reading: placed(first), yaml, refused: [] }];
  try {
    const again = repair(paste);
    if (again.some((reading) => reading.text !== paste)) return all(again);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
  }
  return all([first]);

  function all(readings: readonly Reading[]): readonly Parsed[] {
    return readings.flatMap((reading) => parsed(placed(reading), paste));
  }

  function placed(reading: Reading): Reading {
    return lines === undefined ? reading : inLines(reading, (line) => lines[line - 1] ?? line);
  }
}

/** The reading that `explain` puts first: the text of it, and what it leaves open. Throws as `explain` does. */
export function readingOf(paste: string, lines?: readonly number[]): Reading {
  const [first] = readingsOf(paste, lines);
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

function explainReading({ reading, yaml, refused }: Parsed, options: JudgeOptions): Explanation {
  const manifest = asWritten(reading.text, (i) => reading.lines[i], reading.written);
  const told = [...refused, ...(reading.findings ?? [])];
  const { pods, findings, second } = judgeAll(reading, yaml, options, { told });
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

/** What judging needs to know of a text beside its documents. */
interface Beside {
  /** Findings about the text, at some of which kubectl stops. */
  readonly told?: readonly Finding[];
  readonly objects?: readonly Located[];
}

/** More pods or pieces of one are not explained together: nobody would read it, and each takes its time. */
const MOST_PODS = 3_000;

function tooManyPods(): ManifestError {
  return new ManifestError(
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
  const line: LineOf = (number) => reading.lines[number - 1] ?? number;
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
    if (pods.length >= MOST_PODS) throw tooManyPods();
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
  const without = kindsWithoutPods(objects);
  if (without !== undefined) return without;
  return new ManifestError(
    'nothing-here',
    'There is no object in this paste. Paste a manifest, for instance the output of kubectl get pod NAME -o yaml.',
  );
}
