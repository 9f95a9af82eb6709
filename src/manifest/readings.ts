import { type Finding, ManifestError } from './explanation.ts';
import { escapeRefused, refusedAsPasted, tabsRefused } from './findings.ts';
import { spacedText, spaceFindings } from './mend/spaces.ts';
import { inLines, type Reading, readPaste, reindent, repair } from './read/index.ts';
import { withoutBadPieces } from './read/seams.ts';
import { readYaml, withKnownEscapes } from './yaml/index.ts';
import type { Yaml, YamlProblem } from './yaml/node.ts';

/**
 * Every reading with its documents. A text that looked clean and is not gets the second look that the others get.
 * `lines`: the line of the paste for each line of the text.
 */
export function readingsOf(paste: string, lines?: readonly number[]): readonly Parsed[] {
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
export interface Parsed {
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
