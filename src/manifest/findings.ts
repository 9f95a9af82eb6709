import { annotationWarnings } from './annotations.ts';
import type { LineOf } from './effective.ts';
import type { ApiReply, ContainerExplanation, Finding } from './explanation.ts';
import { habitFindings } from './habits.ts';
import type { Located } from './locate.ts';
import { decodeFindings, slipOf } from './mend/findings.ts';
import type { Judged } from './object.ts';
import { plainly, refusalPlainly } from './plain-words.ts';
import { lineAtPath } from './pod.ts';
import { knownToFail } from './programs.ts';
import { scalarFindings } from './scalars.ts';
import { belonging } from './unknown.ts';
import type { ApiError, ApiErrorType } from './validate/api-error.ts';
import { MOST_ERRORS } from './validate/container.ts';
import type { Duplicate, Yaml, YamlProblem } from './yaml/node.ts';

/** Findings about the paste as a whole: where reading stopped, keys that stand twice. */
export function pasteFindings(yaml: Yaml, line: LineOf): readonly Finding[] {
  const findings: Finding[] = yaml.duplicates.map((duplicate) => duplicateFinding(duplicate, line));
  const dropped = yaml.documents.find(({ unread }) => unread === true);
  if (dropped !== undefined) {
    findings.push({
      severity: 'warning',
      code: 'after-document-end',
      path: '',
      line: line(dropped.line),
      message: `kubectl reads one document between two --- and drops what begins at line ${line(dropped.line)} without a word: it stands behind the document's end (a closing bracket, or ...).`,
      fix: 'Write --- on a line of its own in front of it; take a ... out.',
    });
  }
  const { problem } = yaml;
  if (problem !== undefined) {
    findings.push({
      ...notYaml(problem, line(problem.line), 'Reading stopped here, and what follows is not explained'),
      fix: 'Correct this line; the line number in the message counts from the last ---.',
    });
  }
  return findings;
}

/** kubectl refuses the text as pasted, though it could be read once its indentation was rebuilt. */
export function refusedAsPasted(problem: YamlProblem, line: number): Finding {
  return {
    ...notYaml(problem, line, 'kubectl refuses this as it stands; it was read with its indentation rebuilt'),
    fix: 'Indent this line to stand under the key it belongs to.',
  };
}

/** kubectl refuses an escape that its YAML library does not know; the backslash was read as meant. */
export function escapeRefused(problem: YamlProblem, line: number): Finding {
  return {
    ...notYaml(problem, line, 'kubectl refuses this as it stands; the backslash was read as one'),
    code: 'unknown-escape',
    fix: 'Put the text in single quotes, or write the backslash twice.',
  };
}

/** Lines that may belong to a manifest and could not be joined with it: nothing is promised of what they may hold. */
export function notReadFinding(lines: readonly number[]): Finding {
  const [first = 1] = lines;
  const one = lines.length === 1;
  return {
    severity: 'error',
    code: 'not-read',
    path: '',
    line: first,
    message: `${one ? `Line ${first} was` : `Lines ${ranges(lines)} were`} not read: where ${one ? 'it stands, it' : 'they stand, they'} cannot be joined with certainty to the rest. Whatever ${one ? 'it sets' : 'they set'} is missing from this answer.`,
    fix: 'Take out what stands in between and is no part of the manifest, or paste it whole, as kubectl get -o yaml prints it.',
  };
}

/** Line numbers with runs drawn together: `10 to 12, 15`. */
function ranges(lines: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === line - 1) run[1] = line;
    else runs.push([line, line]);
  }
  const named = runs
    .slice(0, NAMED_LINES)
    .map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
  return `${named.join(', ')}${runs.length > NAMED_LINES ? ', …' : ''}`;
}

/** kubectl refuses a tab where indentation is expected (YAML 1.1, 5.5: indentation is spaces only). */
export function tabsRefused(paste: string): Finding {
  const before = paste.slice(0, Math.max(0, paste.search(/\t/)));
  return {
    severity: 'error',
    code: 'tab-indentation',
    path: '',
    line: before.split('\n').length,
    message:
      'Tabs indent this manifest, and YAML takes only spaces: kubectl refuses it as it stands. It was read with spaces in their place.',
    fix: 'Replace each tab in the indentation by spaces.',
  };
}

/** kubectl's words, without the struct of Go that it prints for a key that is no text. */
export function problemWords({ code, message }: YamlProblem): string {
  const dump = message.indexOf(': map[');
  if (code !== 'complex-key' || dump === -1 || message.length <= LONGEST_VALUE) return message;
  return `${message.slice(0, dump)}: a mapping stands where a name belongs, as {{ }} outside of quotes does`;
}

