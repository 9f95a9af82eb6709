import { annotationWarnings } from './annotations.ts';
import type { LineOf } from './effective.ts';
import type { Finding } from './explanation.ts';
import { habitFindings } from './habits.ts';
import type { Located } from './locate.ts';
import type { Judged } from './object.ts';
import { lineAtPath } from './pod.ts';
import { scalarFindings } from './scalars.ts';
import { belonging } from './unknown.ts';
import type { ApiError, ApiErrorType } from './validate/api-error.ts';
import { MOST_ERRORS } from './validate/container.ts';
import type { Duplicate, Yaml, YamlProblem } from './yaml/node.ts';

/** Findings about the paste as a whole: where reading stopped, keys that stand twice. */
export function pasteFindings(yaml: Yaml, line: LineOf): readonly Finding[] {
  const findings: Finding[] = yaml.duplicates.map((duplicate) => duplicateFinding(duplicate, line));
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

function notYaml(problem: YamlProblem, line: number, what: string): Finding {
  const message = `error converting YAML to JSON: ${problem.message}`;
  return {
    severity: 'error',
    code: 'not-yaml',
    path: '',
    line,
    message: `${what}: ${message}`,
    api: { type: 'decode', message, detail: problem.detail },
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
  const { located, decoded, pod, errors } = judged;
  const document = located.index;
  const at = (path: string): number => line(lineAtPath(pod.root, path));
  const findings: Finding[] = [];
  if (decoded.fatal !== undefined) {
    const { fatal } = decoded;
    const version = (located.apiVersion ?? 'v1').split('/').at(-1);
    const message = `${pod.kind} in version "${version}" cannot be handled as a ${pod.kind}: ${fatal.message}`;
    findings.push({
      severity: 'error',
      code: 'cannot-decode',
      path: fatal.path,
      line: line(fatal.line),
      document,
      message:
        located.part === undefined
          ? `The API server refuses this in every mode: ${message}`
          : `The API server refuses any pod made with this, in every mode: ${fatal.message}`,
      api: { type: 'decode', message, detail: fatal.message },
      fix: `Write a value of type ${fatal.wants.name}.`,
    });
  }
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
    const where = belonging(unknown, pod.specPath);
    findings.push({
      severity: 'error',
      code: 'unknown-field',
      path: unknown.path,
      line: line(unknown.entry.keyLine),
      document,
      message: `${where.sentence} ${located.part?.unknown ?? `kubectl refuses it (unknown field "${unknown.path}"); with validation off it is dropped without a word.`}`,
      api: {
        type: 'unknown',
        message: `unknown field "${unknown.path}"`,
        detail: `unknown field "${unknown.path}"`,
      },
      fix: where.fix,
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
      message: `The API server refuses it: ${path}: ${message}`,
      api: { type, message, detail },
      fix: fixFor(error),
    });
  }
  if (decoded.fatal !== undefined) return findings;
  for (const warning of annotationWarnings(pod)) {
    const path = warning.slice(0, warning.lastIndexOf(']: ') + 1);
    const detail = warning.slice(path.length + 2);
    findings.push({
      severity: 'warning',
      code: 'annotation-outdated',
      path,
      line: at(path),
      document,
      message: `The API server warns: ${warning}`,
      api: { type: 'warning', message: warning, detail },
      fix: detail.startsWith('non-functional')
        ? 'Set seccompProfile in the securityContext; the annotation does nothing.'
        : 'Set appArmorProfile in the securityContext instead.',
    });
  }
  for (const container of judged.explanation.containers) {
    if (container.start.verdict !== 'refused') continue;
    findings.push({
      severity: 'error',
      code: 'refused-by-kubelet',
      path: container.path,
      line: container.fields.runAsUser?.line ?? container.fields.runAsNonRoot?.line ?? container.line,
      document,
      message: `The kubelet does not start ${container.name === '' ? 'such a container' : `\`${container.name}\``}: ${container.start.reason}`,
      fix: kubeletFix(container.start.code),
    });
  }
  for (const one of scalarFindings(judged, line)) findings.push(one);
  for (const one of habitFindings(judged, line)) findings.push(one);
  return findings;
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
