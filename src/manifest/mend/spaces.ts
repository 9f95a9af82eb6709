import type { Finding } from '../explanation.ts';
import { gluedKey } from '../glued-key.ts';
import { fieldsOf, typeNames } from '../shape/index.ts';
import { readYaml } from '../yaml/index.ts';
import type { Yaml, YamlProblem } from '../yaml/node.ts';
import { spaceFix, spaceMissing, spaceOut } from './shape.ts';

/** A line whose colon no space follows, and which kept the text from being YAML. */
export interface Glued {
  /** 1-based, of the text. */
  readonly line: number;
  /** Of the colon in the text. */
  readonly offset: number;
  readonly name: string;
  readonly value: string;
}

export interface SpacedText {
  readonly text: string;
  readonly yaml: Yaml;
  readonly glued: readonly Glued[];
}

/**
 * Puts a space behind the colon where `runAsUser:1000` stands among the keys of a mapping, which no YAML can be.
 * undefined where that does not make the text readable further than it was. Linear in the text.
 */
export function spacedText(text: string, problem: YamlProblem): SpacedText | undefined {
  const lines = text.split('\n');
  const glued = gluedLines(lines);
  if (glued.length === 0) return undefined;
  const fixed = [...lines];
  for (const { line, name } of glued) {
    const written = lines[line - 1] ?? '';
    const at = written.indexOf(`${name}:`);
    fixed[line - 1] = written.slice(0, at) + spaceOut(written.slice(at));
  }
  const next = fixed.join('\n');
  const yaml = readYaml(next);
  if (yaml.problem !== undefined && yaml.problem.line <= problem.line) return undefined;
  return { text: next, yaml, glued };
}

/** That kubectl refuses the text as it stands, once for each of the lines. */
export function spaceFindings(
  glued: readonly Glued[],
  problem: YamlProblem,
  line: (line: number) => number,
): readonly Finding[] {
  const message = `error converting YAML to JSON: ${problem.message}`;
  return glued.map(({ line: where, name, value }) => ({
    severity: 'error',
    code: 'space-after-colon',
    path: '',
    line: line(where),
    message: `${spaceMissing(name)} kubectl cannot read the manifest for it (${problem.message}).`,
    api: { type: 'decode', message, detail: problem.detail },
    fix: spaceFix(name, value),
  }));
}

interface Line {
  readonly number: number;
  readonly offset: number;
  /** Of what stands behind the dashes. */
  readonly column: number;
  readonly said: string;
  readonly kind: 'key' | 'glued' | 'other';
}

function gluedLines(lines: readonly string[]): readonly Glued[] {
  const told = toldLines(lines);
  return told.flatMap((one, i) => {
    if (one.kind !== 'glued') return [];
    const beside = [told[i - 1], told[i + 1]].some(
      (near) => near !== undefined && near.kind !== 'other' && near.column === one.column,
    );
    const name = gluedKey(one.said) ?? '';
    if (!beside) return [];
    const offset = one.offset + one.column + name.length;
    return [{ line: one.number, offset, name, value: one.said.slice(name.length + 1) }];
  });
}

/** Lines that say something, those inside of a block of text left out. */
function toldLines(lines: readonly string[]): readonly Line[] {
  const told: Line[] = [];
  let offset = 0;
  let block = -1;
  lines.forEach((line, i) => {
    const start = offset;
    offset += line.length + 1;
    const bare = line.trimStart();
    const indent = line.length - bare.length;
    if (bare === '' || bare.startsWith('#')) return;
    if (block >= 0 && indent > block) return;
    block = -1;
    let column = indent;
    while (line[column] === '-' && line[column + 1] === ' ') {
      column += 2;
      while (line[column] === ' ') column += 1;
    }
    const said = line.slice(column).trimEnd();
    if (endsInBlock(said)) block = indent;
    told.push({ number: i + 1, offset: start, column, said, kind: kindOf(said) });
  });
  return told;
}

/** `key: |`, `- >-`. */
function endsInBlock(said: string): boolean {
  const last = said.slice(said.lastIndexOf(' ') + 1);
  return (last[0] === '|' || last[0] === '>') && last.length <= 3;
}

function kindOf(said: string): Line['kind'] {
  const colon = said.indexOf(':');
  if (colon <= 0 || said[0] === '"' || said[0] === "'") return 'other';
  const after = said[colon + 1];
  if (after === undefined || after === ' ') return said.slice(0, colon).includes(' ') ? 'other' : 'key';
  return known().has(gluedKey(said) ?? '') ? 'glued' : 'other';
}

let names: ReadonlySet<string> | undefined;

/** Every field of the API that may stand in a manifest with a pod. */
function known(): ReadonlySet<string> {
  names ??= new Set([
    'apiVersion',
    'kind',
    ...[...typeNames()].flatMap((type) => [...(fieldsOf(type)?.keys() ?? [])]),
  ]);
  return names;
}