function notYaml(problem: YamlProblem, line: number, what: string): Finding {
  const { json } = problem;
  const message = json ?? `error converting YAML to JSON: ${problem.message}`;
  const said =
    json === undefined
      ? `error converting YAML to JSON: ${problemWords(problem)}`
      : `${json} (it begins as JSON; as YAML: ${problemWords(problem)})`;
  return {
    severity: 'error',
    code: 'not-yaml',
    path: '',
    line,
    message: `${what}: ${said}`,
    api: { type: 'decode', message, detail: json ?? problem.detail },
  };
}

/** More lines than these are counted and not named. */
const NAMED_LINES = 20;

/** A merge key that an own key overrides later is how merge keys are meant; everything else loses a value. */
function duplicateFinding({ key, lines, merged, path }: Duplicate, line: LineOf): Finding {
  const places = lines.map(line);
  const last = places.at(-1) ?? 1;
  const meant = merged && places.every((place) => place <= last);
  const how = merged ? ', once of them through a merge key (<<)' : '';
  return {
    severity: meant ? 'hint' : 'warning',
    code: 'duplicate-key',
    path,
    line: last,
    message: `\`${key}\` stands more than once in the same mapping (lines ${listed(places)}${how}): the one in line ${last} counts, the others are dropped without a word.`,
    fix: merged ? 'Write << before the keys that are to win over it.' : 'Keep one of them.',
    brief: `\`${key}\` stands ${places.length === 2 ? 'twice' : `${places.length} times`} (lines ${listed(places)}): line ${last} counts.`,
  };
}

const listed = (places: readonly number[]): string =>
  places.length <= NAMED_LINES
    ? places.join(' and ')
    : `${places.slice(0, NAMED_LINES).join(', ')} and ${places.length - NAMED_LINES} more`;

/** An object that kubectl does not even send. */
export function refusalFinding(located: Located, line: LineOf): Finding {
  const message = located.refused ?? '';
  return {
    severity: 'error',
    code: 'cannot-decode',
    path: '',
    line: line(located.line),
    document: located.index,
    message: `kubectl cannot read this: ${message}.`,
    api: { type: 'decode', message, detail: message },
    fix: 'Begin the object with apiVersion and kind.',
  };
}

const CODES: Readonly<Record<ApiErrorType, string>> = {
  FieldValueInvalid: 'invalid-value',
  FieldValueRequired: 'required-value',
  FieldValueForbidden: 'forbidden-value',
  FieldValueNotSupported: 'unsupported-value',
  FieldValueDuplicate: 'duplicate-value',
  FieldValueNotFound: 'not-found',
  FieldValueTooLong: 'too-long',
};

/** Everything to say about one object, in the order: refused, dropped, warned about, not meant. */
export function findingsOf(judged: Judged, line: LineOf): readonly Finding[] {
  const { after } = judged;
  const first = [...ownFindings(judged, line, ''), ...decodeFindings(judged, line)];
  if (after === undefined) return first;
  const fatal = judged.decoded.fatal !== undefined;
  const once = fatal ? 'Once the manifest can be decoded, ' : 'With that key put right, ';
  const told = new Set(first.map(({ code, path }) => `${code} ${path}`));
  return [
    ...first,
    ...ownFindings(after, line, once).filter(({ code, path }) => !told.has(`${code} ${path}`)),
  ];
}

