import { type Source, sourceIn } from './embedded/index.ts';
import { languageOf } from './embedded/languages.ts';
import { type ClusterMessage, type ExplainOptions, type Explanation, ManifestError } from './explanation.ts';
import { notReadFinding } from './findings.ts';
import { judgeAll } from './judge-all.ts';
import { locatePatch } from './locate.ts';
import { messagesIn } from './messages/index.ts';
import type { JudgeOptions } from './object.ts';
import type { Target } from './patches/part.ts';
import { type Doubts, moreDoubts, NO_DOUBTS } from './read/pasted.ts';
import { asWritten } from './read/written.ts';
import { type Parsed, readingsOf } from './readings.ts';
import { withStrangers } from './strangers.ts';
import { readYaml } from './yaml/index.ts';

/**
 * Explains what was pasted: every container's effective values, where each came from, whether it starts, and what
 * is wrong; of a paste that is a message of the cluster, what it means. Throws a ManifestError for a paste that is
 * neither.
 */
export function explain(paste: string, options: ExplainOptions = {}): Explanation {
  try {
    return withStrangers(withMessages(paste, options), options);
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

function explainReading({ reading, yaml, refused }: Parsed, options: JudgeOptions): Explanation {
  const manifest = asWritten(reading.text, (i) => reading.lines[i], reading.written);
  const told = [...refused, ...(reading.findings ?? [])];
  const { pods, findings, second } = judgeAll(reading, yaml, options, { told });
  const lost = [...(reading.doubts?.unread ?? [])].sort((a, b) => a - b);
  const unread = lost.length === 0 ? {} : { unread: lost };
  const notRead = lost.length === 0 ? [] : [notReadFinding(lost)];
  return {
    pods,
    findings: [...refused, ...notRead, ...(reading.findings ?? []), ...findings],
    repairs: reading.repairs,
    ...unread,
    readings:
      second === undefined
        ? []
        : [{ ...second, repairs: reading.repairs, ...unread, readings: [], manifest }],
    manifest,
  };
}
