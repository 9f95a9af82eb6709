import { checkText } from './bounds.ts';
import { Composer } from './compose.ts';
import type { Yaml, YamlDocument, YamlProblem } from './node.ts';
import { Scanner } from './scanner.ts';
import { type Mark, YamlStop } from './stop.ts';

/**
 * Takes a manifest's text and gives its documents as kubectl would read them; where kubectl stops, `problem`
 * says why and the documents before it are kept. Throws ManifestError (`too-large`, `binary`, `too-deep`,
 * `too-many-keys`, `too-many-values`, `too-many-aliases`) when a bound is broken. Linear in the text's length.
 */
export function readYaml(text: string): Yaml {
  const checked = checkText(text);
  const { forbidden } = checked;
  const cut = forbidden === undefined ? undefined : chunkOf(checked.text, forbidden);
  const read = cut === undefined ? checked.text : checked.text.slice(0, cut);
  // kubectl reads line by line and ends the last one too (apimachinery pkg/util/yaml, LineReader).
  const scanner = new Scanner(read.endsWith('\n') || read === '' ? read : `${read}\n`);
  const composer = new Composer(scanner);
  const documents: YamlDocument[] = [];
  const { duplicates } = composer;
  try {
    for (let next = composer.nextDocument(); next !== undefined; next = composer.nextDocument())
      documents.push(next);
  } catch (error) {
    if (!(error instanceof YamlStop)) throw error;
    return { documents, duplicates, problem: problemOf(error, scanner) };
  }
  if (forbidden === undefined) return { documents, duplicates };
  return { documents, duplicates, problem: forbiddenCharacter(checked.text, forbidden) };
}

/** Which line goyaml.v2 names (decode.go, `parser.fail`): 0 is never named, and only the scanner counts from 1. */
function namedLine({ stage, mark, context }: YamlStop, firstLine: number): string {
  if (stage === 'decoder') return '';
  const problem = mark.line - firstLine;
  const line = problem > 0 ? problem + (stage === 'scanner' ? 1 : 0) : (context?.line ?? 0) - firstLine;
  return line > 0 ? `line ${line}: ` : '';
}

function problemOf(stop: YamlStop, { firstLine, json }: Scanner): YamlProblem {
  const { stage, code, mark, message: detail } = stop;
  const message = stage === 'json' ? detail : `yaml: ${namedLine(stop, firstLine)}${detail}`;
  const column = Math.max(1, mark.pos - mark.lineStart + 1);
  const problem = { message, detail, line: mark.line + 1, column, code };
  return json.stop === undefined || json.stop.line < firstLine - 1
    ? problem
    : { ...problem, json: json.stop.message };
}

/** Offset at which the document that holds the character begins, by kubectl's cutting at `---` lines. */
function chunkOf(text: string, offset: number): number {
  let start = 0;
  for (const match of text.slice(0, offset).matchAll(/^---[ \t]*(?:#.*)?$/gm)) start = match.index;
  return start;
}

function forbiddenCharacter(text: string, offset: number): YamlProblem {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const mark: Mark = { pos: offset, line: before.split('\n').length - 1, lineStart };
  const detail = 'control characters are not allowed';
  return {
    message: `yaml: ${detail}`,
    detail,
    line: mark.line + 1,
    column: offset - lineStart + 1,
    code: 'control-character',
  };
}