/** `once`: when it will be so; what is said then is no reply that anybody gets today. */
function ownFindings(judged: Judged, line: LineOf, once: string): readonly Finding[] {
  const { located, decoded, pod, errors } = judged;
  if (decoded.fatal !== undefined) return [];
  const document = located.index;
  const at = (path: string): number => line(lineAtPath(pod.root, path));
  const the = once === '' ? 'The' : `${once}the`;
  const findings: Finding[] = [];
  const reply = (api: ApiReply): { readonly api?: ApiReply } => (once === '' ? { api } : {});
  if (decoded.unknown.length > MOST_ERRORS || errors.length >= MOST_ERRORS) {
    findings.push({
      severity: 'error',
      code: 'too-many-errors',
      path: pod.specPath,
      document,
      message: `There are more than ${MOST_ERRORS} errors; the rest is not listed.`,
      fix: 'Correct these first, then paste it again.',
    });
  }
  for (const unknown of decoded.unknown.slice(0, MOST_ERRORS)) {
    const where = slipOf(judged, unknown) ?? belonging(unknown, pod.specPath);
    const message = `unknown field "${unknown.path}"`;
    findings.push({
      severity: 'error',
      code: 'unknown-field',
      path: unknown.path,
      line: line(unknown.entry.keyLine),
      document,
      message: `${where.sentence} ${located.part?.unknown ?? `${once}kubectl refuses it (${message}); with validation off it is dropped without a word.`}`,
      ...reply({ type: 'unknown', message, detail: message }),
      fix: where.fix,
      brief: where.brief,
    });
  }
  for (const error of errors) {
    const { path, type, message, detail } = error;
    findings.push({
      severity: 'error',
      code: CODES[type],
      path,
      line: at(path),
      document,
      message: `${the} API server refuses it: ${path}: ${withoutDump(message, detail)}`,
      ...reply({ type, message, detail }),
      fix: fixFor(error),
      brief: plainly(error),
    });
  }
  for (const warning of annotationWarnings(pod)) {
    const path = warning.slice(0, warning.lastIndexOf(']: ') + 1);
    const detail = warning.slice(path.length + 2);
    findings.push({
      severity: 'warning',
      code: 'annotation-outdated',
      path,
      line: at(path),
      document,
      message: `${the} API server warns: ${warning}`,
      ...reply({ type: 'warning', message: warning, detail }),
      fix: detail.startsWith('non-functional')
        ? 'Set seccompProfile in the securityContext; the annotation does nothing.'
        : 'Set appArmorProfile in the securityContext instead.',
      brief: detail.startsWith('non-functional')
        ? 'This annotation does nothing any more: set `seccompProfile` instead.'
        : 'This annotation is out of date: set `appArmorProfile` instead.',
    });
  }
  for (const container of judged.explanation.containers) {
    if (container.start.verdict !== 'refused') continue;
    findings.push({
      severity: 'error',
      code: 'refused-by-kubelet',
      path: container.path,
      line: lineOfRefusal(container, container.start.code),
      document,
      message: `${the} kubelet does not start ${container.name === '' ? 'such a container' : `\`${container.name}\``}: ${container.start.reason}`,
      fix: kubeletFix(container.start.code),
      brief: refusalPlainly(container.name, container.start),
    });
  }
  judged.explanation.containers.forEach((container, i) => {
    const view = pod.containers[i];
    const known = view === undefined ? undefined : knownToFail(pod, view, container);
    if (known === undefined || container.start.verdict !== 'starts') return;
    findings.push({
      severity: 'hint',
      code: 'program-fails',
      path: container.path,
      document,
      ...known,
    });
  });
  for (const one of scalarFindings(judged, line)) findings.push(one);
  for (const one of habitFindings(judged, line)) findings.push(one);
  return findings;
}

/** Longer values are left to the API server's own words: a struct of Go says nothing to a person. */
const LONGEST_VALUE = 80;

function withoutDump(message: string, detail: string): string {
  const head = 'Invalid value: ';
  if (!message.startsWith(head) || detail === '') return message;
  const value = message.slice(head.length, message.length - detail.length - 2);
  return value.startsWith('{') || value.length > LONGEST_VALUE ? `${head}${detail}` : message;
}

function fixFor(error: ApiError): string {
  switch (error.type) {
    case 'FieldValueRequired':
      return error.detail === '' ? 'Add it.' : `Add it: ${error.detail}.`;
    case 'FieldValueForbidden':
      return 'Remove it, or what it cannot stand beside.';
    case 'FieldValueNotSupported':
      return `Write one of the ${error.detail}.`;
    case 'FieldValueDuplicate':
      return 'Give each its own name.';
    case 'FieldValueNotFound':
      return 'Define it, or correct the name.';
    case 'FieldValueTooLong':
      return 'Shorten it.';
    case 'FieldValueInvalid':
      return error.detail.startsWith('cannot set')
        ? 'Remove one of the two: they contradict each other.'
        : `Correct the value: ${error.detail}.`;
  }
}

/** What the kubelet looked at: the user; with `Config` it is a profile, which is no effective field then. */
function lineOfRefusal({ fields, line }: ContainerExplanation, code: string): number {
  if (code === 'Config') return line;
  const names = ['windowsOptions.runAsUserName', 'runAsUser', 'runAsNonRoot'];
  return names.map((name) => fields[name]?.line).find((found) => found !== undefined) ?? line;
}

function kubeletFix(code: string): string {
  switch (code) {
    case 'RunAsUserIsRoot':
      return 'Set runAsUser to a UID other than 0, or take runAsNonRoot away.';
    case 'Config':
      return 'Correct the profile it names.';
    case 'WindowsRunAsUserNameIsAdmin':
    case 'WindowsImageUserIsAdmin':
      return 'Set windowsOptions.runAsUserName to another user, for instance ContainerUser.';
    default:
      return 'Set runAsUser to a number above 0, so that the image is not asked.';
  }
}
