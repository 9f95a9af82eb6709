import { readYaml } from '../yaml/index.ts';
import type { Node, ScalarNode, Yaml } from '../yaml/node.ts';

/** A longer text inside a value is not read (UTF-16 units). */
const LONGEST = 262_144;

/** The YAML in a string of the paste, with the lines of the paste; undefined where it is none. */
export function yamlInText(node: ScalarNode): Yaml | undefined {
  if (typeof node.value !== 'string' || node.value.length > LONGEST) return undefined;
  const above = node.style === 'block' ? node.line : node.line - 1;
  return yamlAt(node.value, above + 1);
}

/** A text read as if it began in a line (1-based) of the paste. */
function yamlAt(text: string, line: number): Yaml | undefined {
  const yaml = readYaml('\n'.repeat(Math.max(0, line - 1)) + text);
  return yaml.problem === undefined ? yaml : undefined;
}

/** A string and where it stands. */
interface TextIn {
  readonly path: string;
  readonly node: ScalarNode;
}

/** More of them in one object are not read. */
const MOST_TEXTS = 20;

/** What a manifest, a piece of one, a patch or a chart's values cannot do without. */
const MARK = /(?:^|\n)[ \t]*(?:- +)*["']?(?:apiVersion|op|containers|\w*[sS]ecurityContext)["']?[ \t]*:/;

/** The strings of several lines below a node that may hold a manifest, the first twenty. */
export function textsIn(root: Node): readonly TextIn[] {
  const found: TextIn[] = [];
  visit(root, '');
  return found;

  function visit(node: Node, path: string): void {
    if (found.length >= MOST_TEXTS) return;
    if (node.kind === 'scalar') {
      if (typeof node.value === 'string' && node.value.includes('\n') && MARK.test(node.value))
        found.push({ path, node });
    } else if (node.kind === 'seq') {
      node.items.forEach((item, i) => {
        visit(item, `${path}[${i}]`);
      });
    } else for (const { key, value } of node.entries) visit(value, path === '' ? key : `${path}.${key}`);
  }
}
